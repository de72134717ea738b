import { describe, expect, test } from 'vitest';
import { guardCode } from '#notebook/compile/guard-code.ts';
import { createMemoryWatch } from '#notebook/frame/memory-watch.ts';
import { guardNames, createRoundGuard } from '#notebook/frame/round-guard.ts';

/** Runs a guarded function and counts the rounds of its loops. */
function count(body: string): { value: unknown; rounds: number } {
  let rounds = 0;
  const make = new Function(guardNames.round, guardNames.made, `return ${guardCode(body, guardNames)}`) as (
    round: () => void,
  ) => () => unknown;
  return { value: make(() => rounds++)(), rounds };
}

describe('every loop and every function is guarded, and does what it did', () => {
  // Each is a function itself, whose call counts as well.
  test.each([
    ['() => { let n = 0; for (let i = 0; i < 5; i++) n += i; return n; }', 10, 6],
    ['() => { let n = 0; for (const i of [1, 2]) { n += i } return n; }', 3, 3],
    ['() => { let n = ""; for (const k in {a: 1, b: 2}) n += k; return n; }', 'ab', 3],
    ['() => { let n = 0; while (n < 4) n++; return n; }', 4, 5],
    ['() => { let n = 0; do n++; while (n < 3); return n; }', 3, 4],
    ['() => { let n = 0; for (let i = 0; i < 2; i++) for (let j = 0; j < 3; j++) n++; return n; }', 6, 9],
    [
      '() => { let n = 0; outer: while (true) { while (true) { if (++n > 2) break outer; } } return n; }',
      3,
      5,
    ],
    ['() => { let n = 0; for (;;) if (++n > 2) return n; }', 3, 4],
    ['() => { for (let i = 0; i < 2; i++); return "none"; }', 'none', 3],
    ['() => [1, 2].map((x) => { while (x < 3) x++; return x; }).join()', '3,3', 6],
    ['() => [1, 2].map((x) => x * 2).join()', '2,4', 3],
    ['() => ((x) => (y) => x + y)(1)(2)', 3, 3],
    ['() => ((x) => ({x, y: (0, x)}))(1).y', 1, 2],
    ['() => { let f; for (let i = 0; i < 2; i++) f = () => i\nreturn f() }', 1, 4],
    ['() => { let f; for (let i = 0; i < 2; i++) f = () => i; return f(); }', 1, 4],
    ['() => { const fib = (n) => n < 2 ? n : fib(n - 1) + fib(n - 2); return fib(5); }', 5, 16],
    ['() => { function f(n) { return n && f(n - 1) } return f(2); }', 0, 4],
    ['() => { const o = {m() { return 1 }, get g() { return 2 }}; return o.m() + o.g; }', 3, 3],
    ['() => [...(function* () { yield 1; yield 2 })()].join()', '1,2', 2],
    ['() => { class A { x = 2; f = () => this.x; constructor() { this.y = 1 } } return new A().f(); }', 2, 4],
    ['() => { class A { f = () => 1 } return new A().f.name; }', 'f', 1],
    ['() => { class A { static s = [1].map((x) => x + 1)[0] } return A.s; }', 2, 3],
    ['() => { const f = (x = (() => 4)()) => x; return f(); }', 4, 3],
    ['() => `${[1].map((x) => x)}${[2].map((x) => x)}`', '12', 3],
  ])('%s', (body, value, rounds) => {
    expect(count(body)).toEqual({ value, rounds });
  });

  test('asynchronous ones as well', async () => {
    let rounds = 0;
    const body =
      'async () => { let n = 0; const f = async (x) => await x; for await (const x of [f(1), f(2)]) n += x; return n }';
    const make = new Function(guardNames.round, guardNames.made, `return ${guardCode(body, guardNames)}`) as (
      round: () => void,
    ) => () => Promise<number>;
    expect(await make(() => rounds++)()).toBe(3);
    expect(rounds).toBe(5);
  });

  test.each([
    ['() => new Uint8Array(8).fill(1)', [8]],
    ['() => { const a = [new Float64Array(2), new ArrayBuffer(3)]; return new DataView(a[1]) }', [16, 3]],
    ['() => new (class { bytes = new Uint8Array(5) })().bytes', [5]],
    ['() => new Date(0)', []],
  ])('buffers that are made are counted: %s', (body, sizes) => {
    const made: number[] = [];
    const make = new Function(guardNames.round, guardNames.made, `return ${guardCode(body, guardNames)}`) as (
      round: () => void,
      count: <T extends { byteLength: number }>(value: T) => T,
    ) => () => unknown;
    const count = <T extends { byteLength: number }>(value: T) => (made.push(value.byteLength), value);
    const run = make(() => {}, count);
    const plain = new Function(`return ${body}`) as () => () => unknown;
    expect(run()).toEqual(plain()());
    expect(made).toEqual(sizes);
  });

  test('on the same lines', () => {
    const body = '() => {\nfor (;;)\n  if (a) {\n  break\n}\n}';
    expect(guardCode(body, guardNames).split('\n')).toHaveLength(body.split('\n').length);
  });
});

