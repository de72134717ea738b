import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** What one step of a matching does; `next` is always the following instruction but where said. */
export type Instruction =
  /** One character of a set, onwards or, in a lookbehind, backwards. */
  | { op: 'char'; accepts: (code: number) => boolean; back: boolean }
  /** As many of them as there are, from `min` to `max`; then one fewer, and so on. */
  | { op: 'run'; accepts: (code: number) => boolean; back: boolean; min: number; max: number }
  /** Goes on at `first`; at `second` where that fails. */
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { op: 'save'; slot: number }
  | { op: 'clear'; from: number; to: number }
  /** Fails where the loop has taken nothing since its `mark` was set. */
  | { op: 'mark'; slot: number }
  | { op: 'progress'; slot: number }
  | { op: 'assert'; kind: 'start' | 'end' | 'word' | 'not-word' }
  /** The instructions behind it up to `accept` are tried at this place; `to` follows. */
  | { op: 'look'; negate: boolean; to: number }
  | { op: 'same'; groups: number[]; back: boolean }
  | { op: 'accept' };

export interface Program {
  source: string;
  code: Instruction[];
  /** Two slots a group, then one a loop. */
  slots: number;
  unicode: boolean;
  multiline: boolean;
  ignoreCase: boolean;
  /** Matches at the start of the input or not at all. */
  anchored: boolean;
}

/** More than this many instructions are no pattern of a parser's. */
const MOST = 20_000;

