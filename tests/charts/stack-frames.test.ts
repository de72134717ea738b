import { describe, expect, test } from 'vitest';
import { stackFrames, toStackCuts, toStackHeight, type StackRow } from '#charts/stack-frames.ts';
import { toWaitStates, waitTimes } from '#charts/wait-times.ts';
import { sharedFrames } from '#model/crash/shared-frames.ts';
import { countWaits, type WaitCount } from '#model/crash/wait-times.ts';
import { parseOne, readCapture, readValid } from '../formats/go-crash/read-log.ts';
import { draw, toSnapshot } from './draw.ts';

const texts = { axis: 'frame size, bytes', unknown: 'size not said', size: (bytes: number) => `${bytes} B` };

async function toRows(n: number): Promise<StackRow[]> {
  const seeds = await Promise.all([1, 2, 3].map((one) => parseOne(readCapture(`topid-crash-${one}.log`))));
  const shared = sharedFrames(seeds).length;
  return seeds[n - 1]!.goroutines[0]!.frames.map(({ function: label, owner, sizeBytes }, at) => ({
    label,
    owner,
    sizeBytes,
    shared: at < shared,
  }));
}

const bars = (svg: Element, name: string): Element[] => [...svg.querySelectorAll(`.${name} rect`)];

describe('stack', () => {
  test('of the first seed log, drawn in Node', async () => {
    expect(
      toSnapshot(draw(stackFrames(await toRows(1), { width: 400, greatestBytes: 320, texts }))),
    ).toMatchSnapshot();
  });

  test.each([1, 40, 76, 77])('in a box of %i px no bar is less than nothing wide', async (width) => {
    const svg = draw(stackFrames(await toRows(1), { width, greatestBytes: 320, texts }));
    for (const rect of svg.querySelectorAll('rect')) {
      expect(Number(rect.getAttribute('width'))).toBeGreaterThanOrEqual(0);
    }
  });

  test('a bar is as wide as its frame is large, in its owner’s colour', async () => {
    const rows = await toRows(1);
    const known = rows.filter(({ sizeBytes }) => sizeBytes !== undefined);
    const svg = draw(stackFrames(rows, { width: 1000, greatestBytes: 320, texts }));
    const drawn = bars(svg, 'cb-stack-known');
    expect(drawn).toHaveLength(11);
    const perByte = Number(drawn[0]!.getAttribute('width')) / known[0]!.sizeBytes!;
    drawn.forEach((bar, at) => {
      expect(Number(bar.getAttribute('width'))).toBeCloseTo(known[at]!.sizeBytes! * perByte, 6);
      expect(bar.getAttribute('fill')).toBe(`var(--cb-${known[at]!.owner})`);
    });
  });

  test('a frame of unknown size is marked as such', async () => {
    const svg = draw(stackFrames(await toRows(2), { width: 400, greatestBytes: 320, texts }));
    const unknown = bars(svg, 'cb-stack-unknown');
    expect(unknown).toHaveLength(1);
    expect(unknown[0]!.closest('[stroke-dasharray]')).not.toBeNull();
    expect(svg.textContent).toContain('size not said');
  });

  test('the shared ones are marked', async () => {
    const svg = draw(stackFrames(await toRows(3), { width: 400, greatestBytes: 320, texts }));
    expect(svg.querySelectorAll('.cb-stack-shared line')).toHaveLength(3);
  });

  test('beside others a name stands on its bar, and a size behind it where that fits', async () => {
    const rows = await toRows(1);
    const svg = draw(stackFrames(rows, { width: 240, greatestBytes: 320, dense: true, texts }));
    expect(Number(svg.getAttribute('height'))).toBe(toStackHeight(rows.length, true, true));
    expect(toStackHeight(rows.length, true, true)).toBeLessThan(toStackHeight(rows.length, true) * 0.75);
    const textsOf = (name: string) =>
      [...svg.querySelectorAll(`.${name} text`)].map(({ textContent }) => textContent);
    expect(textsOf('cb-stack-names')).toContain('pidinfo.(*TidInfo).updateStat');
    expect(textsOf('cb-stack-sizes')).toContain('48 B');
    expect(textsOf('cb-stack-sizes')).not.toContain('320 B');
    expect(bars(svg, 'cb-stack-known')).toHaveLength(11);
    expect(bars(svg, 'cb-stack-owner').map((bar) => bar.getAttribute('fill'))).toEqual(
      rows.map(({ owner }) => `var(--cb-${owner})`),
    );
  });

  test.each([true, false])('it is cut between rows, sizes known: %s', (measured) => {
    const cuts = toStackCuts(10, measured);
    const row = toStackHeight(2, measured) - toStackHeight(1, measured);
    const end = toStackHeight(10, measured) - toStackHeight(0, measured);
    const top = toStackHeight(1, measured) - row - 6;
    expect(cuts).toHaveLength(3);
    for (const cut of cuts) expect((cut - top) % row).toBe(0);
    expect(cuts.at(-1)).toBeLessThan(top + end);
  });

  test('where no size is known there is no axis, and every name', async () => {
    const { goroutines } = await parseOne(readValid('go1.26-nil-deref.log'));
    const rows = goroutines[0]!.frames.map(({ function: label, owner }) => ({
      label,
      owner,
      sizeBytes: undefined,
      shared: false,
    }));
    const svg = draw(stackFrames(rows, { width: 400, greatestBytes: 0, texts }));
    expect(svg.textContent).not.toContain('bytes');
    for (const { label } of rows) expect(svg.textContent).toContain(label);
    expect(Number(svg.getAttribute('height'))).toBe(toStackHeight(rows.length, false));
  });

  test('names are text, and long ones keep their end', () => {
    const label = `example.com/${'long/'.repeat(40)}<b>.(*T).End`;
    const svg = draw(
      stackFrames([{ label, owner: 'user', sizeBytes: 8, shared: false }], {
        width: 300,
        greatestBytes: 8,
        texts,
      }),
    );
    const [name] = svg.querySelectorAll('.cb-stack-names text');
    expect(name!.textContent).toMatch(/^….*<b>\.\(\*T\)\.End$/);
    expect(svg.querySelector('b')).toBeNull();
    expect(name!.textContent!.length * 7.3).toBeLessThan(300);
  });
});

