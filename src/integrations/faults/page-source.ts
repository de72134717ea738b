import { markdownToMdast, mdxToMdast } from 'satteri';
import { LineCounter, parseDocument } from 'yaml';
import { toPlace } from './fault.ts';

/** Something at a place of a source: lines and columns from 1. */
interface Placed {
  line: number;
  column: number;
}

/** What of a page's source is held to be right. */
export interface PageSource {
  frontmatter: Frontmatter;
  /** Addresses of links: `/cases/`, `#an-anchor`, `https://…`. */
  links: (Placed & { url: string })[];
  /** Addresses of images, and whatever else an element names by `src`. */
  images: (Placed & { url: string })[];
  /** Components, by the name that has to be imported: of `<Tabs.Item>` it is `Tabs`. */
  components: (Placed & { name: string; attributes: Record<string, string> })[];
  /** What it imports from where, and under which names. */
  imports: (Placed & { from: string; names: string[] })[];
  /** Ids that elements of the page are given as text. */
  ids: string[];
  /** Why the page cannot be read further; the lists are then empty. */
  fault: (Placed & { words: string }) | undefined;
}

export interface Frontmatter {
  data: Record<string, unknown>;
  /** Where a field stands (`['case', 'tags', 0]`), or the nearest one around it. */
  find(path: readonly PropertyKey[]): Placed;
  faults: (Placed & { words: string })[];
}

/** A node of the tree, of whatever kind, as far as it is looked at. */
interface Node {
  type: string;
  position?: { start: Placed };
  children?: Node[];
  name?: string | null;
  url?: string;
  value?: string;
  identifier?: string;
  attributes?: { type: string; name?: string; value?: unknown }[];
}

/** @param kind by the ending of its name */
export function readPageSource(text: string, kind: 'md' | 'mdx'): PageSource {
  const source: PageSource = {
    frontmatter: readFrontmatter(text),
    links: [],
    images: [],
    components: [],
    imports: [],
    ids: [],
    fault: undefined,
  };
  let root: Node;
  try {
    root = (kind === 'mdx' ? mdxToMdast : markdownToMdast)(text) as unknown as Node;
  } catch (error) {
    source.fault = toSyntaxFault(error);
    return source;
  }
  const pictured = new Set<string>();
  visit(root, (node) => {
    if (node.type === 'imageReference') pictured.add(node.identifier ?? '');
  });
  visit(root, (node) => {
    const { line = 1, column = 1 } = node.position?.start ?? {};
    const url = node.url ?? '';
    if (node.type === 'link') source.links.push({ line, column, url });
    else if (node.type === 'image') source.images.push({ line, column, url });
    else if (node.type === 'definition') {
      (pictured.has(node.identifier ?? '') ? source.images : source.links).push({ line, column, url });
    } else if (/^mdxJsx(?:Flow|Text)Element$/.test(node.type)) readElement(node, { line, column }, source);
    else if (node.type === 'mdxjsEsm') readImports(node.value ?? '', line, source);
  });
  return source;
}

function readElement(node: Node, { line, column }: Placed, source: PageSource): void {
  const name = node.name ?? '';
  const attributes = Object.fromEntries(
    (node.attributes ?? []).flatMap((one) =>
      one.type === 'mdxJsxAttribute' && typeof one.value === 'string' ? [[one.name ?? '', one.value]] : [],
    ),
  );
  if (attributes['id'] !== undefined) source.ids.push(attributes['id']);
  if (/^[a-z]/.test(name)) {
    // What a component makes of an address is its own affair.
    if (attributes['href'] !== undefined) source.links.push({ line, column, url: attributes['href'] });
    if (attributes['src'] !== undefined) source.images.push({ line, column, url: attributes['src'] });
  } else if (name !== '') {
    source.components.push({ line, column, name: name.split('.')[0] ?? '', attributes });
  }
}

/** `import A from 'x'`, `import { B, C as D } from 'x'`, `export const E = …`: what the page then knows. */
function readImports(code: string, firstLine: number, source: PageSource): void {
  for (const match of code.matchAll(/^import\s+(?:([^'"]*?)\s+from\s+)?(['"])([^'"]+)\2/gm)) {
    const [, clause = '', , from = ''] = match;
    const { line, column } = toPlace(code, match.index);
    const names = [...clause.matchAll(/(?:[\w$*]+\s+as\s+)?([\w$]+)/g)].map(([, name = '']) => name);
    source.imports.push({ line: firstLine + line - 1, column, from, names });
  }
  for (const [, name = ''] of code.matchAll(/^export\s+(?:const|let|var|function|class)\s+([\w$]+)/gm)) {
    source.imports.push({ line: firstLine, column: 1, from: '', names: [name] });
  }
}

/** Frontmatter between two lines of `---` at the very top, by the fields that YAML gives. */
function readFrontmatter(text: string): Frontmatter {
  const match = /^\uFEFF?---[ \t]*\r?\n([^]*?)^---[ \t]*$/m.exec(text);
  return readYaml(match?.[1] ?? '', match ? text.indexOf('\n') + 1 : 0, text);
}

/**
 * YAML with the places of its fields.
 *
 * @param offset where it stands in `whole`
 */
export function readYaml(yaml: string, offset = 0, whole = yaml): Frontmatter {
  const lines = new LineCounter();
  const document = parseDocument(yaml, {
    lineCounter: lines,
    customTags: ['timestamp'],
    prettyErrors: false,
  });
  const at = (index: number) => toPlace(whole, offset + index);
  const data: unknown = document.errors.length > 0 ? {} : document.toJS();
  return {
    data: data && typeof data === 'object' ? (data as Record<string, unknown>) : {},
    find(path) {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true) as
          { range?: [number, number, number] } | undefined;
        if (node?.range) return at(node.range[0]);
      }
      return at(0);
    },
    faults: document.errors.map(({ message, pos }) => ({ ...at(pos[0]), words: message })),
  };
}

/** `16:5: Could not parse expression with oxc: Unexpected token (mdx-jsx:unexpected-character)` */
function toSyntaxFault(error: unknown): Placed & { words: string } {
  const message = error instanceof Error ? error.message : String(error);
  const [, line = '1', column = '1', words = message] =
    /^(\d+):(\d+): ([^]*?)(?: \([\w-]+:[\w-]+\))?$/.exec(message) ?? [];
  return { line: Number(line), column: Number(column), words };
}

function visit(node: Node, look: (node: Node) => void): void {
  look(node);
  for (const child of node.children ?? []) visit(child, look);
}
