import { describe, expect, test } from 'vitest';
import { countGoroutines, toBuckets } from '#model/crash/buckets.ts';
import { FormatError, type Parsed } from '#formats/format.ts';
import { toChunks } from '#bytes/chunks.ts';
import { readCapture } from '#formats/index.ts';
import type { CrashFile } from '#model/crash/crash-log.ts';
import { parse } from './read-log.ts';
import { paramOf } from '../../model/notice-params.ts';

const stack = 'goroutine 1 [running]:\nmain.f()\n\t/src/main.go:1 +0x1\n';

/** Texts that grow with a number: each was, or might be, read over and over. */
const growing: Record<string, (n: number) => string> = {
  'the lines of a panic’s text': (n) => `panic: x\n${'more of it\n'.repeat(n)}\n${stack}`,
  'indented lines of a panic’s text': (n) => `panic: x\n${'\tmore of it\n'.repeat(n)}\n${stack}`,
  'headers in a panic’s text': (n) => `panic: x\n${'goroutine 1 [running]:\n'.repeat(n)}`,
  'frames of one goroutine': (n) =>
    `panic: x\n\ngoroutine 1 [running]:\n${'main.f()\n\t/src/main.go:1 +0x1\n'.repeat(n)}`,
  'headers begun in one line': (n) => `panic: x\n\n${'goroutine 1 ['.repeat(n)}\n${stack}`,
  'escaped headers in one line': (n) => `panic: x\n\n${'goroutine 1 [x]:\\n'.repeat(n)}\n${stack}`,
  'calls without files': (n) => `panic: x\n\ngoroutine 1 [running]:\n${'main.f(0x1)\n'.repeat(n)}`,
  'reasons before as many dumps': (n) =>
    `${Array.from({ length: n }, (_, i) => `fatal error: x${i}\n`).join('')}${`${stack}\n`.repeat(n)}`,
  'nested panics': (n) => `panic: x\n${'\tpanic: y\n'.repeat(n)}\n${stack}`,
  'words above a stack': (n) => `${'a panic that nobody saw\n'.repeat(n)}${stack}`,
  'lines before the reason': (n) =>
    `runtime: x\n${'0xc000f20000 alloc marked\n'.repeat(n)}fatal error: found pointer to free object\n\n${stack}`,
  'records with a stack': (n) => `${JSON.stringify({ level: 'error', msg: 'x', stack })}\n`.repeat(n),
  'records in one line': (n) => JSON.stringify(Array.from({ length: n }, () => ({ textPayload: stack }))),
  'stacks in one record that is cut': (n) =>
    `{"msg":"x","stack":"${'goroutine 1 [running]:\\nmain.f()\\n\\t/x.go:1\\n'.repeat(n)}`,
  'quotes that open': (n) => `goroutine 1 [x]:\\n${'a="'.repeat(n)}\n${stack}`,
  backslashes: (n) => `goroutine 1 [x]:\\n a="${'\\'.repeat(n)}\n${stack}`,
  'letters of a word': (n) => `goroutine 1 [x]:\\n ${'a'.repeat(n)}\n${stack}`,
  'spaces before a name alone': (n) => `${' '.repeat(n)}a b\n\t/src/main.go:1\n${stack}`,
  braces: (n) => `${'{'.repeat(n)}${'}'.repeat(n)}\n${stack}`,
  'stacks of a profile': (n) =>
    `goroutine profile: total 9\n${'1000000000 @ 0x1\n#\t0x1\tmain.f+0x1\t/x.go:1\n\n'.repeat(n)}`,
  'addresses of one stack of a profile': (n) => `goroutine profile: total 1\n1 @${' 0x1'.repeat(n)}\n`,
  'lines of another’s list': (n) =>
    `[Recovery] panic recovered:\nboom\n${'/x.go:1 (0x1)\n\tf: x\n'.repeat(n)}`,
  'reports of races': (n) =>
    `${'='.repeat(18)}\nWARNING: DATA RACE\nWrite by goroutine 8:\n  main.f()\n      /x.go:1 +0x1\n${'='.repeat(18)}\n`.repeat(
      n,
    ),
  registers: (n) => `SIGQUIT: quit\nPC=0x1 m=0 sigcode=0\n\n${stack}${'rax    0x1\nrbx    0x2\n'.repeat(n)}`,
  'registers of many names': (n) =>
    `SIGQUIT: quit\nPC=0x1 m=0 sigcode=0\n\n${stack}${Array.from({ length: n }, (_, i) => `orig_a${i}    0x1\n`).join('')}`,
  NULs: (n) => `${'\0'.repeat(n)}\n${stack}`,
  'escapes of colours': (n) => `${'\u001b['.repeat(n)}${'\u001b]'.repeat(n)}\n${stack}`,
  'marks of HTML': (n) => `<pre>\n${'<'.repeat(n)}${'&#'.repeat(n)}\n${stack}</pre>\n`,
};

