import { describe, expect, test } from 'vitest';
import { guardLoops } from '#notebook/compile/guard-loops.ts';
import { guardName, startRound } from '#notebook/frame/round-guard.ts';

/** Runs a guarded function and counts the rounds of its loops. */
function count(body: string): { value: unknown; rounds: number } {
  let rounds = 0;
  const make = new Function(guardName, `return ${guardLoops(body, guardName)}`) as (
    round: () => void,
  ) => () => unknown;
  return { value: make(() => rounds++)(), rounds };
}

describe('every loop is guarded, and does what it did', () => {
  test.each([
    ['() => { let n = 0; for (let i = 0; i < 5; i++) n += i; return n; }', 10, 5],
    ['() => { let n = 0; for (const i of [1, 2]) { n += i } return n; }', 3, 2],
    ['() => { let n = ""; for (const k in {a: 1, b: 2}) n += k; return n; }', 'ab', 2],
    ['() => { let n = 0; while (n < 4) n++; return n; }', 4, 4],
    ['() => { let n = 0; do n++; while (n < 3); return n; }', 3, 3],
    ['() => { let n = 0; for (let i = 0; i < 2; i++) for (let j = 0; j < 3; j++) n++; return n; }', 6, 8],
    [
      '() => { let n = 0; outer: while (true) { while (true) { if (++n > 2) break outer; } } return n; }',
      3,
      4,
    ],
    ['() => { let n = 0; for (;;) if (++n > 2) return n; }', 3, 3],
    ['() => { for (let i = 0; i < 2; i++); return "none"; }', 'none', 2],
    ['() => [1, 2].map((x) => { while (x < 3) x++; return x; }).join()', '3,3', 3],
  ])('%s', (body, value, rounds) => {
    expect(count(body)).toEqual({ value, rounds });
  });

  test('on the same lines', () => {
    const body = '() => {\nfor (;;)\n  if (a) {\n  break\n}\n}';
    expect(guardLoops(body, guardName).split('\n')).toHaveLength(body.split('\n').length);
  });
});

describe('the guard', () => {
  test('ends what does not give way', () => {
    let time = 0;
    const round = startRound(10_000, () => time);
    const endless = () => {
      for (;;) {
        round();
        time += 1;
      }
    };
    expect(endless).toThrow('a loop ran for more than 10 seconds without a pause');
    expect(time).toBeGreaterThan(10_000);
    expect(time).toBeLessThan(13_000);
  });

  test('a long run that gives way goes on', async () => {
    let time = 0;
    const round = startRound(10_000, () => time);
    for (let turn = 0; turn < 5; turn++) {
      for (let n = 0; n < 6000; n++) {
        round();
        time += 1;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(time).toBe(30_000);
  });
});
