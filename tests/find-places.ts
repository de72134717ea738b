import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { toPageScripts } from '../scripts/layers/page-scripts.ts';

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
  const isPage = file.endsWith('.astro');
  const name = isPage ? `${file}.tsx` : file;
  for (const script of isPage ? toPageScripts(text) : [text]) {
    const source = ts.createSourceFile(name, script, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node) => {
      if (isWanted(node)) places.push(toPlace(node, source));
      node.forEachChild(visit);
    };
    visit(source);
  }
  return places;
}

function toPlace(node: ts.Node, source: ts.SourceFile): Place {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return { line: line + 1, text: node.getText().split('\n')[0] ?? '' };
}
