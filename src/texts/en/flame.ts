import { formatCount } from '#locale/format.ts';
import type { Owner } from '#model/owner.ts';

const one = (count: number, singular: string, plural: string): string =>
  `${formatCount(count)} ${count === 1 ? singular : plural}`;

export const texts = {
  titles: { flame: 'Flame graph', icicle: 'Icicle graph' },
  callersTitle: (name: string) => `Callers of ${name}`,
  calleesTitle: (name: string) => `What ${name} calls`,
  whole: 'all',
  owners: {
    user: 'your code',
    std: 'standard library',
    runtime: 'runtime',
    cgo: 'C and others',
  } satisfies Record<Owner, string>,
  grown: 'more than before',
  same: 'the same',
  shrunk: 'less than before',
  noPackage: 'no package',
  legend: 'Colours',
  summary: (all: string, parts: readonly string[]) =>
    parts.length === 0 ? `${all} in all.` : `${all} in all. The most of their own have ${parts.join(', ')}.`,
  part: (name: string, share: string) => `${name} (${share})`,
  keys: 'Arrow keys walk from caller to callee and between the calls of one caller; Enter zooms in, Escape zooms out, Shift and Enter show callers and callees.',
  hint: 'A click on a frame zooms in, a double click shows its callers and callees.',
  hintZoom: 'A click on a frame zooms in.',
  nothing: 'There is nothing to show: no stack is left.',
  nothingValued: 'There is nothing to show: every stack has the value 0.',
  path: 'Zoomed into',
  undo: 'Undo zoom',
  callersMore: (count: number) => `… ${one(count, 'more caller', 'more callers')}`,
  narrow: (count: number) => one(count, 'call too narrow to draw', 'calls too narrow to draw'),
  rowsLeft: (count: number) =>
    `${one(count, 'more row is', 'more rows are')} not drawn; zoom into a frame to see what is beyond.`,
  found: (frames: number, share: string, value: string) =>
    `${one(frames, 'frame', 'frames')} found: ${share} of the total (${value}), each stack counted once.`,
  foundNone: 'No frame is found.',
  flat: 'flat',
  cum: 'cum',
  before: 'before',
  after: 'after',
  change: 'change',
  ofTotal: 'of the total',
  ofZoomed: 'of what is shown',
  place: 'place',
  line: 'line',
  source: (place: string) => `Source: ${place}`,
  zoomIn: 'Zoom in',
  sandwich: 'Callers and callees',
  frame: 'Frame',
  frameSays: (name: string, cum: string, share: string, flat: string) =>
    `${name}: cum ${cum}, ${share}; flat ${flat}`,
  columns: {
    frame: 'frame',
    flat: 'flat',
    flatShare: 'flat %',
    cum: 'cum',
    cumShare: 'cum %',
    before: 'before',
    after: 'after',
    change: 'change',
    flatChange: 'flat change',
  },
  middle: 'Chosen frame',
  middleNone: (name: string) => `No stack that is shown has the frame ${name}.`,
  back: 'Show the whole',
  callersNone: 'Nothing calls it: it is the outermost frame of its stacks.',
  calleesNone: 'It calls nothing that was seen.',
  callersCut: (levels: number) =>
    `Callers are shown up to ${one(levels, 'level', 'levels')}: there are too many beyond.`,
};
