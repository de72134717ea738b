import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CrashFile } from '#model/crash-log.ts';
import { redactCaptures, usualKinds } from '#share/redact.ts';
import { listFixtures, read } from '../../formats/read-fixture.ts';

async function readCrash(bytes: Uint8Array): Promise<CrashFile> {
  const { value } = await read('x.log', bytes);
  if (value.kind !== 'crash-file') throw new Error(value.kind);
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
  }
});
