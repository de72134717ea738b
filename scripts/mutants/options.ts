import { parseArgs } from 'node:util';

/** What `npm run mutants` was asked for. */
export interface MutantOptions {
  /** Folders of `src/`, each with its sources. */
  layers: { layer: string; sources: string[] }[];
  /** How many of each. */
  count: number;
  seed: number;
  /** How long each may take. */
  seconds: number;
  /** The file that the report goes to. */
  json: string | undefined;
}

/**
 * @param files of the repository, from its root
 * @throws Error where an option or a number is none, and where a layer has no source: without any
 *   mutant nothing would survive, as if all were seen
 */
export function readOptions(args: string[], files: readonly string[]): MutantOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      count: { type: 'string', default: '40' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      seconds: { type: 'string', default: '60' },
      json: { type: 'string' },
    },
  });
  const wanted =
    positionals.length > 0 ? positionals : ['model', 'view', 'redact', 'one-file', 'viewer/share'];
  const layers = wanted.map((layer) => ({
    layer,
    sources: files.filter((file) => file.startsWith(`src/${layer}/`) && /\.tsx?$/.test(file)),
  }));
  const empty = layers.filter(({ sources }) => sources.length === 0);
  if (empty.length > 0)
    throw new Error(`no sources in ${empty.map(({ layer }) => `src/${layer}/`).join(', ')}`);
  return {
    layers,
    count: toNumber('count', values.count, 1),
    seed: toNumber('seed', values.seed, 0),
    seconds: toNumber('seconds', values.seconds, 1),
    json: values.json,
  };
}

function toNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < least)
    throw new Error(`--${name} is a whole number from ${least} on, not “${text}”`);
  return number;
}