/** A pattern as a backtracking matcher runs it, which is how V8 does: first alternatives first. */
export function toProgram(regex: RegExp): Program {
  const { flags } = regex;
  const unicode = /[uv]/.test(flags);
  const parser = new RegExpParser({ ecmaVersion: 2025 });
  const tree = parser.parsePattern(regex.source, 0, regex.source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  const groups: AST.CapturingGroup[] = [];
  const program: Program = {
    source: String(regex),
    code: [],
    slots: 0,
    unicode,
    multiline: flags.includes('m'),
    ignoreCase: flags.includes('i'),
    anchored:
      !flags.includes('m') && tree.alternatives.every(({ elements: [first] }) => first?.type === 'Assertion' && first.kind === 'start'), // prettier-ignore
  };
  const compiler = new Compiler(program.code, flags.replace(/[gymd]/g, ''), groups);
  collectGroups(tree, groups);
  compiler.slots = 2 * (groups.length + 1);
  compiler.emit({ op: 'save', slot: 0 });
  compiler.alternatives(tree.alternatives, false);
  compiler.emit({ op: 'save', slot: 1 });
  compiler.emit({ op: 'accept' });
  program.slots = compiler.slots;
  return program;
}

function collectGroups(node: unknown, groups: AST.CapturingGroup[]): void {
  const { type, alternatives, elements, element } = node as {
    type: string;
    alternatives?: AST.Alternative[];
    elements?: AST.Element[];
    element?: AST.Element;
  };
  if (type === 'CapturingGroup') groups.push(node as AST.CapturingGroup);
  // Sets have alternatives of another kind, without groups in them.
  if (type.endsWith('Class')) return;
  for (const one of [...(alternatives ?? []), ...(elements ?? []), ...(element ? [element] : [])]) {
    collectGroups(one, groups);
  }
}

class Compiler {
  slots = 0;
  readonly #code: Instruction[];
  readonly #flags: string;
  readonly #groups: AST.CapturingGroup[];

  constructor(code: Instruction[], flags: string, groups: AST.CapturingGroup[]) {
    this.#code = code;
    this.#flags = flags;
    this.#groups = groups;
  }

  emit<T extends Instruction>(instruction: T): T {
    if (this.#code.push(instruction) > MOST) throw new Error('a pattern of too many instructions');
    return instruction;
  }

  alternatives(list: readonly AST.Alternative[], back: boolean): void {
    const ends: { to: number }[] = [];
    for (const [index, { elements }] of list.entries()) {
      const isLast = index === list.length - 1;
      const split = isLast ? undefined : this.emit({ op: 'split', first: this.#code.length + 1, second: 0 });
      for (const element of back ? elements.toReversed() : elements) this.#element(element, back);
      if (!split) continue;
      ends.push(this.emit({ op: 'jump', to: 0 }));
      split.second = this.#code.length;
    }
    for (const end of ends) end.to = this.#code.length;
  }

  #element(node: AST.Element, back: boolean): void {
    switch (node.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        this.emit({ op: 'char', accepts: toAccepts(node.raw, this.#flags), back });
        return;
      case 'CapturingGroup': {
        const slot = 2 * (this.#groups.indexOf(node) + 1);
        this.emit({ op: 'save', slot: back ? slot + 1 : slot });
        this.alternatives(node.alternatives, back);
        this.emit({ op: 'save', slot: back ? slot : slot + 1 });
        return;
      }
      case 'Group':
        if (node.modifiers) throw new Error(`flags within a pattern are not counted: ${node.raw}`);
        this.alternatives(node.alternatives, back);
        return;
      case 'Backreference': {
        const resolved = Array.isArray(node.resolved) ? node.resolved : [node.resolved];
        const groups = resolved.map((group) => this.#groups.indexOf(group) + 1);
        this.emit({ op: 'same', groups, back });
        return;
      }
      case 'Assertion':
        this.#assertion(node);
        return;
      case 'Quantifier':
        this.#quantifier(node, back);
    }
  }

  #assertion(node: AST.Assertion): void {
    if (node.kind === 'lookahead' || node.kind === 'lookbehind') {
      const look = this.emit({ op: 'look', negate: node.negate, to: 0 });
      this.alternatives(node.alternatives, node.kind === 'lookbehind');
      this.emit({ op: 'accept' });
      look.to = this.#code.length;
    } else if (node.kind === 'word') this.emit({ op: 'assert', kind: node.negate ? 'not-word' : 'word' });
    else this.emit({ op: 'assert', kind: node.kind });
  }

  #quantifier({ element, min, max, greedy }: AST.Quantifier, back: boolean): void {
    // One character is never nothing, and holds no group.
    const isCharacter = /^(?:Character|ExpressionCharacter)/.test(element.type);
    if (isCharacter && greedy) {
      this.emit({ op: 'run', accepts: toAccepts(element.raw, this.#flags), back, min, max });
      return;
    }
    const inside: AST.CapturingGroup[] = [];
    collectGroups(element, inside);
    const once = () => {
      for (const group of inside) {
        const slot = 2 * (this.#groups.indexOf(group) + 1);
        this.emit({ op: 'clear', from: slot, to: slot + 1 });
      }
      this.#element(element, back);
    };
    const branch = () => this.emit({ op: 'split', first: 0, second: 0 });
    const leave = (split: { first: number; second: number }, body: number) => {
      split.first = greedy ? body : this.#code.length;
      split.second = greedy ? this.#code.length : body;
    };
    for (let count = 0; count < min; count++) once();
    const slot = this.slots++;
    if (max === Number.POSITIVE_INFINITY) {
      const loop = this.#code.length;
      const split = branch();
      if (!isCharacter) this.emit({ op: 'mark', slot });
      once();
      if (!isCharacter) this.emit({ op: 'progress', slot });
      this.emit({ op: 'jump', to: loop });
      leave(split, loop + 1);
      return;
    }
    const splits: { first: number; second: number; body: number }[] = [];
    for (let count = min; count < max; count++) {
      splits.push(Object.assign(branch(), { body: this.#code.length }));
      if (!isCharacter) this.emit({ op: 'mark', slot });
      once();
      if (!isCharacter) this.emit({ op: 'progress', slot });
    }
    for (const split of splits) leave(split, split.body);
  }
}

const known = new Map<string, (code: number) => boolean>();

/** What of a character's set is in it V8 says itself, once for each code. */
function toAccepts(raw: string, flags: string): (code: number) => boolean {
  const key = `${flags}/${raw}`;
  let accepts = known.get(key);
  if (accepts) return accepts;
  const one = new RegExp(`^${raw}$`, flags);
  const low = new Int8Array(0x10000);
  accepts = (code) => {
    if (code > 0xffff) return nativeTest(one, String.fromCodePoint(code));
    const seen = low[code] as number;
    if (seen !== 0) return seen > 0;
    const result = nativeTest(one, String.fromCharCode(code));
    low[code] = result ? 1 : -1;
    return result;
  };
  known.set(key, accepts);
  return accepts;
}

const nativeExec = RegExp.prototype.exec;

/** By the native method, whatever stands in its place when this is called. */
function nativeTest(regex: RegExp, text: string): boolean {
  return nativeExec.call(regex, text) !== null;
}
