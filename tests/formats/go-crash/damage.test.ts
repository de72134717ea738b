import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CrashLog } from '#model/crash/crash-log.ts';
import { FormatError } from '#formats/format.ts';
import { parse, readCapture, readText, readValid } from './read-log.ts';
import { cpuClock } from '../../cpu-clock.ts';

/** What could be read of damaged input; nothing where it says that there is nothing. */
async function readDamaged(bytes: Uint8Array | string): Promise<CrashLog[]> {
  try {
    const { value } = await parse(bytes);
    return value.crashes;
  } catch (error) {
    if (error instanceof FormatError) return [];
    throw error;
  }
}

const frameCount = (crashes: CrashLog[]): number =>
  crashes.reduce(
    (sum, { goroutines }) => sum + goroutines.reduce((all, { frames }) => all + frames.length, 0),
    0,
  );

describe('cut off at every line', () => {
  test.each([
    'go1.26-bad-pointer',
    'go1.26-nested',
    'go1.26-race',
    'go1.19-stack-overflow',
    'go1.26-panic-lookalike',
  ])('%s', async (name) => {
    const lines = readText(`${name}.log`).split('\n');
    let before = 0;
    for (let count = 1; count <= lines.length; count++) {
      const crashes = await readDamaged(lines.slice(0, count).join('\n'));
      const frames = frameCount(crashes);
      // What was read before the cut stays: no line more can take a frame away. A text that looks like a
      // traceback is one as long as no true one follows.
      if (name !== 'go1.26-panic-lookalike') expect(frames).toBeGreaterThanOrEqual(before);
      before = frames;
    }
    expect(before).toBe(frameCount(await readDamaged(readText(`${name}.log`))));
  });
});

describe('cut off at every byte', () => {
  test.each([1, 3])('topid-crash-%i', async (n) => {
    const bytes = readCapture(`topid-crash-${n}.log`);
    const [whole] = (await parse(bytes)).value.crashes;
    for (let length = 0; length < bytes.length; length++) {
      const [crash] = await readDamaged(bytes.subarray(0, length));
      if (!crash) continue;
      const frames = crash.goroutines[0]?.frames ?? [];
      // Every frame but the last is whole, and the last is not made up.
      expect(frames.slice(0, -1)).toEqual(
        whole!.goroutines[0]!.frames.slice(0, Math.max(0, frames.length - 1)),
      );
      const last = frames.at(-1);
      if (last)
        expect(whole!.goroutines[0]!.frames[frames.length - 1]!.function.startsWith(last.function)).toBe(
          true,
        );
    }
  });

  test('a cut in a stack is told', async () => {
    const text = readText('go1.26-bad-pointer.log');
    const middle = text.indexOf('runtime.GC()');
    for (const length of [middle - 20, middle + 5, middle + 12, middle + 13, middle + 30, middle + 50]) {
      const { notices, value, end } = await parse(text.slice(0, length));
      expect([length - middle, notices.map(({ code }) => code)]).toEqual([length - middle, ['go-crash-cut']]);
      expect(value.crashes[0]!.goroutines.at(-1)!.cut).toBe(true);
      expect(end.complete).toBe(false);
    }
  });
});

