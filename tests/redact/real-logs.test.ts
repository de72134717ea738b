import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CrashFile } from '#model/crash/crash-log.ts';
import { redactCaptures, redactionKinds, usualKinds } from '#redact/index.ts';
import { toBuckets } from '#model/crash/buckets.ts';
import { stripTerminal } from '#redact/terminal.ts';
import { listFixtures, read } from '../formats/read-fixture.ts';

async function readCrash(bytes: Uint8Array): Promise<CrashFile> {
  const { value } = await read('x.log', bytes);
  if (value.kind !== 'crash-log') throw new Error(value.kind);
  return value;
}

/** What a reader of a stack goes by: all but the folders. */
function shape({ crashes }: CrashFile) {
  return crashes.map(({ goroutines, signal, registers, reasonKind, firstLine, lastLine }) => ({
    reasonKind,
    firstLine,
    lastLine,
    signal: signal?.name,
    registers,
    goroutines: goroutines.map(({ id, state, line, frames, waitMinutes }) => ({
      id,
      state,
      line,
      waitMinutes,
      frames: frames.map((frame) => [
        frame.line,
        frame.function.slice(frame.function.lastIndexOf('/') + 1),
        frame.args,
        frame.file?.slice(Math.max(frame.file.lastIndexOf('/'), frame.file.lastIndexOf('\\')) + 1),
        frame.fileLine,
        frame.owner,
        frame.sizeBytes,
      ]),
    })),
  }));
}

describe('real crash logs read the same after redaction', () => {
  const seeds = readdirSync('public/captures')
    .filter((file) => file.endsWith('.log'))
    .map((file) => ({ file, bytes: new Uint8Array(readFileSync(`public/captures/${file}`)) }));
  const logs = [...seeds, ...listFixtures('go-crash', 'valid')];
  for (const { file, bytes } of logs) {
    test(file, async () => {
      const before = await readCrash(bytes);
      const { captures } = redactCaptures(
        [{ slot: 'x', value: before }],
        { captures: [], states: {} },
        { kinds: usualKinds },
      );
      const text = captures[0]?.files[0]?.pieces.join('') ?? '';
      const after = await readCrash(Buffer.from(text));
      expect(after.lines).toHaveLength(before.lines.length);
      expect(shape(after)).toEqual(shape(before));
    });

    test(`${file} with every kind: its reason, but for what was taken out, and its buckets`, async () => {
      const before = await readCrash(bytes);
      const { captures, replacements } = redactCaptures(
        [{ slot: 'x', value: before }],
        { captures: [], states: {} },
        { kinds: redactionKinds },
      );
      const after = await readCrash(Buffer.from(captures[0]?.files[0]?.pieces.join('') ?? ''));
      expect(toCounts(after)).toEqual(toCounts(before));
      // Each pseudonym back to what it stands for: nothing else of a reason has changed.
      const back = new Map(replacements.map((one) => [one.after, one.before]));
      const restore = (text: string) => {
        let out = text;
        for (let round = 0; round < 3; round++) {
          out = out.replace(/\b[a-z]+-\d+\b/g, (pseudonym) => back.get(pseudonym) ?? pseudonym);
        }
        return out.toLowerCase();
      };
      const reasons = ({ crashes }: CrashFile) =>
        crashes.map(({ reason, panics }) => [reason, ...panics.map(({ text }) => text)]);
      expect(reasons(after).map((list) => list.map(restore))).toEqual(
        reasons(before).map((list) => list.map((text) => stripTerminal(text).toLowerCase())),
      );
    });
  }
});

function toCounts({ crashes }: CrashFile) {
  return crashes.map((crash) => ({
    reasonKind: crash.reasonKind,
    goroutines: crash.goroutines.map(({ frames, createdBy }) => [frames.length, createdBy !== undefined]),
    buckets: toBuckets(crash.goroutines).map(({ count, frames }) => [count, frames.length]),
    races: crash.races.map(({ accesses }) => accesses.map(({ frames }) => frames.length)),
  }));
}
