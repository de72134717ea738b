import { deflateSync, gzipSync } from 'node:zlib';
import { Random } from './random.ts';
import { makeCells } from './grammar/cells.ts';
import { grammars } from './grammar/index.ts';
import { makePrefix } from './prefixes.ts';
import { drawSeedBytes, linkTokens, type Seed, seeds, tokens } from './seeds.ts';

export interface FuzzInput {
  /** What it is an input of: a format by the folder of its fixtures, `links`, `cells`. */
  target: string;
  /** How it was made, for the report. */
  kind: string;
  /** `profile`: by each reader of profiles, and not as a capture. */
  reader: 'capture' | 'profile' | 'link' | 'data' | 'cells';
  name: string;
  bytes: Uint8Array;
  /** In pieces of how many bytes it is read. */
  chunkSize: number;
  /** Whether it is redacted as well, which takes four times as long as all else. */
  redacts: boolean;
}

type Change = (bytes: Uint8Array, random: Random) => Uint8Array;

const changes: Record<string, Change> = {
  prefix: (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)),
  suffix: (bytes, random) => bytes.slice(random.below(bytes.length + 1)),
  flips(bytes, random) {
    const flipped = bytes.slice();
    for (let left = 1 + random.below(20); left > 0 && bytes.length > 0; left--) {
      flipped[random.below(bytes.length)] = random.once(3) ? random.pick([0, 10, 34, 127, 128, 255]) : random.below(256); // prettier-ignore
    }
    return flipped;
  },
  'without a piece'(bytes, random) {
    const from = random.below(bytes.length + 1);
    return concat(bytes.subarray(0, from), bytes.subarray(from + 1 + random.below(200)));
  },
  'a piece repeated'(bytes, random) {
    const from = random.below(bytes.length + 1);
    const piece = bytes.subarray(from, from + 1 + random.below(300));
    const times = 2 + random.below(random.once(8) ? 200 : 12);
    return concat(
      bytes.subarray(0, from),
      ...Array.from({ length: times }, () => piece),
      bytes.subarray(from),
    );
  },
  splice(bytes, random) {
    const other = toSeed(random).bytes;
    const [end, start] = [random.below(bytes.length + 1), random.below(other.length + 1)];
    return concat(bytes.subarray(0, end), other.subarray(start));
  },
  words(bytes, random) {
    let changed = bytes;
    for (let left = 1 + random.below(6); left > 0; left--) {
      const at = random.once(2) ? toLineStart(changed, random) : random.below(changed.length + 1);
      const word = encoder.encode(random.pick(tokens).repeat(random.once(6) ? 1 + random.below(80) : 1));
      changed = concat(changed.subarray(0, at), word, changed.subarray(at));
    }
    return changed;
  },
  'lines in another order'(bytes, random) {
    const lines = toLatin(bytes).split('\n');
    for (let left = 1 + random.below(10); left > 0; left--) {
      const [line = ''] = lines.splice(random.below(lines.length), 1);
      lines.splice(random.below(lines.length + 1), 0, line);
    }
    return Buffer.from(lines.join('\n'), 'latin1');
  },
  'a prefix on each line'(bytes, random) {
    const prefix = random.pick(tokens);
    return Buffer.from(toLatin(bytes).replace(/^/gm, Buffer.from(prefix).toString('latin1')), 'latin1');
  },
  'a record for each line'(bytes, random) {
    const key = random.pick(['log', 'msg', 'MESSAGE', 'Output', 'textPayload', 'message']);
    const records = new TextDecoder().decode(bytes).split('\n').map((line) => JSON.stringify({ [key]: line })); // prettier-ignore
    return encoder.encode(records.join('\n'));
  },
  'in UTF-16': (bytes) => Buffer.from(`\ufeff${new TextDecoder().decode(bytes)}`, 'utf16le'),
  gzip(bytes, random) {
    const zipped = gzipSync(bytes, { level: random.below(10) });
    return random.once(2) ? changes['flips']!(zipped, random) : zipped;
  },
};

const encoder = new TextEncoder();

/** One run in so many takes the next prefix of a fixture. */
const prefixEvery = 5;

/** The input of one run of a seed: always the same. */
export function makeInput(seed: number, run: number): FuzzInput {
  const random = new Random(seed, run);
  const redacts = random.once(5);
  return { ...draw(random, run), redacts };
}

