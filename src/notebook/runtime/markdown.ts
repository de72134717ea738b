/** Where a part of the template stands in its text: letters that nobody writes. */
const open = '\uE000';
const close = '\uE001';

export type Markdown = (strings: TemplateStringsArray, ...parts: unknown[]) => Element;

/**
 * The tag of Markdown templates: md`**${name}** took ${n} %`. Headings, paragraphs, lists, quotes,
 * code, tables, rules; within lines emphasis, code, and links to this site or by https. A part is
 * text, never markup; a node goes in as it is.
 *
 * @param toNodes what a part comes to
 */
export function createMarkdown(document: Document, toNodes: (part: unknown) => readonly Node[]): Markdown {
  return (strings, ...parts) => {
    const text = strings.raw
      .map(
        (string, at) =>
          string.replaceAll('\\`', '`').replaceAll('\\${', '${') +
          (at < parts.length ? `${open}${at}${close}` : ''),
      )
      .join('');
    const root = document.createElement('div');
    root.setAttribute('class', 'cb-md');
    const create = (name: string, ...children: Node[]) => {
      const element = document.createElement(name);
      element.append(...children);
      return element;
    };
    const inline = (line: string): Node[] =>
      toInline(line, create, (plain) => toText(plain, parts, document, toNodes));
    root.append(...toBlocks(unindent(text).split('\n'), create, inline));
    return root;
  };
}

type Create = (name: string, ...children: Node[]) => HTMLElement;
type Inline = (line: string) => Node[];

/** Templates stand indented within code: what all lines are indented by is not part of the text. */
function unindent(text: string): string {
  const lines = text.replace(/^\s*\n|\s+$/g, '').split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => /^ */.exec(line)![0].length));
  // The first line may stand right behind the backtick.
  return lines.map((line) => line.slice(Math.min(indent, /^ */.exec(line)![0].length))).join('\n');
}

const deepest = 20;

const fence = /^(`{3,}|~{3,})/;
const heading = /^(#{1,6}) +(.*?)(?: +#+)?$/;
const bullet = /^( *)([-*+]|\d{1,9}[.)]) +(.*)$/;
const rule = /^ *(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$/;
const delimiters = /^ *\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$/;

/** @param depth of quotes and lists around: what is deeper than anybody writes is text */
function toBlocks(lines: readonly string[], create: Create, inline: Inline, depth = 0): Node[] {
  if (depth > deepest) return [create('p', ...inline(lines.join('\n')))];
  const blocks: Node[] = [];
  let at = 0;
  const takeWhile = (test: (line: string) => boolean): string[] => {
    const taken: string[] = [];
    while (at < lines.length && test(lines[at] as string)) taken.push(lines[at++] as string);
    return taken;
  };
  while (at < lines.length) {
    const line = lines[at] as string;
    const opening = fence.exec(line)?.[1];
    const title = heading.exec(line);
    if (line.trim() === '') at++;
    else if (opening) {
      at++;
      const code = takeWhile((one) => !one.startsWith(opening));
      at++;
      blocks.push(create('pre', create('code', ...inline(`\0${code.join('\n')}`))));
    } else if (title) {
      at++;
      blocks.push(create(`h${title[1]?.length ?? 1}`, ...inline(title[2] ?? '')));
    } else if (rule.test(line)) {
      at++;
      blocks.push(create('hr'));
    } else if (line.startsWith('>')) {
      const quoted = takeWhile((one) => one.startsWith('>')).map((one) => one.replace(/^> ?/, ''));
      blocks.push(create('blockquote', ...toBlocks(quoted, create, inline, depth + 1)));
    } else if (bullet.test(line)) {
      const items = takeWhile((one) => bullet.test(one) || /^ {2,}\S/.test(one));
      blocks.push(toList(items, create, inline, depth));
    } else if (delimiters.test(lines[at + 1] ?? '') && line.includes('|')) {
      const rows = takeWhile((one) => one.includes('|'));
      blocks.push(toTable(rows, create, inline));
    } else {
      const text = takeWhile(
        (one) =>
          one.trim() !== '' &&
          !fence.test(one) &&
          !heading.test(one) &&
          !bullet.test(one) &&
          !one.startsWith('>'),
      );
      // A line that only looks like the beginning of something is text.
      if (text.length === 0) text.push(lines[at++] as string);
      blocks.push(create('p', ...inline(text.join('\n'))));
    }
  }
  return blocks;
}

/** Lines of one list; what is indented further is within the item before it. */
function toList(lines: readonly string[], create: Create, inline: Inline, depth: number): Node {
  const [, indent = '', sign = '-'] = bullet.exec(lines[0] ?? '') ?? [];
  const list = create(/\d/.test(sign) ? 'ol' : 'ul');
  const first = /\d+/.exec(sign)?.[0];
  if (first !== undefined && first !== '1') list.setAttribute('start', first);
  for (let at = 0; at < lines.length;) {
    const [, , , text = ''] = bullet.exec(lines[at] as string) ?? [];
    const inner: string[] = [];
    for (at++; at < lines.length; at++) {
      const line = lines[at] as string;
      const own = bullet.exec(line);
      if (own && (own[1]?.length ?? 0) <= indent.length) break;
      inner.push(line);
    }
    const least = Math.min(...inner.map((line) => /^ */.exec(line)![0].length));
    list.append(
      create(
        'li',
        ...inline(text),
        ...toBlocks(
          inner.map((line) => line.slice(least)),
          create,
          inline,
          depth + 1,
        ),
      ),
    );
  }
  return list;
}

function toTable(lines: readonly string[], create: Create, inline: Inline): Node {
  const split = (line: string) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|'));
  const [header = '', under = '', ...body] = lines;
  const ends = split(under).map((cell) => /^-+:$/.test(cell));
  const toRow = (line: string, name: string) =>
    create(
      'tr',
      ...split(line).map((cell, at) => {
        const element = create(name, ...inline(cell));
        if (ends[at]) element.setAttribute('class', 'cb-number');
        return element;
      }),
    );
  return create(
    'table',
    create('thead', toRow(header, 'th')),
    create('tbody', ...body.map((line) => toRow(line, 'td'))),
  );
}

/** Code before emphasis, and strong before weak: what opens first and closes. */
const spans =
  /(`+)(.+?)\1(?!`)|!?\[([^\]]*)\]\(([^)\s]*)\)|\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__|\*(?=\S)(.+?)(?<=\S)\*|(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w)|~~(.+?)~~|\\([!-/:-@[-`{-~])| {2,}\n|\\\n/s;