describe('damage', () => {
  const samples = [
    'go1.26-nil-deref',
    'go1.26-race',
    'go1.26-labels',
    'go1.26-bubble',
    'go1.26-cgo-segv',
    'go1.26-http-panic',
  ];

  test('flipped bytes, cuts, and pieces in another order neither throw nor hang', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 60 }),
        fc.nat(),
        async (name, flips, cut) => {
          const bytes = readValid(`${name}.log`).slice();
          for (const [at, value] of flips) bytes[at % bytes.length] = value;
          const from = cut % bytes.length;
          const crashes = await readDamaged(
            new Uint8Array([...bytes.subarray(from), ...bytes.subarray(0, from)]),
          );
          for (const crash of crashes) {
            expect(crash.firstLine).toBeGreaterThan(0);
            expect(crash.lastLine).toBeGreaterThanOrEqual(crash.firstLine);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('any text', async () => {
    const word = fc.constantFrom(
      'goroutine 1 [running]:',
      'panic: ',
      'main.f(0x1)',
      '\t/x.go:1 +0x1',
      '',
      '='.repeat(18),
      'WARNING: DATA RACE',
      'Write at 0x1 by goroutine 1:',
      'created by main.f',
      '...additional frames elided...',
      'runtime: x',
      'SIGQUIT: quit',
      'PC=0x1 m=0 sigcode=0',
      'rax    0x1',
      '-----',
      'exit status 2',
      '[signal SIGSEGV: x code=0x1 addr=0x0 pc=0x1]',
      'fatal error: y',
      'x > goroutine 3 [x]:',
      'words',
      'runtime stack:',
      '[originating from goroutine 1]:',
      '\tgoroutine running on other thread; stack unavailable',
      '\tpanic: z [recovered]',
      '2026/01/01 12:00:00 panic: boom',
      'E0101 12:00:00.000000     123 runtime.go:78] Observed a panic: "x" (x)',
      '[Recovery] panic recovered:',
      '/src/boardd/ports.go:56 (0xb03744)',
      '\t(*Ports).List: return p.all[0].name',
      'acme.example/boardd.(*Port).read',
      '\t/src/boardd/port.go:31',
      'goroutine profile: total 3',
      '2 @ 0x1 0x2',
      '#\t0x1\tmain.f+0x1\t/x.go:1',
      '# labels: {"port":"3"}',
      '[Goroutine 21 in state select, with x on top of the stack:',
      'Exception 0xc0000005 0x1 0x10 0x7ff6000012ab',
      'futexwakeup addr=0x1 returned -89',
      '{"level":"error","msg":"panic: x","stack":"goroutine 1 [running]:\\nmain.f()\\n\\t/x.go:1"}',
      '{"MESSAGE":"goroutine 1 [running]:"}',
      '  "textPayload": "panic: boom",',
      '@4000000037c219bf2ef02e08 main.f()',
      '<pre>',
      '#011/x.go:1 +0x1',
      'Port? panic: x',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 40 }), async (lines) => {
        const crashes = await readDamaged(lines.join('\n'));
        for (const { notices } of crashes)
          expect(notices.every(({ message }) => message.startsWith('go-crash: '))).toBe(true);
        for (const { firstLine, lastLine, goroutines } of crashes) {
          expect(firstLine).toBeGreaterThan(0);
          expect(lastLine).toBeGreaterThanOrEqual(firstLine);
          expect(goroutines.every(({ line }) => line >= firstLine && line <= lastLine)).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('long and many lines are read in time', async () => {
    const dump = readText('go1.26-sigquit.log');
    const many = Array.from({ length: 200 }, (_, i) =>
      dump.replaceAll(/^goroutine (\d+)/gm, (_all, id: string) => `goroutine ${Number(id) + i * 100}`),
    ).join('\n');
    const started = cpuClock();
    const { value } = await parse(many);
    expect(value.lines.length).toBeGreaterThan(130_000);
    expect(value.crashes).toHaveLength(200);
    // A megabyte without a line end, then lines that look almost like a frame, a header, or a wrapped one.
    for (const text of [
      'x'.repeat(1 << 20),
      '('.repeat(1 << 20),
      `${'a.'.repeat(300)}(\n`.repeat(2000),
      `${' '.repeat(500)}goroutine 1 [\n`.repeat(5000),
      'panic: x\n'.repeat(20_000),
      `panic: x\n${'goroutine 1 [running]:\n'.repeat(3000)}`,
    ]) {
      await readDamaged(text);
    }
    expect(cpuClock() - started).toBeLessThan(15_000);
  });
});
