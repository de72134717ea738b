/**
 * `npm run architecture` draws docs/architecture.svg and the table of docs/architecture.md from
 * layers.mjs; with `--check` it writes nothing, and exits 1 where they are not fresh.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { layers } from '../layers.mjs';
import { readCheckFlag } from './check-flag.ts';
import { drawLayers, tabulateLayers } from './layers/draw-layers.ts';

const isCheck = readCheckFlag('scripts/architecture.ts');
const picture = 'docs/architecture.svg';
const page = 'docs/architecture.md';
const begin = '<!-- table: npm run architecture -->';
const end = '<!-- end of the table -->';

const table = tabulateLayers(layers);
const text = readFileSync(page, 'utf8');
const from = text.indexOf(begin) + begin.length;
const to = text.indexOf(end);
if (from < begin.length || to < from) throw new Error(`${page}: no ${begin} and ${end} around the table`);
const wanted = {
  [picture]: drawLayers(layers),
  [page]: `${text.slice(0, from)}\n\n${table}\n\n${text.slice(to)}`,
};

for (const [file, fresh] of Object.entries(wanted)) {
  if (!isCheck) writeFileSync(file, fresh);
  else if (readOrEmpty(file) !== fresh) {
    console.error(`${file} is not what layers.mjs says: npm run architecture`);
    process.exitCode = 1;
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
