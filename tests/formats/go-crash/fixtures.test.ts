import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FormatError } from '#formats/format.ts';
import { goCrash } from '#formats/go-crash/format.ts';
import { invalidFolder, parse, readText, readValid, validNames } from './read-log.ts';

describe.each(validNames)('%s', (name) => {
  test.each([name, 'unknown'])('is told by its content as %s', (as) => {
    expect(goCrash.detect(readValid(name).subarray(0, 4096), as)).not.toBe('no');
  });

  test('every header is a goroutine and every position a frame or a creator', async () => {
    const text = readText(name);
    const { value, end } = await parse(text);
    // Counted by other means than the parser's: lines as Go prints them, a panic's text aside.
    const own = text.replace(/^panic: (?:.*\n)+?(?=\n(?:goroutine|runtime stack)|\[signal)/gm, '');
    const headers = own.match(/^(?:goroutine \d+ .*|runtime stack):$/gm)?.length ?? 0;
    const positions = own.match(/^(?:\t| {6})\S.*:\d+(?: (?:\+|fp=).*)?$/gm)?.length ?? 0;
    const goroutines = value.crashes.flatMap((crash) => crash.goroutines);
    const accesses = value.crashes.flatMap((crash) =>
      crash.races.flatMap((race) => [...race.accesses, ...race.created]),
    );
    expect(goroutines).toHaveLength(headers);
    const frames =
      goroutines.reduce((sum, { frames, ancestors = [] }) => {
        const ofAncestors = ancestors.reduce((all, ancestor) => all + ancestor.frames.length, 0);
        return sum + frames.length + ofAncestors;
      }, 0) + accesses.reduce((sum, access) => sum + access.frames.length, 0);
    // Each ancestor but the first has a creator too, which the model does not keep.
    const creators = own.match(/^created by .*$/gm)?.length ?? 0;
    expect(frames + creators).toBe(positions);
    expect(end).toEqual({ byte: readValid(name).length, complete: true });
    expect(value.lines.join('\n').trimEnd()).toBe(text.trimEnd());
  });

  test('every frame points at its line', async () => {
    const { value } = await parse(readValid(name));
    for (const { goroutines } of value.crashes) {
      for (const { frames } of goroutines) {
        for (const frame of frames)
          expect(value.lines[frame.line - 1]).toBe(`${frame.function}(${frame.args})`);
      }
    }
  });

  test('is the same whatever the chunks', async () => {
    const bytes = readValid(name);
    expect(await parse(bytes, 1 + (bytes.length >> 6))).toEqual(await parse(bytes));
  });
});

describe('what cannot be read', () => {
  test.each([
    ['empty.log', 'go-crash-empty', 'go-crash: test.log is empty'],
    [
      'prose.log',
      'go-crash-none',
      'go-crash: no panic, fatal error, goroutine or data race in the 4 lines of test.log',
    ],
  ])('%s', async (name, code, message) => {
    const error = await parse(readFileSync(new URL(name, invalidFolder))).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FormatError);
    expect(error).toMatchObject({ code, message });
  });

  test.each([
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0)],
    ['gob', Uint8Array.of(0x2f, 0xff, 0x81, 3, 1, 1, 6, 0, 0)],
  ])('%s is none of ours', (_, bytes) => {
    expect(goCrash.detect(bytes, 'x.log')).toBe('no');
  });

  test.each([1, 90, 3000, 5000, 100_000])('%i NULs before a log are passed by', async (count) => {
    const bytes = new TextEncoder().encode(
      `${'\0'.repeat(count)}panic: x\n\ngoroutine 1 [running]:\nmain.f()\n\t/x.go:1 +0x1\n`,
    );
    expect(goCrash.detect(bytes.subarray(0, 4096), 'board.log')).not.toBe('no');
    const { value, notices } = await parse(bytes);
    expect(value.crashes).toMatchObject([{ reason: 'x', reasonKind: 'panic', firstLine: 1 }]);
    expect(notices).toEqual([]);
  });

  test('NULs among what is no text are none of ours', () => {
    const noise = Uint8Array.from({ length: 300 }, (_, at) => (at * 73 + 41) % 251);
    expect(goCrash.detect(noise, 'board.log')).toBe('no');
    expect(goCrash.detect(new Uint8Array(4096), 'process-20211111-abc.data')).toBe('no');
  });

  test('a table is not taken for a crash by its name', () => {
    expect(goCrash.detect(new TextEncoder().encode('time,pid,name\n1,2,x\n'), 'cpu.csv')).toBe('no');
  });
});
