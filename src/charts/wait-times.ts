import * as Plot from '@observablehq/plot';
import type { WaitCount } from '#model/crash/wait-times.ts';
import { countGap, toWaitGroups, type WaitGroup } from './wait-groups.ts';

export interface WaitSpec {
  /** Pixels. */
  width: number;
  texts: {
    /** Label of the axis with its unit. */
    axis: string;
    count(goroutines: number): string;
  };
}

const rowHeight = 34;
/** What the name of a state takes above its row, where there is no room for it at the left. */
const nameHeight = 16;
const margins = { top: 44, right: 44, bottom: 8, left: 8 };
/** Between the axis’ ends and the plot’s, so that circles there are whole. */
const inset = 14;
const largestRadius = rowHeight / 2 - 3;
/** Where 0 stands, which has no logarithm: as far before 1 as 1 before 2.5. */
const none = 0.4;
/** Advance of a character of the 12 px ticks and names. */
const tickCharacter = 7.3;
/**
 * How long goroutines have waited, on a logarithmic axis, since a hang is there in minutes and in days: a row
 * a state, a circle as large as there are goroutines that have waited so many minutes. The states in which
 * the longest have waited come first. A count stands in its circle or behind it. Waits that would stand on
 * one another are one circle, on a line from the shortest of them to the longest.
 */
export function waitTimes(waits: readonly WaitCount[], spec: WaitSpec): Plot.PlotOptions {
  const states = toWaitStates(waits);
  const longest = waits.reduce((most, { minutes }) => Math.max(most, minutes), 1);
  const names = states.reduce((width, state) => Math.max(width, state.length), 0) * tickCharacter + 16;
  // On a phone names at the left would leave no room for the axis.
  const above = names > spec.width * 0.4;
  const marginLeft = above ? margins.left : names;
  const height = above ? rowHeight + nameHeight : rowHeight;
  const inner = Math.max(1, spec.width - marginLeft - margins.right - 2 * inset);
  /** The longest wait is at the end, and where nobody has waited a minute there is room for one. */
  const end = Math.max(2, longest);
  const toPixels = (minutes: number): number => (inner * toPlace(minutes)) / toPlace(end);
  const ticks = toLogTicks(longest, toPixels);
  const groups = toWaitGroups(waits, {
    toPixels,
    largestRadius,
    format: spec.texts.count,
    end: inner + inset + margins.right,
  });
  const placeOf = (pixels: number): number => (pixels * toPlace(end)) / inner;
  const dy = above ? nameHeight / 2 : 0;
  const countsOf = (isInside: boolean) =>
    Plot.text(
      groups.filter((group) => group.isInside === isInside),
      {
        x: ({ pixels, radius }: WaitGroup) => placeOf(isInside ? pixels : pixels + radius + countGap),
        y: 'state',
        text: 'text',
        textAnchor: isInside ? 'middle' : 'start',
        dy,
        fill: 'var(--cb-ink-2)',
        stroke: 'var(--cb-paper)',
        fontSize: 11,
        className: 'cb-wait-counts',
      },
    );
  return {
    width: spec.width,
    height: margins.top + states.length * height + margins.bottom,
    marginTop: margins.top,
    marginRight: margins.right,
    marginBottom: margins.bottom,
    marginLeft,
    style: {
      fontSize: '12px',
      fontFamily: 'var(--cb-mono)',
      color: 'var(--cb-ink-2)',
      background: 'none',
      overflow: 'visible',
    },
    x: {
      domain: [0, toPlace(end)],
      label: spec.texts.axis,
      labelAnchor: 'left',
      axis: null,
      inset,
    },
    y: { domain: states, axis: null, padding: 0.5 },
    r: { type: 'identity' },
    marks: [
      Plot.ruleX(ticks, { x: toPlace, stroke: 'var(--cb-line)' }),
      Plot.axisX(ticks, {
        x: toPlace,
        anchor: 'top',
        label: spec.texts.axis,
        labelAnchor: 'left',
        text: formatTick,
        textStroke: 'none',
      }),
      above
        ? Plot.text(states, {
            y: (state: string) => state,
            text: (state: string) => state,
            frameAnchor: 'left',
            textAnchor: 'start',
            dy: -height / 2 + nameHeight / 2 + 3,
            fill: 'var(--cb-ink)',
            stroke: 'var(--cb-paper)',
            className: 'cb-wait-names',
          })
        : Plot.axisY({ label: null, tickSize: 0, fill: 'var(--cb-ink)', textStroke: 'none' }),
      Plot.ruleY(
        groups.filter(({ from, to }) => to > from),
        {
          x1: ({ from }: WaitGroup) => toPlace(from),
          x2: ({ to }: WaitGroup) => toPlace(to),
          y: 'state',
          dy,
          stroke: 'var(--cb-series-0)',
          className: 'cb-wait-ranges',
        },
      ),
      Plot.dot(groups, {
        x: ({ pixels }: WaitGroup) => placeOf(pixels),
        y: 'state',
        r: 'radius',
        dy,
        fill: 'var(--cb-series-0)',
        fillOpacity: 0.45,
        stroke: 'var(--cb-series-0)',
        className: 'cb-wait-dots',
      }),
      countsOf(false),
      countsOf(true),
    ],
  };
}

/** On the axis: logarithms from that of `none`. Plot’s own scale of that kind names powers of ten alone. */
function toPlace(minutes: number): number {
  return Math.log((minutes || none) / none);
}

/** Pixels of a chart of so many states, whose names have room at the left. */
export function toWaitHeight(states: number): number {
  return margins.top + states * rowHeight + margins.bottom;
}

/** States, longest wait first. */
export function toWaitStates(waits: readonly WaitCount[]): string[] {
  const longest = new Map<string, number>();
  for (const { state, minutes } of waits) longest.set(state, Math.max(longest.get(state) ?? 0, minutes));
  return [...longest]
    .toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en'))
    .map(([state]) => state);
}

/** 0, and 1, 2 and 5 times powers of ten: the rounder ones first, each where its label has room. */
function toLogTicks(longest: number, toPixels: (minutes: number) => number): number[] {
  const powers: number[] = [];
  for (let power = 1; power <= longest; power *= 10) powers.push(power);
  const times = (factor: number): number[] => powers.map((power) => factor * power);
  const wanted = [0, ...powers, ...times(5), ...times(2), ...(longest < 10 ? [3, 4, 6, 7, 8, 9] : [])];
  const placed: { minutes: number; from: number; to: number }[] = [];
  for (const minutes of wanted) {
    if (minutes > longest) continue;
    const half = (formatTick(minutes).length * tickCharacter) / 2 + 3;
    const [from, to] = [toPixels(minutes) - half, toPixels(minutes) + half];
    if (placed.every((other) => to <= other.from || from >= other.to)) placed.push({ minutes, from, to });
  }
  return placed.map(({ minutes }) => minutes).toSorted((a, b) => a - b);
}

function formatTick(minutes: number): string {
  return minutes.toLocaleString('en-US');
}
