import { readTexts } from '#formats/pprof/read-texts.ts';

/** Lines that a preview shows at most: enough to judge, few enough to draw at once. */
const mostLines = 400;
/** Characters of a line: a longer one is hard to draw and harder to read. */
const mostCharacters = 2000;

/** The first lines of what goes, and how many come after them. */
export interface Preview {
  lines: string[];
  more: number;
}

/**
 * What is to be read of a file: its first lines. A profile's are its texts, as its bytes have them and each a line; of
 * another file that is no text each run of characters is one.
 *
 * @param isGone nobody waits for it any more
 */
export async function readPreview(blob: Blob, isGone: () => boolean = () => false): Promise<Preview> {
  const mostBytes = mostLines * mostCharacters;
  const head = await blob.slice(0, mostBytes).text();
  // oxlint-disable-next-line no-control-regex
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f\uFFFD]/.test(head)) {
    const texts = findTexts(new Uint8Array(await blob.arrayBuffer()));
    return texts
      ? toPreview(texts.slice(0, mostLines), texts.length)
      : toRuns(await blob.slice(-mostBytes).text());
  }
  const lines = head.split('\n').slice(0, mostLines);
  // Large files are counted chunk by chunk.
  let ends = 0;
  const reader = blob.stream().getReader();
  for (let next = await reader.read(); !next.done && !isGone(); next = await reader.read()) {
    for (const byte of next.value) if (byte === 10) ends++;
  }
  return toPreview(lines, ends + 1);
}

/** Undefined for what is no profile. */
function findTexts(bytes: Uint8Array): string[] | undefined {
  try {
    const texts = readTexts(bytes).filter((text) => text !== '');
    return texts.length > 0 ? texts : undefined;
  } catch {
    return undefined;
  }
}

function toRuns(text: string): Preview {
  const runs = text.match(/[\p{L}\p{M}\p{N}\p{P}\p{S} ]{4,}/gu) ?? [];
  return toPreview(runs.slice(0, mostLines), runs.length);
}

function toPreview(lines: readonly string[], all: number): Preview {
  return {
    lines: lines.map((line) => shorten(line, mostCharacters)),
    more: Math.max(0, all - lines.length),
  };
}

export function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
