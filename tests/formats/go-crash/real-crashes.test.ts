import { describe, expect, test } from 'vitest';
import type { Goroutine } from '#model/crash/crash-log.ts';
import { functions, parse, parseOne, readText, readValid, validNames } from './read-log.ts';

const releases = ['go1.19', 'go1.21', 'go1.22', 'go1.23', 'go1.24', 'go1.25', 'go1.26'];

function countStates(goroutines: Goroutine[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of goroutines) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

describe.each(releases)('%s', (release) => {
  const own = (way: string): Uint8Array => readValid(`${release}-${way}.log`);

  test('a nil dereference: the signal, and the frame of a package of the user’s', async () => {
    const crash = await parseOne(own('nil-deref'));
    expect(crash).toMatchObject({
      reason: 'runtime error: invalid memory address or nil pointer dereference',
      reasonKind: 'panic',
      signal: { name: 'SIGSEGV', text: 'segmentation violation', code: '0x1', addr: '0x18', line: 3 },
    });
    const [goroutine] = crash.goroutines;
    expect(functions(goroutine!).slice(0, 2)).toEqual([
      'casebook/crashes/board.(*Sensor).last',
      'casebook/crashes/board.(*Board).Last',
    ]);
    expect(goroutine!.frames[0]).toMatchObject({
      owner: 'user',
      package: 'casebook/crashes/board',
      inlined: false,
    });
    expect(goroutine!.frames[1]).toMatchObject({ inlined: true, offset: undefined });
  });

  test('an error’s text of many lines', async () => {
    const crash = await parseOne(own('panic-error'));
    expect(crash.reason).toBe('fault 17:\nbus: no answer\n\tfrom device 0x1f\n\tafter 3 tries');
    expect(crash.goroutines).toHaveLength(1);
  });

  test('a text that looks like a goroutine', async () => {
    const crash = await parseOne(own('panic-lookalike'));
    expect(crash.reason).toBe(
      'lost the worker:\ngoroutine 99 [running]:\nmain.notThere(0x1)\n\t/nowhere/worker.go:1 +0x1\n\nend of the report',
    );
    expect(crash.goroutines.map(({ id }) => id)).toEqual([1]);
  });

  test('recovered, and another in its place', async () => {
    const crash = await parseOne(own('recovered-other'));
    expect(crash.panics.map(({ text, recovered }) => [text, recovered])).toEqual([
      ['runtime error: invalid memory address or nil pointer dereference', true],
      ['wrapped: runtime error: invalid memory address or nil pointer dereference', false],
    ]);
    // What ended the program is what was not recovered.
    expect(crash.reason).toBe('wrapped: runtime error: invalid memory address or nil pointer dereference');
    expect(crash.recovered).toBe(false);
    expect(crash.signal?.name).toBe('SIGSEGV');
  });

  test('recovered, and the same again', async () => {
    const crash = await parseOne(own('repanicked'));
    const said = crash.panics.map(({ text, recovered, repanicked }) => [text, recovered, repanicked]);
    const text = 'the same value twice';
    const late = release === 'go1.25' || release === 'go1.26';
    // 1.25 folds the two into one line: `[recovered, repanicked]`.
    expect(said).toEqual(
      late
        ? [[text, true, true]]
        : [
            [text, true, false],
            [text, false, false],
          ],
    );
  });

  test('a throw of the collector: its own lines, its own stack', async () => {
    const crash = await parseOne(own('bad-pointer'));
    expect(crash.reason).toBe('found bad pointer in Go heap (incorrect use of unsafe or cgo?)');
    expect(crash.runtimeLines[0]!.text).toMatch(/^runtime: pointer 0x[0-9a-f]+ to unallocated span/);
    const [stack] = crash.goroutines;
    expect(stack).toMatchObject({ id: undefined, state: 'runtime stack' });
    expect(functions(stack!).slice(0, 2)).toEqual(['runtime.throw', 'runtime.badPointer']);
    expect(stack!.frames.every(({ owner }) => owner === 'runtime')).toBe(true);
    expect(
      crash.goroutines.find(({ id }) => id === 1)!.frames.some((frame) => frame.function === 'main.main'),
    ).toBe(true);
  });

  test('a stack overflow: what was left out is counted where Go counts it', async () => {
    const crash = await parseOne(own('stack-overflow'));
    expect(crash.reason).toBe('stack overflow');
    const deep = crash.goroutines.find(({ id }) => id === 1)!;
    expect(deep.frames).toHaveLength(100);
    if (release === 'go1.19') expect(deep.elided).toBe(-1);
    else expect(deep.elided).toBeGreaterThan(900_000);
    expect(crash.runtimeLines.map(({ text }) => text.split(' ')[1])).toEqual([
      'goroutine',
      expect.stringMatching(/^sp=/),
    ]);
  });

  test('ancestors', async () => {
    const [goroutine] = (await parseOne(own('labels'))).goroutines;
    expect(goroutine!.frames).toHaveLength(1);
    expect(goroutine!.createdBy!.function).toBe('main.init.2.func1.1.1');
    expect(goroutine!.createdBy!.goroutine === undefined).toBe(release === 'go1.19');
    expect(goroutine!.ancestors!.map(({ frames }) => frames.length)).toEqual([1, 4]);
    expect(goroutine!.ancestors![1]!.frames.at(-1)!.function).toBe('main.main');
    if (release === 'go1.26')
      expect(goroutine!.attributes['labels']).toBe('{"request": "GET /last", "shard": "7"}');
  });

  test('generics', async () => {
    const [goroutine] = (await parseOne(own('generics'))).goroutines;
    expect(functions(goroutine!)).toContain('main.(*stack[...]).pop');
    expect(goroutine!.frames.every(({ owner }) => owner === 'user')).toBe(true);
  });

  test('a system traceback has sizes', async () => {
    const crash = await parseOne(own('nil-deref-system'));
    const [goroutine] = crash.goroutines;
    const sized = goroutine!.frames.filter(({ sizeBytes }) => sizeBytes !== undefined);
    expect(sized.length).toBeGreaterThanOrEqual(7);
    for (const { fp, sp, sizeBytes } of sized) expect(Number(fp) - Number(sp)).toBe(sizeBytes);
  });
});

describe('go1.26', () => {
  const one = (way: string): ReturnType<typeof parseOne> => parseOne(readValid(`go1.26-${way}.log`));

  test('SIGQUIT: goroutines in their states', async () => {
    const crash = await one('sigquit');
    expect(crash).toMatchObject({
      reason: 'SIGQUIT: quit',
      reasonKind: 'signal',
      signal: { name: 'SIGQUIT', code: '0' },
    });
    expect(countStates(crash.goroutines)).toMatchObject({
      'chan receive': 13,
      'chan receive (nil chan)': 3,
      'chan send': 4,
      'sync.Mutex.Lock': 6,
      'sync.RWMutex.RLock': 1,
      'sync.WaitGroup.Wait': 1,
      'sync.Cond.Wait': 1,
      'IO wait': 1,
      select: 1,
      sleep: 1,
      syscall: 1,
    });
    const locked = crash.goroutines.filter(({ lockedToThread }) => lockedToThread);
    expect(locked.map(({ state }) => state)).toEqual(['chan receive']);
    expect(crash.registers).toHaveLength(1);
    expect(crash.registers[0]!.map(({ name }) => name).join(' ')).toBe(
      'rax rbx rcx rdx rdi rsi rbp rsp r8 r9 r10 r11 r12 r13 r14 r15 rip rflags cs fs gs',
    );
  });

  test('minutes waited', async () => {
    const crash = await one('sigquit-minutes');
    const waits = crash.goroutines
      .filter(({ createdBy }) => createdBy?.function === 'main.init.7.func2')
      .map(({ waitMinutes }) => waitMinutes);
    // Begun one minute apart, and timed by the collections that saw them: two of four came to see new ones.
    expect(waits.toSorted()).toEqual([2, 2, 2, 2, 2, 2, 2, 4, 4, 4]);
  });

  test('GOTRACEBACK=crash: the other threads belong to the same crash', async () => {
    const crash = await one('sigquit-crash');
    const threads = crash.goroutines.filter(({ thread }) => thread);
    expect(threads.length).toBeGreaterThan(3);
    expect(threads.every(({ id }) => id === 0)).toBe(true);
    expect(crash.registers.length).toBeGreaterThan(3);
    expect(crash.registers.every((list) => list.length === 21)).toBe(true);
    expect(crash.signal!.line).toBe(2);
  });

  test.each([
    ['386', 13],
    ['arm', 21],
    ['arm64', 34],
    ['mips', 36],
    ['ppc64le', 38],
    ['riscv64', 32],
    ['s390x', 18],
  ])('registers of %s: %i', async (arch, count) => {
    const crash = await one(`${arch}-sigabrt`);
    expect(crash.reason).toBe('SIGABRT: abort');
    expect(crash.registers).toHaveLength(1);
    expect(crash.registers[0]).toHaveLength(count);
    expect(crash.registers[0]!.every(({ value }) => /^(?:0x)?[0-9a-f]+$/.test(value))).toBe(true);
  });

  test('a deadlock', async () => {
    const crash = await one('deadlock');
    expect(crash.reason).toBe('all goroutines are asleep - deadlock!');
    expect(countStates(crash.goroutines)).toEqual({
      'sync.WaitGroup.Wait': 1,
      'chan receive': 5,
      'sync.Mutex.Lock': 3,
    });
  });

  test('nested panics', async () => {
    const crash = await one('nested');
    expect(crash.reason).toBe('first');
    expect(crash.panics.map(({ text }) => text)).toEqual([
      'first',
      'second: while cleaning up',
      'third: while cleaning up the cleaning up',
    ]);
  });

  test('no goroutines after Goexit', async () => {
    const crash = await one('goexit');
    expect(crash).toMatchObject({
      reasonKind: 'goexit',
      reason: 'no goroutines (main called runtime.Goexit) - deadlock!',
      goroutines: [],
    });
  });

  test('a fault at an address: both of the runtime’s lines', async () => {
    const crash = await one('fault-address');
    expect(crash.reason).toBe('fault');
    expect(crash.runtimeLines.map(({ text }) => text)).toEqual(['unexpected fault address 0xdead0000']);
    expect(crash.signal!.addr).toBe('0xdead0000');
  });

  test('C code crashes', async () => {
    const crash = await one('cgo-segv');
    expect(crash).toMatchObject({
      reason: 'SIGSEGV: segmentation violation',
      signal: { addr: '0x0', code: '1' },
    });
    expect(crash.goroutines[0]!.frames.map(({ owner }) => owner).slice(0, 3)).toEqual([
      'runtime',
      'cgo',
      'user',
    ]);
  });

  test('panics that a server has caught are crashes of their own', async () => {
    const { crashes } = (await parse(readValid('go1.26-http-panic.log'))).value;
    expect(crashes.map(({ reason, firstLine, lastLine }) => [reason, firstLine, lastLine])).toEqual([
      ['runtime error: invalid memory address or nil pointer dereference', 2, 23],
      ['runtime error: index out of range [-1]', 24, 45],
    ]);
  });

  test('a data race', async () => {
    const crash = await one('race');
    expect(crash.reasonKind).toBe('data race');
    expect(crash.reason).toMatch(
      /^Write at 0x[0-9a-f]+ by goroutine \d+; Previous read at 0x[0-9a-f]+ by main goroutine$/,
    );
    expect(crash.races).toHaveLength(1);
    expect(crash.races[0]!.accesses.map(({ frames }) => frames.map((frame) => frame.function))).toEqual([
      ['main.(*counter).add', 'main.init.4.func1.1'],
      ['main.init.4.func1', 'main.main'],
    ]);
    expect(crash.races[0]!.created.map(({ title, frames }) => [title, functions({ frames })])).toEqual([
      [expect.stringMatching(/^Goroutine \d+ \(\w+\) created at$/), ['main.init.4.func1', 'main.main']],
    ]);
  });

  test('a bubble', async () => {
    const crash = await one('bubble');
    expect(crash.reason).toBe('deadlock: all goroutines in bubble are blocked');
    const inside = crash.goroutines.filter(({ marks }) => marks.includes('synctest bubble 1'));
    expect(inside).toHaveLength(5);
    expect(inside.map(({ state, marks }) => [state, marks[0]])).toContainEqual(['chan send', 'durable']);
  });

  test('range over functions', async () => {
    const [goroutine] = (await one('range-func')).goroutines;
    expect(functions(goroutine!)).toEqual([
      'main.init.5.func1-range2',
      'main.upTo.func1',
      'main.init.5.func1-range1',
      'main.upTo.func1',
      'main.init.5.func1',
      'main.main',
    ]);
  });

  test('a dump of all goroutines without a crash', async () => {
    const crash = await one('profile');
    expect(crash).toMatchObject({ reason: '', reasonKind: 'goroutine dump' });
    expect(crash.goroutines.length).toBe(readText('go1.26-profile.log').match(/^goroutine /gm)!.length);
  });

  test('a panic without its traceback', async () => {
    expect(await one('traceback-none')).toMatchObject({ reason: 'worker 2 gave up', goroutines: [] });
  });
});

test('two threads threw at once: two dumps with a reason each', async () => {
  const { crashes } = (await parse(readValid('go1.19-map-writes.log'))).value;
  expect(crashes.map(({ reason, goroutines }) => [reason, goroutines.length])).toEqual([
    ['concurrent map writes', 5],
    ['concurrent map writes', 1],
  ]);
  expect(crashes[0]!.goroutines.at(-1)!.stackUnavailable).toBe(true);
});

test('none is cut', async () => {
  for (const name of validNames) {
    const { notices } = await parse(readValid(name));
    expect([name, notices]).toEqual([name, []]);
  }
});
