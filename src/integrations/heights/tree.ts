/** An element of a page's HTML, with where an attribute of it may be written. */
export interface Part {
  name: string;
  classes: readonly string[];
  attributes: ReadonlyMap<string, string>;
  /** Behind its name, and behind the quote that begins its style. */
  at: number;
  styleAt: number | undefined;
  children: (Part | string)[];
}

const token =
  /<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1>|<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|[^<]+|</g;
const attribute = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u{a0}' };

/** What is deeper stands beside the last that is not: nobody writes so, and whoever goes through a tree would go as deep. */
const mostDepth = 200;

/**
 * The element that begins at a place of HTML. What programs made leaves nothing open; what an author wrote may: an end
 * closes the last of its name, and else nothing.
 */
export function readPart(html: string, from: number): Part {
  const root: Part = {
    name: '',
    classes: [],
    attributes: new Map(),
    at: 0,
    styleAt: undefined,
    children: [],
  };
  const open = [root];
  token.lastIndex = from;
  for (let found = token.exec(html); found; found = token.exec(html)) {
    const [all, raw, close, name, written = ''] = found;
    const within = open.at(-1)!;
    if (all.startsWith('<!--')) continue;
    if (raw) within.children.push(toPart(raw, '', found.index));
    else if (!name) within.children.push(toText(all));
    else if (close) {
      const last = open.findLastIndex((one) => one.name === name.toLowerCase());
      if (last > 0) open.length = last;
    } else {
      const part = toPart(name.toLowerCase(), written, found.index + 1 + name.length);
      within.children.push(part);
      if (!empty.has(part.name) && !written.endsWith('/') && open.length < mostDepth) open.push(part);
    }
    if (open.length === 1 && root.children.length > 0) break;
  }
  return root.children[0] as Part;
}

function toPart(name: string, written: string, at: number): Part {
  const attributes = new Map<string, string>();
  let styleAt: number | undefined;
  for (const found of written.matchAll(attribute)) {
    const name = found[1]!.toLowerCase();
    const quoted = found[2] ?? found[3];
    attributes.set(name, quoted ?? found[4] ?? '');
    if (name === 'style' && quoted !== undefined) {
      styleAt = at + found.index + found[0].length - 1 - quoted.length;
    }
  }
  const classes = (attributes.get('class') ?? '').split(/\s+/).filter(Boolean);
  return { name, classes, attributes, at, styleAt, children: [] };
}

function toText(html: string): string {
  return html.replaceAll(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (all, hex?: string, code?: string, name?: string) =>
      hex || code ? toSign(hex ? parseInt(hex, 16) : Number(code)) : (signs[name ?? ''] ?? all),
  );
}

/** As browsers have it, of a number that is no sign. */
function toSign(code: number): string {
  return code > 0x10_ffff ? '\u{fffd}' : String.fromCodePoint(code);
}