describe('the guard', () => {
  /** A clock that stands still but for what each round takes, and turns of the loop by hand. */
  const watch = (limit = 10_000) => {
    const clock = { time: 0 };
    const turns: (() => void)[] = [];
    const guard = createRoundGuard(
      limit,
      () => clock.time,
      (call) => turns.push(call),
    );
    /** Rounds of so many milliseconds until it is ended, at most so many. */
    const run = (ms: number, most = Infinity) => {
      for (let n = 0; n < most; n++) {
        guard.round();
        clock.time += ms;
      }
    };
    const turn = () => turns.splice(0).forEach((call) => call());
    return { clock, run, turn };
  };
  const ended = 'the code ran for more than 10 seconds without a pause';

  test.each([0.0001, 0.01, 1, 300])('ends what does not give way, with rounds of %d ms', (ms) => {
    const { clock, run } = watch();
    expect(() => run(ms)).toThrow(ended);
    expect(clock.time).toBeGreaterThan(10_000);
    expect(clock.time).toBeLessThan(10_500);
  });

  test('rounds that grow slow are seen soon: a bomb of memory', () => {
    const { clock, run } = watch();
    run(0.001, 100_000);
    expect(() => run(200)).toThrow(ended);
    // The few rounds between two looks, and one.
    expect(clock.time).toBeLessThan(17_000);
  });

  test('a long run that gives way goes on', () => {
    const { clock, run, turn } = watch();
    for (let n = 0; n < 5; n++) {
      run(1, 6000);
      turn();
    }
    expect(clock.time).toBe(30_000);
  });

  test('no catch goes on within the same turn', () => {
    const { run, turn } = watch();
    expect(() => run(1)).toThrow(ended);
    for (let n = 0; n < 100; n++) expect(() => run(1, 1)).toThrow(ended);
    turn();
    run(1, 1);
  });

  test('what was ended once has a tenth of the time from then on', () => {
    const { clock, run, turn } = watch();
    expect(() => run(1)).toThrow(ended);
    turn();
    const before = clock.time;
    expect(() => run(1)).toThrow('the code ran for more than 1 second without a pause');
    expect(clock.time - before).toBeLessThan(1100);
  });

  describe('of memory', () => {
    /** A frame in which the browser says how much is in use, or does not. */
    const watchMemory = (used: { bytes: number | undefined }) => {
      const clock = { time: 0 };
      const turns: (() => void)[] = [];
      const told: unknown[] = [];
      const guard = createRoundGuard(
        undefined,
        () => clock.time,
        (call) => turns.push(call),
        {
          watch: createMemoryWatch(() => used.bytes),
          onTooMuch: (found) => told.push(found),
        },
      );
      const turn = () => turns.splice(0).forEach((call) => call());
      return { clock, guard, turn, told };
    };

    test('what the browser measures, beyond what was there: ended for good, and told once', () => {
      const used = { bytes: 3e9 };
      const { clock, guard, turn, told } = watchMemory(used);
      const grow = () => {
        guard.round();
        clock.time += 10;
        used.bytes += 8e6;
      };
      const text = /the code holds 1\.\d GB of memory, more than the 1\.0 GB that an edited cell may hold/;
      expect(() => {
        for (;;) grow();
      }).toThrow(text);
      // Not much later: the browser measures anew every 50 ms.
      expect(used.bytes).toBeLessThan(4.1e9);
      turn();
      expect(() => guard.round()).toThrow(text);
      expect(told).toMatchObject([{ isMeasured: true }]);
    });

    test('where nothing is measured, buffers that are made, each once', () => {
      const { clock, guard, told } = watchMemory({ bytes: undefined });
      const make = () => {
        const made = guard.made(new Uint8Array(8e6));
        guard.made(new DataView(made.buffer));
        guard.made('no buffer');
        clock.time += 60;
        return made;
      };
      const all = Array.from({ length: 125 }, make);
      expect(all).toHaveLength(125);
      expect(make).toThrow('the code has made buffers of 1.0 GB, more than the 1.0 GB');
      expect(told).toEqual([{ bytes: 1_008_000_000, isMeasured: false }]);
    });

    test('a list that doubles is looked at before a few rounds are too many', () => {
      const used = { bytes: 1 };
      const { clock, guard } = watchMemory(used);
      const double = () => {
        guard.round();
        // A GB in a second, as copying takes.
        clock.time += used.bytes / 1e6;
        used.bytes *= 2;
      };
      expect(() => {
        for (;;) double();
      }).toThrow('of memory');
      expect(used.bytes).toBeLessThan(4e9);
    });
  });

  test('by the clock of the engine, and its own turns', async () => {
    // Far apart, for a machine that does something else meanwhile.
    const { round } = createRoundGuard(800);
    for (let n = 0; n < 5; n++) {
      const start = performance.now();
      while (performance.now() - start < 200) round();
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(() => {
      for (;;) round();
    }).toThrow('0.8 seconds');
  });
});
