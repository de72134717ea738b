/** Reads a profile by speedscope's importer: `node bench/peers/speedscope.ts BUNDLE FILE`. */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const [bundle = '', file = ''] = process.argv.slice(2);
const { importAsPprofProfile } = (await import(pathToFileURL(bundle).href)) as {
  importAsPprofProfile(bytes: ArrayBuffer): unknown;
};
const bytes = new Uint8Array(await readFile(file));
if (!importAsPprofProfile(bytes.buffer)) throw new Error(`speedscope takes ${file} for no profile`);
