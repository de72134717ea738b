import type { CodePlace, CrashFile, CrashLog, Frame } from '#model/crash-log.ts';
import type { RedactedFile } from './redact-recording.ts';
import { redactLines } from './redact-text.ts';
import type { KnownPlaces, Redactor } from './redactor.ts';

/** Where Go is usually installed: tells nothing of anyone. */
const commonRoot =
  /^(?:\/usr\/(?:local\/)?(?:lib\/|share\/)?go[\w.-]*\/|\/opt\/go[\w.-]*\/|C:[\\/](?:Program Files[\\/])?Go[\\/])/i;

interface Places extends KnownPlaces {
  files: string[];
  packages: string[];
  roots: string[];
  kept: string[];
}

export function learnCrash({ lines }: CrashFile, redactor: Redactor): void {
  redactor.learn(lines);
}

/** The log as text, line for line: what a view marks by its line stays where it was. */
export function redactCrash(file: CrashFile, redactor: Redactor): RedactedFile {
  const places = toPlaces(file);
  redactor.startText();
  const lines = file.lines.map((line, index) => {
    const known = places.get(index + 1);
    return known ? redactor.line(line, known) : line;
  });
  // Lists of processes among the rest have columns to keep.
  const rest = file.lines.flatMap((line, index) => (places.has(index + 1) ? [] : [{ line, index }]));
  const redacted = redactLines(
    rest.map(({ line }) => line),
    redactor,
  );
  for (const [at, { index }] of rest.entries()) lines[index] = redacted[at] ?? '';
  return { name: 'crash.log', kind: 'crash-log', pieces: [`${lines.join('\n')}\n`] };
}

/** What the parser found, by line: a call's line, and those below it that may have its file. */
function toPlaces(file: CrashFile): Map<number, Places> {
  const places = new Map<number, Places>();
  for (const crash of file.crashes) {
    for (const frame of findFrames(crash)) {
      for (let line = frame.line; line <= frame.line + 2; line++) {
        let known = places.get(line);
        if (!known) places.set(line, (known = { files: [], packages: [], roots: [], kept: [] }));
        addPlace(frame, known);
      }
    }
  }
  return places;
}

function addPlace({ owner, package: path, file }: PlacedFrame, known: Places): void {
  const gos = owner === 'std' || owner === 'runtime';
  if (path.includes('/')) (gos ? known.kept : known.packages).push(path);
  if (file === undefined || file === '') return;
  if (!gos) {
    known.files.push(file);
    return;
  }
  const root = /^((?:[A-Za-z]:)?[\\/].*?)[\\/](src[\\/].+)$/.exec(file);
  if (!root || commonRoot.test(file)) known.kept.push(file);
  else {
    known.roots.push(root[1] ?? '');
    known.kept.push(root[2] ?? '');
  }
}

type PlacedFrame = CodePlace & { owner: Frame['owner'] | undefined; line: number };

function* findFrames(crash: CrashLog): Generator<PlacedFrame> {
  const owners = new Map<string, Frame['owner']>();
  for (const { frames, createdBy, ancestors = [] } of crash.goroutines) {
    for (const frame of [...frames, ...ancestors.flatMap((one) => one.frames)]) {
      owners.set(frame.package, frame.owner);
      yield frame;
    }
    if (createdBy) yield { ...createdBy, owner: owners.get(createdBy.package) ?? toCreatorOwner(createdBy) };
  }
  for (const { accesses, created } of crash.races) {
    for (const { frames } of [...accesses, ...created]) yield* frames;
  }
}

/** A package of Go's has no dot in its first element, and its file stands in a folder of that name. */
function toCreatorOwner({ package: path, file }: CodePlace): Frame['owner'] | undefined {
  const first = path.split('/')[0] ?? '';
  const gos =
    /^(?:archive|bufio|bytes|cmp|compress|container|context|crypto|database|debug|embed|encoding|errors|expvar|flag|fmt|go|hash|html|image|index|internal|io|iter|log|maps|math|mime|net|os|path|plugin|reflect|regexp|runtime|slices|sort|strconv|strings|sync|syscall|testing|text|time|unicode|unique|unsafe|vendor|weak)$/;
  return gos.test(first) && (file?.includes(`${path}/`) ?? true) ? 'std' : undefined;
}