function toInline(text: string, create: Create, toText: (plain: string) => Node[]): Node[] {
  // A block of code: nothing in it is markup.
  if (text.startsWith('\0')) return toText(text.slice(1));
  const nodes: Node[] = [];
  let left = text;
  for (let match = spans.exec(left); match; match = spans.exec(left)) {
    const [whole, , code, label, address, strong, strong2, weak, weak2, gone, escaped] = match;
    const within = (inner: string) => toInline(inner, create, toText);
    nodes.push(...toText(left.slice(0, match.index)));
    const emphasis = strong ?? strong2 ?? weak ?? weak2 ?? gone;
    if (code !== undefined) nodes.push(create('code', ...toText(code.replace(/^ (.*) $/, '$1'))));
    else if (label !== undefined) nodes.push(...toLink(label, address ?? '', create, within));
    else if (emphasis !== undefined) {
      const name = gone !== undefined ? 'del' : (strong ?? strong2) !== undefined ? 'strong' : 'em';
      nodes.push(create(name, ...within(emphasis)));
    } else if (escaped !== undefined) nodes.push(...toText(escaped));
    else nodes.push(create('br'));
    left = left.slice(match.index + whole.length);
  }
  return [...nodes, ...toText(left)];
}

/** A link to this site, to a place on the page, or by http; of any other only the text is left. */
function toLink(label: string, address: string, create: Create, within: (text: string) => Node[]): Node[] {
  if (!/^(?:https?:\/\/|\/(?!\/)|#)/.test(address)) return within(label);
  const link = create('a', ...within(label));
  link.setAttribute('href', address);
  return [link];
}

/** A text with the parts that stand in it. */
function toText(
  plain: string,
  parts: readonly unknown[],
  document: Document,
  toNodes: (part: unknown) => readonly Node[],
): Node[] {
  return plain.split(new RegExp(`${open}(\\d+)${close}`)).flatMap((piece, at): Node[] => {
    if (at % 2 === 1) return [...toNodes(parts[Number(piece)])];
    return piece === '' ? [] : [document.createTextNode(piece)];
  });
}