function draw(random: Random, run: number): Omit<FuzzInput, 'redacts'> {
  const chunkSize = random.pick([65_536, 65_536, 4096, 61, 7, 1]);
  if (run % prefixEvery === 0) {
    const { format, name, bytes } = makePrefix(run / prefixEvery);
    const kind = `${name}: its first ${bytes.length} bytes`;
    return { target: format, kind, reader: readerOf(format), name, bytes, chunkSize };
  }
  const drawn = random.below(20);
  if (drawn < 2) {
    const bytes = encoder.encode(toWords(random, linkTokens, 60));
    return { target: 'links', kind: 'link', reader: 'link', name: 'link', bytes, chunkSize };
  }
  if (drawn === 2) {
    const packed = deflateSync(toSeed(random).bytes, { level: random.below(10) });
    const bytes = random.once(4)
      ? packed
      : random.pick([changes['flips']!, changes['prefix']!])(packed, random);
    return {
      target: 'data of links',
      kind: 'data of a link',
      reader: 'data',
      name: 'data',
      bytes,
      chunkSize,
    };
  }
  if (drawn === 3) {
    const bytes = encoder.encode(toWords(random, tokens, 120));
    const name = random.pick(names);
    return { target: 'words alone', kind: 'words alone', reader: 'capture', name, bytes, chunkSize };
  }
  if (drawn === 4) {
    const bytes = encoder.encode(makeCells(random));
    return { target: 'cells', kind: 'cells of a page', reader: 'cells', name: 'page.mdx', bytes, chunkSize };
  }
  const start = drawn < 11 ? toMade(random) : toSeed(random);
  const kinds: string[] = [];
  let { bytes } = start;
  for (let left = random.pick(drawn < 11 ? [0, 0, 1, 2] : [1, 1, 2, 3]); left > 0; left--) {
    const kind = random.pick(Object.keys(changes));
    kinds.push(kind);
    bytes = changes[kind]!(bytes, random);
  }
  if (random.once(300)) {
    kinds.push('much of it, packed');
    bytes = toBomb(bytes, random);
  }
  const name = random.once(3) ? random.pick(names) : start.name;
  const kind = `${start.name}: ${kinds.join(', ')}`;
  return { target: start.format, kind, reader: readerOf(start.format), name, bytes, chunkSize };
}

function readerOf(format: string): FuzzInput['reader'] {
  return profileFormats.has(format) ? 'profile' : 'capture';
}

const profileFormats: ReadonlySet<string> = new Set(['pprof', 'pprof-text', 'folded', 'perf-script']);

const names = [
  'unknown',
  'process-1.data',
  'snapshot-1.data',
  'info-1.data',
  'x.csv',
  'crash.log',
  'x.gz',
  '__proto__',
  '',
];

function toSeed(random: Random): Seed {
  const seed = random.pick(random.pick(seeds));
  return { ...seed, bytes: drawSeedBytes(seed.bytes, random) };
}

/** By the grammar of a format, under a name that tells it or not. */
function toMade(random: Random): Seed {
  const format = random.pick(Object.keys(grammars));
  return { format, name: random.pick(['unknown', ...(madeNames[format] ?? [])]), bytes: grammars[format]!(random) }; // prettier-ignore
}

const madeNames: Record<string, string[]> = {
  'topid-process': ['process-1.data', 'snapshot-1.data'],
  table: ['x.csv'],
};

/** The same again and again up to a megabyte or two, which packs into little. */
function toBomb(bytes: Uint8Array, random: Random): Uint8Array {
  const times = Math.floor(random.pick([3e5, 2e6]) / (bytes.length + 100));
  return gzipSync(concat(...Array.from({ length: Math.max(1, times) }, () => bytes)));
}

function toWords(random: Random, words: readonly string[], most: number): string {
  let text = '';
  for (let left = random.below(most); left > 0; left--) {
    text += random.pick(words);
    if (random.once(4)) text += random.pick(['\n', ' ', '&', '']);
  }
  return text;
}

function toLineStart(bytes: Uint8Array, random: Random): number {
  return bytes.indexOf(10, random.below(bytes.length + 1)) + 1;
}

function toLatin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
