import { formatAmount } from '#locale/amount.ts';
import { formatCount } from '#locale/format.ts';
import type { Granularity } from '#model/profile/frames.ts';
import { texts as pattern } from './pattern.ts';

const some = (count: number, singular: string, plural: string): string =>
  `${formatCount(count)} ${count === 1 ? singular : plural}`;

export const texts = {
  ...pattern,
  viewLabel: (name: string) => `Profile ${name}`,

  // What it says of itself.
  facts: 'About this profile',
  formats: {
    pprof: 'pprof',
    'pprof-text': 'Go’s text profile',
    folded: 'folded stacks',
    'perf-script': 'perf script',
    merged: 'several formats',
  } as Record<string, string>,
  isChange: 'a difference: what is below 0 has become less',
  samples: (count: bigint) => (count === 1n ? '1 sample' : `${formatAmount(count, 'count')} samples`),
  lasted: (length: string) => `over ${length}`,
  everyPeriod: (period: string, type: string) =>
    type === '' ? `one every ${period}` : `one every ${period} of ${type}`,
  madeAt: (time: string) => `${time} UTC`,
  typesTitle: 'Sample types',
  typeNone: 'no sample types',
  stacks: (count: number) => some(count, 'distinct stack', 'distinct stacks'),
  program: 'Program',
  libraries: 'Libraries',
  more: (count: number) => `and ${formatCount(count)} more`,
  buildId: 'Build ID',
  comments: 'Comments',
  docUrl: 'What its maker says of it',
  dropFrames: 'Frames that its maker wants dropped',
  dropFramesNote: 'They are dropped here with all that they called, as pprof does.',
  keepFrames: 'Of these kept',

  // What is shown, and how.
  computing: 'Computing…',
  type: 'Sample type',
  typeOption: (type: string, unit: string) => (unit === '' ? type : `${type} (${unit})`),
  typeFind: 'Find a sample type',
  typesListed: (count: number) => some(count, 'sample type listed', 'sample types listed'),
  typesMore: (count: number) =>
    `${some(count, 'more sample type', 'more sample types')}: find them by their text`,
  figure: 'Shown as',
  figures: { flame: 'Flame graph', icicle: 'Icicle', sandwich: 'Sandwich', top: 'Top', tree: 'Call tree' },
  by: 'Frames',
  granularities: {
    functions: 'functions',
    lines: 'lines',
    files: 'files',
    packages: 'packages',
  } satisfies Record<Granularity, string>,
  colour: 'Colour',
  colours: { package: 'by package', owner: 'by owner', change: 'by change' },
  recursion: 'Merge recursion',
  recursionHint: 'A frame that calls itself is shown as one with its caller.',
  search: 'Find',
  searchIn: (name: string) => `Find in ${name}`,
  searchPlaceholder: 'text or expression   /',
  searchFound: (frames: number, share: string) => `${some(frames, 'frame', 'frames')}, ${share} of the total`,
  searchNone: 'not found',
  rest: 'More controls',

  // Filters.
  filters: 'Filters',
  filtersOn: (count: number) => `Filters (${formatCount(count)})`,
  filtersHelp:
    'Regular expressions in Go’s syntax, held against functions, their files, and programs, as pprof’s options of these names are. Enter applies one.',
  patterns: {
    focus: 'Focus',
    ignore: 'Ignore',
    hideFrames: 'Hide',
    showFrames: 'Show',
    showFrom: 'Show from',
  },
  patternHints: {
    focus: 'stacks with such a frame alone',
    ignore: 'stacks without such a frame alone',
    hideFrames: 'such frames are taken out of their stacks',
    showFrames: 'all other frames are taken out',
    showFrom: 'stacks begin with such a frame',
  },
  patternUnused: 'It filters nothing.',
  labels: 'Labels',
  labelsNone: 'Samples of this profile have no labels.',
  labelKey: (key: string, values: number) => `${key}: ${some(values, 'value', 'values')}`,
  labelFind: (key: string) => `Find a value of ${key}`,
  labelOnly: (key: string, value: string, share: string) =>
    `${value} ${share}: only samples with this ${key}`,
  labelNot: (key: string, value: string) => `Without samples with ${key} ${value}`,
  labelNotShort: 'without',
  labelMore: (count: number) => `and ${some(count, 'more value', 'more values')}: find them by their text`,
  labelChip: (key: string, value: string) => `${key} is ${value}`,
  labelNotChip: (key: string, value: string) => `${key} is not ${value}`,
  filtered: 'Filtered:',
  left: (left: string, total: string, share: string) => `${left} of ${total} is left (${share})`,
  leftOfBoth: (before: string, after: string) => `${before} before and ${after} now are left`,
  clear: (filter: string) => `Remove: ${filter}`,
  clearAll: 'Clear all',

  // Comparison.
  compareWith: 'Compare with',
  compareNone: 'nothing',
  compareHow: 'Compared by',
  compareAbsolute: 'amounts',
  compareNormalised: 'shares',
  compareNormalisedHint: 'This profile is brought to the total of the earlier one.',
  compareTitle: (earlier: string, later: string) => `What changed from ${earlier} to ${later}`,
  compareTotals: (before: string, after: string, change: string) =>
    `${before} before, ${after} now: ${change}.`,
  compareScaled: (scale: string) => `Values of this profile are multiplied by ${scale}.`,
  gains: 'Grew most',
  losses: 'Shrank most',
  gainsNone: 'Nothing grew.',
  lossesNone: 'Nothing shrank.',
  addTo: 'Sum with',
  notOpen: (slot: string) => `${slot} is not open. Open it beside this one.`,
  noType: (type: string, has: string) => `The profile has no sample type ${type}. It has: ${has}.`,
  noCommonType: (name: string, has: string, theirs: string) =>
    `It cannot be compared with or added to ${name}: they have no sample type in common. This one has ${has}, that one ${theirs}.`,
  typeNotCommon: (name: string, type: string, common: string) =>
    `${name} has no sample type ${type}, so nothing is compared. Both have: ${common}.`,
  and: ', ',

  // The top table.
  topTitle: 'Top',
  topLabel: (count: number) => `Top: ${some(count, 'row', 'rows')}`,
  topRows: (shown: number, all: number) => `${formatCount(shown)} of ${formatCount(all)} rows`,
  topHelp: 'Arrows move, Space chooses a row, Enter shows its callers and callees.',
  columns: {
    function: 'Function',
    lines: 'Line',
    files: 'File',
    packages: 'Package',
    flat: 'Flat',
    flatShare: 'Flat %',
    sum: 'Sum %',
    cum: 'Cum.',
    cumShare: 'Cum. %',
    before: 'Before',
    after: 'Now',
    change: 'Change',
    changeShare: 'Change %',
    cumChange: 'Cum. change',
    line: 'Line',
  },
  columnHints: {
    function: '',
    flat: 'spent in itself',
    flatShare: 'of the total',
    sum: 'of the total, with all rows above',
    cum: 'spent in itself and in what it called',
    cumShare: 'of the total',
    before: 'flat, in the earlier profile',
    after: 'flat, in this profile',
    change: 'of flat',
    changeShare: 'of the total of the earlier profile',
    cumChange: 'of what was spent in itself and in what it called',
  },
  sortBy: (column: string, hint: string) =>
    hint === '' ? `Sort by ${column}` : `Sort by ${column}: ${hint}`,

  // The call tree.
  treeTitle: 'Call tree',
  treeLabel: (count: number) => `Call tree: ${some(count, 'open row', 'open rows')}`,
  treeHelp:
    'Right opens, Left closes or goes to the caller, * opens all beside it, Space chooses, Enter shows callers and callees.',
  treeRoot: 'all',
  treeOpenPath: 'Open the heaviest path',
  treeClose: 'Close all',
  treeDepth: (level: number) => `level ${formatCount(level)}`,

  // A frame.
  chosen: 'Chosen frame',
  close: 'Close',
  owners: { user: 'your code', std: 'standard library', runtime: 'runtime', cgo: 'C' },
  flat: 'Flat',
  cum: 'Cum.',
  ofTotal: (share: string) => `${share} of the total`,
  fromTo: (before: string, after: string, change: string) => `${before} → ${after} (${change})`,
  toSandwich: 'Callers and callees',
  focusOn: 'Focus on it',
  ignoreIt: 'Ignore it',
  hideIt: 'Hide it',
  beginWith: 'Show from it',
  chosenGone: (name: string) => `${name} is in none of the stacks that are shown.`,
  sourceLines: 'Source lines',
  sourceFunctions: 'Functions',
  sourceNone: 'The profile has no lines of it.',
  sourceOf: (place: string) => `Open ${place} in its repository`,
  chooseFrame: 'Choose a frame: Enter on a row shows who called it and what it called.',

  // Nothing to see.
  empty: 'No samples in this profile',
  emptyValues: (type: string) => `All samples of ${type} are 0.`,
  emptyTry: (types: string) => `It has values of: ${types}.`,
  filteredOut: 'No sample passes the filters.',

  // What is taken away.
  takeAway: 'Export what is shown',
  takeFolded: 'Folded stacks',
  takePprof: 'pprof',
  takePprofHint: 'with the filters applied; addresses, lines and all sample types as they are',
  takeCsv: 'CSV of the top table',
  takeMarkdown: 'Markdown of the top table',
  takeMarkdownLabel: 'Markdown of the top table',
  takeFailed: 'The browser could not make the file.',
  copied: 'Copied',
  copyFailed: 'The browser did not allow it; select and copy the text.',
  openView: 'Open this view',
};
