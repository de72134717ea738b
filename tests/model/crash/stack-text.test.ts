import { describe, expect, test } from 'vitest';
import type { CrashLog, Goroutine } from '#model/crash/crash-log.ts';
import { toStackText } from '#model/crash/stack-text.ts';
import { parse, parseOne, readCapture, readValid, validNames } from '../../formats/go-crash/read-log.ts';

/** Without what a copy of one stack cannot have: where it stood, and the crash around it. */
function toComparable(goroutine: Goroutine | undefined): unknown {
  return JSON.parse(
    JSON.stringify(goroutine, (key, value: unknown) =>
      key === 'line' || key === 'cut' || key === 'count' ? undefined : value,
    ),
  );
}

describe('the text of one stack', () => {
  test.each(validNames)('%s: is read again as the same stack', async (name) => {
    const { crashes } = (await parse(readValid(name))).value;
    const all = crashes.flatMap(({ goroutines }) => goroutines).filter(({ cut }) => !cut);
    for (const goroutine of all.filter(({ id }) => id !== undefined).slice(0, 40)) {
      const again = (await parse(toStackText(goroutine))).value.crashes[0] as CrashLog;
      expect(toComparable(again.goroutines[0])).toEqual(toComparable(goroutine));
    }
  });

  test('is as Go printed it, without what the log wrapped around it', async () => {
    const printed = [
      'goroutine 18 [chan receive (durable), 10 minutes, locked to thread]:',
      'main.(*port).wait(0xc000012018, {0x1, 0x2})',
      '\t/src/boardd/port.go:31 +0x1d',
      'main.loop(...)',
      '\t/src/boardd/port.go:40',
      '...7 frames elided...',
      'created by main.main in goroutine 1',
      '\t/src/boardd/main.go:9 +0x44',
    ];
    const log = ['panic: boom', '', ...printed].map((line) => `Nov 27 10:00:00 board boardd[654]: ${line}\n`);
    const crash = await parseOne(log.join(''));
    expect(toStackText(crash.goroutines[0]!)).toBe(`${printed.join('\n')}\n`);
  });

  test('of a throw keeps the sizes of its frames', async () => {
    const { goroutines } = await parseOne(readCapture('topid-crash-1.log'));
    expect(toStackText(goroutines[0]!).split('\n').slice(0, 3)).toEqual([
      'goroutine 1 [running]:',
      'runtime.throw(0x1a8caa, 0x31)',
      '\truntime/panic.go:774 +0x54 fp=0x40000a0ca0 sp=0x40000a0c70 pc=0x3bc84',
    ]);
  });

  test('of a profile has functions and places, and no header that the log has not', async () => {
    const { goroutines } = await parseOne(
      'goroutine profile: total 3\n3 @ 0x1 0x2\n#\t0x1\tmain.tick+0x84\t/src/boardd/tick.go:45\n',
    );
    expect(toStackText(goroutines[0]!)).toBe('main.tick()\n\t/src/boardd/tick.go:45 +0x84 pc=0x1\n');
  });
});
