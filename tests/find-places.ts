import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** A place in a source. */
export interface Place {
  line: number;
  /** As it stands there. */
  text: string;
}

/** What the site and the programs are made of, TypeScript and pages, by its path from the repository's root. */
export function readSources(): Map<string, string> {
  const command = ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'bin'];
  const files = execFileSync('git', command, { encoding: 'utf8' }).split('\n');
  return new Map(
    files.filter((file) => /\.(?:tsx?|astro)$/.test(file)).map((file) => [file, readFileSync(file, 'utf8')]),
  );
}

/**
 * Where something wanted stands.
 *
 * @param text of a TypeScript file, or of an .astro page
 */
export function findPlaces(file: string, text: string, isWanted: (node: ts.Node) => boolean): Place[] {
  const places: Place[] = [];
  for (const script of toScripts(file, text)) {
    const name = file.endsWith('.astro') ? `${file}.tsx` : file;
    const source = ts.createSourceFile(name, script, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node) => {
      if (isWanted(node)) places.push(toPlace(node, source));
      node.forEachChild(visit);
    };
    visit(source);
  }
  return places;
}

/**
 * An .astro page reads like TSX after its frontmatter, near enough to find an expression in; lines
 * before a part are kept, so that its own count.
 */
function toScripts(file: string, text: string): string[] {
  if (!file.endsWith('.astro')) return [text];
  const end = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0].length ?? 0;
  const template = text.slice(end).replace(/<(style|script)\b[\s\S]*?<\/\1>/g, (part) => toLines(part));
  const scripts = [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(
    ({ 1: body = '', index }) => toLines(text.slice(0, index)) + body,
  );
  return [
    text.slice(0, end).replaceAll('---', ''),
    `${toLines(text.slice(0, end))}<>${template}</>`,
    ...scripts,
  ];
}

function toLines(text: string): string {
  return '\n'.repeat(text.split('\n').length - 1);
}

function toPlace(node: ts.Node, source: ts.SourceFile): Place {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return { line: line + 1, text: node.getText().split('\n')[0] ?? '' };
}