describe('waits', () => {
  test('a circle a state and time, larger with more goroutines', async () => {
    const { goroutines } = await parseOne(readValid('go1.26-sigquit-minutes.log'));
    const waits = countWaits(goroutines).filter(
      ({ state }) => state === 'chan receive' || state === 'chan send',
    );
    expect(toWaitStates(waits)).toEqual(['chan receive', 'chan send']);
    const svg = draw(waitTimes(waits, { width: 400, texts: { axis: 'minutes waited', count: String } }));
    const circles = [...svg.querySelectorAll('.cb-wait-dots circle')];
    expect(circles).toHaveLength(waits.length);
    const radii = circles.map((circle) => Number(circle.getAttribute('r')));
    const sorted = waits.map(({ count }) => count).toSorted((a, b) => b - a);
    expect(Math.max(...radii) / Math.min(...radii)).toBeCloseTo(Math.sqrt(sorted[0]! / sorted.at(-1)!), 6);
    expect(svg.textContent).toContain('minutes waited');
    // Whole minutes only, each once.
    const ticks = [...svg.querySelectorAll('[aria-label="x-axis tick label"] text')].map(
      (tick) => tick.textContent,
    );
    expect(ticks).toEqual(['0', '1', '2', '3', '4']);
  });

  const ticksOf = (svg: Element): [number, string][] =>
    [...svg.querySelectorAll('[aria-label="x-axis tick label"] text')].map((tick) => [
      Number(/translate\(([\d.]+)/.exec(tick.getAttribute('transform')!)![1]),
      tick.textContent,
    ]);
  const drawWaits = (waits: WaitCount[], width: number): Element =>
    draw(waitTimes(waits, { width, texts: { axis: 'm', count: String } }));

  test.each([
    [390, 1440],
    [390, 7],
    [800, 60 * 24 * 30],
    [180, 1_000_000],
  ])(
    'in %i px, ticks up to %i minutes are where their logarithms are, and none is over another',
    (width, longest) => {
      const ticks = ticksOf(drawWaits([{ state: 'select', minutes: longest, count: 3 }], width));
      expect(ticks[0]![1]).toBe('0');
      expect(ticks.length).toBeGreaterThan(1);
      const minutes = ticks.map(([, text]) => Number(text.replaceAll(',', '')));
      expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
      for (let at = 1; at < ticks.length; at++) {
        const half = ((ticks[at - 1]![1].length + ticks[at]![1].length) * 7.3) / 2;
        expect(ticks[at]![0] - ticks[at - 1]![0]).toBeGreaterThan(half);
      }
      const [one, last] = [ticks[1]!, ticks.at(-1)!];
      const perLog = (last[0] - one[0]) / Math.log(minutes.at(-1)! / minutes[1]!);
      for (let at = 2; at < ticks.length; at++)
        expect((ticks[at]![0] - one[0]) / Math.log(minutes[at]! / minutes[1]!)).toBeCloseTo(perLog, 3);
    },
  );

  test('waits that have room are circles by themselves, those that have none one, on a line over all of them', () => {
    const close = Array.from({ length: 40 }, (_, at) => ({ state: 'select', minutes: 1400 + at, count: 10 }));
    const svg = drawWaits([...close, { state: 'select', minutes: 3, count: 100 }], 600);
    const counts = [...svg.querySelectorAll('.cb-wait-counts text')].map((text) => text.textContent);
    expect(counts.toSorted()).toEqual(['100', '400']);
    const circles = [...svg.querySelectorAll('.cb-wait-dots circle')];
    const [large, small] = circles.map((circle) => Number(circle.getAttribute('r'))) as [number, number];
    expect(large / small).toBeCloseTo(2, 6);
    const [line, ...others] = svg.querySelectorAll('.cb-wait-ranges line');
    expect(others).toEqual([]);
    const at = Number(circles[0]!.getAttribute('cx'));
    expect(Number(line!.getAttribute('x1'))).toBeLessThan(at);
    expect(Number(line!.getAttribute('x2'))).toBeGreaterThan(at);
  });

  /** Where texts and circles are, from the left, by row. */
  const boxesOf = (svg: Element): { of: string; row: number; from: number; to: number }[] => {
    const numbersOf = (text: Element): number[] =>
      [...text.getAttribute('transform')!.matchAll(/-?[\d.]+/g)].map(([number]) => Number(number));
    const shiftOf = (element: Element): number[] =>
      [...(element.parentElement?.getAttribute('transform') ?? '').matchAll(/-?[\d.]+/g)].map(([number]) =>
        Number(number),
      );
    const circles = [...svg.querySelectorAll('.cb-wait-dots circle')].map((circle) => {
      const [cx, cy, r] = ['cx', 'cy', 'r'].map((name) => Number(circle.getAttribute(name)));
      return { of: 'circle', row: cy! + (shiftOf(circle)[1] ?? 0), from: cx! - r!, to: cx! + r! };
    });
    const counts = [...svg.querySelectorAll('.cb-wait-counts text')].map((text) => {
      const [x, y] = numbersOf(text) as [number, number];
      const width = text.textContent!.length * 6.7;
      const group = text.parentElement!;
      const anchor = group.getAttribute('text-anchor') ?? 'middle';
      const from = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
      return { of: `count ${anchor}`, row: y + (shiftOf(text)[1] ?? 0), from, to: from + width };
    });
    return [...circles, ...counts];
  };

  const everyMinute = (to: number): WaitCount[] =>
    Array.from({ length: to }, (_, at) => ({ state: 'select', minutes: at + 1, count: 1 }));
  test.each([
    [330, 20],
    [330, 598],
    [900, 20],
    [900, 598],
  ])(
    'in %i px circles of one goroutine a minute for %i minutes stand apart, and count all',
    (width, minutes) => {
      const svg = drawWaits(everyMinute(minutes), width);
      const circles = boxesOf(svg)
        .filter(({ of }) => of === 'circle')
        .toSorted((a, b) => a.from - b.from);
      expect(circles.length).toBeGreaterThan(width / 100);
      for (const [at, circle] of circles.slice(1).entries())
        expect(circle.from).toBeGreaterThanOrEqual(circles[at]!.to);
      const counts = [...svg.querySelectorAll('.cb-wait-counts text')].map((text) =>
        Number(text.textContent),
      );
      expect(counts).toHaveLength(circles.length);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(minutes);
    },
  );

  test.each([330, 540, 900])(
    'in %i px every circle has its count, on no other, no other’s circle, and not beyond the end',
    (width) => {
      let seed = 7;
      const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
      const states = ['chan receive', 'select', 'chan receive (nil chan)', 'sync.WaitGroup.Wait'];
      const waits = states.flatMap((state) =>
        [...new Set(Array.from({ length: 14 }, () => Math.floor(1.8 ** random(19))))].map((minutes) => ({
          state,
          minutes,
          count: 1 + random(2) * random(30) * random(40),
        })),
      );
      const boxes = boxesOf(drawWaits(waits, width));
      const counts = boxes.filter(({ of }) => of !== 'circle');
      expect(counts).toHaveLength(boxes.length / 2);
      expect(new Set(boxes.map(({ row }) => Math.round(row))).size).toBe(states.length);
      for (const count of counts) {
        expect(count.from).toBeGreaterThanOrEqual(0);
        expect(count.to).toBeLessThanOrEqual(width);
        const others = boxes.filter((one) => one !== count && Math.abs(one.row - count.row) < 1);
        const over = others.filter((one) => one.from < count.to - 0.01 && one.to > count.from + 0.01);
        // Within its own circle it stands on that alone.
        expect(over.length).toBeLessThanOrEqual(count.of === 'count middle' ? 1 : 0);
      }
    },
  );

  test('where names would leave no room for the axis they stand above their rows', () => {
    const waits = [{ state: 'chan receive (nil chan)', minutes: 1440, count: 3 }];
    const wide = drawWaits(waits, 800);
    const narrow = drawWaits(waits, 330);
    expect(wide.querySelectorAll('.cb-wait-names text')).toHaveLength(0);
    expect([...narrow.querySelectorAll('.cb-wait-names text')].map((text) => text.textContent)).toEqual([
      'chan receive (nil chan)',
    ]);
    expect(ticksOf(narrow).map(([, text]) => text)).toEqual(['0', '1', '2', '5', '10', '20', '100', '1,000']);
  });
});
