import type { RedactionKind, Replacement } from './kinds.ts';

/** What stands for a thing of each kind, a number behind it. */
const stems: Record<Replacement['kind'], string> = {
  ip: 'ip',
  mac: 'mac',
  email: 'mail',
  host: 'host',
  user: 'user',
  path: 'path',
  args: 'args',
  env: 'secret',
  label: 'label',
  process: 'process',
  function: 'function',
  serial: 'serial',
  imei: 'imei',
  imsi: 'imsi',
  phone: 'phone',
  location: 'location',
  uuid: 'uuid',
  word: 'word',
};

/** Kinds in which upper and lower case tell nothing apart. */
const caseless = new Set<Replacement['kind']>(['ip', 'mac', 'email', 'host', 'user', 'uuid', 'word']);

/** Gives each thing its pseudonym, the same one each time, and keeps count. */
export class Pseudonyms {
  readonly #replacements = new Map<string, Replacement>();
  readonly #counts = new Map<string, number>();

  of(kind: RedactionKind | 'word', before: string): string {
    const key = `${kind} ${caseless.has(kind) ? before.toLowerCase() : before}`;
    const known = this.#replacements.get(key);
    if (known) {
      known.count++;
      return known.after;
    }
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    const after = `${stems[kind]}-${number}`;
    this.#replacements.set(key, { kind, before, after, count: 1 });
    return after;
  }

  /** In the order in which they were first met. */
  get replacements(): Replacement[] {
    return [...this.#replacements.values()];
  }
}
