import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../src/', import.meta.url));

interface Source {
  path: string;
  text: string;
}

const sources: Source[] = ['formats', 'model', 'bytes', 'workers', 'view', 'viewer/captures'].flatMap(
  (folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ({
        path: `${folder}/${file.replaceAll('\\', '/')}`,
        text: readFileSync(`${root}${folder}/${file}`, 'utf8'),
      })),
);

function findAll(pattern: RegExp, among: (path: string) => boolean = () => true): string[] {
  return sources
    .filter(({ path }) => among(path))
    .flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1] as string));
}

const literal = /\bcode: '([a-z-]+)'/g;
const thrown = /new (?:Format|Pack|Fetch)Error\(\s*'([a-z-]+)'/g;
/** Where an object with a code is a failure, and no notice. */
const failing = (path: string) => path.startsWith('workers/') || path === 'viewer/captures/open-captures.ts';

/** Every code that the sources can give, as they are written. */
export function findCodes(): Set<string> {
  const clockFormats = findAll(/toClockNotices\(\w+, '(\w+)'\)/g);
  const clockCodes = findAll(/code: `\$\{format\}([a-z-]+)`/g);
  return new Set([
    ...findAll(literal),
    ...findAll(thrown),
    ...findAll(/\.notice\(\s*'([a-z-]+)'/g),
    ...clockFormats.flatMap((format) => clockCodes.map((code) => format + code)),
  ]);
}

/** The codes of what cannot be read at all. */
export function findErrorCodes(): Set<string> {
  // The first problem of a gob stream is its error where no value could be read; a second stream
  // is no problem, and a summary comes after what it sums.
  const gob = findAll(literal, (path) => path === 'formats/gob/read-gob.ts').filter(
    (code) => code !== 'gob-restart' && code !== 'gob-more-bad-messages',
  );
  return new Set([...findAll(thrown), ...findAll(literal, failing), ...gob]);
}

/** A text in the source: quoted, or a template that holds no other. */
const text = String.raw`('[^'\n]+'|${'`[^`]+`'})`;

/** The phrases that readers of bytes and cells give as reasons, each `${…}` in them a 7. */
export function findReasons(): string[] {
  const inflate = (path: string) => path === 'bytes/inflate.ts';
  const failed = findAll(new RegExp(String.raw`\bfail\(${text}\)`, 'g'), inflate);
  const problems = findAll(new RegExp(String.raw`problem = [^;]*?${text}`, 'g'), inflate);
  return [
    ...findAll(new RegExp(String.raw`new (?:Read|Cell)Error\(\s*${text}`, 'g')),
    ...findAll(new RegExp(String.raw`countBad\([^;]*?${text}`, 'g')),
    ...findAll(new RegExp(String.raw`problem[:=]? (?:= )?${text}`, 'g'), (path) =>
      path.startsWith('formats/table/'),
    ),
    ...[...failed, ...problems].map((quoted) => `'deflate: ${quoted.slice(1)}`),
  ]
    .filter((quoted) => quoted !== '`deflate: ${what}`')
    .map((quoted) => quoted.slice(1, -1).replace(/\$\{[^}]*\}/g, '7'));
}
