import { countBytes, findHeadText, readLines } from '#bytes/text.ts';
import { type Format, FormatError, type ParseContext, type Parsed, type Verdict } from '#formats/format.ts';
import { atPlace, type Notice } from '#model/notice.ts';
import type { Recording, Snapshot } from '#model/recording/recording.ts';
import { toEmptyRecording } from './empty-recording.ts';
import { sayOfTopid } from './says.ts';
import { findSession } from '#model/recording/session.ts';
import { mendTimes } from './snapshot-times.ts';

/**
 * Snapshots of the process tree as text, which is how they leave when a recording is redacted:
 *
 *     ------Snapshot------ 1636624800 2021-11-11T10:00:00.000Z
 *       PID PRIO    uCPU    sCPU      MEM COMM
 *       654  -51   40.00   10.00      200 ├─ board_app
 */
export const topidSnapshotText: Format<Recording> = {
  id: 'topid-snapshot-text',
  title: 'topid snapshots (text)',
  detect: detectSnapshotText,
  parse: parseSnapshotText,
};

/** `------Snapshot------ 1636624800.5 2021-11-11T10:00:00.500Z`: Unix seconds; the date is for people. */
const START = /^-{4,}Snapshot-{4,}\s+(-?\d{1,13}(?:\.\d+)?)(?:\s|$)/;
/** Texts are kept whole. */
const MAX_CHARACTERS = 64 * 1024 * 1024;

function detectSnapshotText(head: Uint8Array): Verdict {
  const first = findHeadText(head)?.trimStart().split('\n', 1)[0];
  return first !== undefined && START.test(first) ? 'certain' : 'no';
}

async function parseSnapshotText(
  chunks: AsyncIterable<Uint8Array>,
  context: ParseContext,
): Promise<Parsed<Recording>> {
  const count = { bytes: 0 };
  const found: { time: number; lines: string[] }[] = [];
  let characters = 0;
  let line = 0;
  let lost = 0;
  for await (const batch of readLines(countBytes(chunks, count), context.signal)) {
    for (const text of batch) {
      line++;
      characters += text.length + 1;
      const time = START.exec(text)?.[1];
      if (characters > MAX_CHARACTERS) lost++;
      else if (time !== undefined) found.push({ time: Number(time), lines: [] });
      else found.at(-1)?.lines.push(text);
    }
  }
  if (found.length === 0) {
    const said = sayOfTopid('topid-snapshot-text-none', { file: context.name, lines: line });
    throw new FormatError(atPlace({ line: 1 }, said));
  }
  const notices: Notice[] = [];
  if (lost > 0) {
    const said = sayOfTopid('topid-snapshot-text-long', { lines: lost, characters: MAX_CHARACTERS });
    notices.push(atPlace({ line: line - lost + 1 }, said));
  }
  const snapshots = found.map(({ time, lines }): Snapshot => ({
    time,
    text: lines.length > 0 ? `${lines.join('\n')}\n` : '',
  }));
  notices.push(...mendTimes(snapshots));
  const value = toEmptyRecording('topid-snapshot-text', findSession(context.name), { snapshots, notices });
  return { value, notices, end: { byte: count.bytes, complete: lost === 0 } };
}