describe('much of it is read in the end', () => {
  // A second or so each; read over and over it would take minutes. Only a hang fails.
  test.each(Object.keys(growing))('%s', { timeout: 120_000 }, async (name) => {
    try {
      const { value } = await parse(growing[name]!(50_000));
      expect(value.crashes.length).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError);
    }
  });
});

describe('many of what there may be many of', () => {
  test('200,000 calls without files: no stack of calls is spent on them, and few notices are kept', async () => {
    const { value, notices } = await parse(growing['calls without files']!(200_000));
    expect(value.crashes[0]!.goroutines[0]!.frames).toHaveLength(200_000);
    expect(notices.length).toBeLessThan(30);
    const more = notices.find(({ code }) => code === 'go-crash-more');
    expect(paramOf(more, 'more')).toBe(199_979);
  });

  test('as many crashes with a notice each', async () => {
    const one = 'main.f(0x1)\n\t/src/main.go:1 +0x1\nexit status 2\n';
    const { value, notices } = await parse(one.repeat(1000));
    expect(value.crashes).toHaveLength(1000);
    expect(notices).toHaveLength(201);
    expect(notices.at(-1)).toMatchObject({ code: 'go-crash-more', params: { more: 800 } });
  });

  test.each([
    ['as the runtime prints them', ''],
    ['behind what a logger puts before them', 'Nov 12 03:00:00 board topid[7]: '],
  ])('of more frames than there is memory for the first are read, %s', async (_, prefix) => {
    const goroutine = (id: number) =>
      `goroutine ${id} [select]:\nmain.wait(0x${id})\n\t/src/main.go:${1 + (id % 7)} +0x1\n\n`;
    const log = `boot\n${Array.from({ length: 900 }, (_, id) => goroutine(id + 1)).join('')}`;
    const bytes = Buffer.from(log.replaceAll(/^(?=.)/gm, prefix));
    const read = (maxFrames?: number) => readCapture('board.log', toChunks(bytes), { maxFrames });
    const { value, notices, end } = await read(600);
    // To the frame that is one too many, by its line.
    expect(value).toMatchObject({ lines: { length: 1 + 4 * 600 + 2 } });
    const [{ goroutines } = { goroutines: [] }] = (value as CrashFile).crashes;
    expect(goroutines.filter(({ frames }) => frames[0]?.file !== undefined)).toHaveLength(600);
    expect(notices.at(-1)).toMatchObject({ code: 'go-crash-too-long', params: { lines: 2403 } });
    expect(end.complete).toBe(false);
    expect(await read(900)).toMatchObject({ notices: [], end: { complete: true } });
    expect((await read()).value).toMatchObject({ crashes: [{ goroutines: { length: 900 } }] });
  });

  test('of more lines than there is memory for the first are read, and that others are left out is reported', async () => {
    const log =
      'boot\npanic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:1 +0x1\nexit status 2\nboot\n';
    const read = (maxLines: number) => readCapture('board.log', toChunks(Buffer.from(log)), { maxLines });
    const { value, notices, end } = await read(7);
    expect(value).toMatchObject({ crashes: [{ reason: 'boom' }], lines: log.split('\n').slice(0, 7) });
    expect(notices).toMatchObject([{ code: 'go-crash-too-long', where: { line: 7 }, params: { lines: 7 } }]);
    expect(end.complete).toBe(false);
    expect(await read(8)).toMatchObject({ notices: [], end: { complete: true } });
    await expect(read(1)).rejects.toMatchObject({
      code: 'go-crash-none-so-far',
      message: expect.stringContaining(
        'in the first 1 lines of board.log; those beyond were not read',
      ) as string,
    });
  });

  test('a billion goroutines of a profile are a number', async () => {
    const { value }: Parsed<CrashFile> = await parse(
      'goroutine profile: total 1000000000\n1000000000 @ 0x1\n',
    );
    const { goroutines } = value.crashes[0]!;
    expect(goroutines).toHaveLength(1);
    expect(countGoroutines(goroutines)).toBe(1_000_000_000);
    expect(toBuckets(goroutines).map(({ count }) => count)).toEqual([1_000_000_000]);
  });
});
