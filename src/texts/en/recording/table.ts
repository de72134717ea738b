/** Texts of the process table and what chooses its rows. */
export const table = {
  processes: 'Processes',
  rowsOfThreads: 'Threads',
  tableCaption: (window: string) =>
    `Averages and maxima over ${window}, over the samples in which a process was there`,
  shownOf: (shown: number, all: number) => `${shown} of ${all} shown`,
  /** Where rows add up several of them. */
  shownIn: (shown: number, all: number, rows: number) =>
    `${shown} of ${all} shown, in ${rows} ${rows === 1 ? 'row' : 'rows'}`,
  column: {
    name: 'Process',
    pid: 'PID',
    cpuSeconds: 'CPU time s',
    cpu: 'CPU avg %',
    cpuMax: 'CPU max %',
    cpuMaxAt: 'CPU max at',
    mem: 'Mem avg MiB',
    memMax: 'Mem max MiB',
    memMaxAt: 'Mem max at',
    memDiff: 'Mem change MiB',
    growth: 'Growth MiB/h',
    first: 'First seen',
    last: 'Last seen',
    life: 'Lifetime',
    spark: 'CPU over all',
    sparkMemory: 'Memory over all',
  },
  columns: 'Columns',
  columnsShown: (shown: number, all: number) => `${shown} of ${all}`,
  columnsAll: 'Show all',
  columnCursor: 'At the cursor',
  sortBy: (column: string) => `Sort by ${column}`,
  toggle: (name: string) => `Show ${name}`,
  only: (name: string) => `Show ${name} only`,
  legendHelp:
    'Click a name to show it only, again for all; Ctrl or Shift and click, or Space, shows and hides. Enter shows only. Right and Left unfold a sum and fold it.',
  otherHint: 'hidden, summed',
  otherNotDrawn: 'not drawn beside what is shown only; tick to draw it',
  listHidden: (count: number, rows: number) =>
    `List the ${count} hidden${rows === count ? '' : `, in ${rows} ${rows === 1 ? 'row' : 'rows'}`}`,
  hideHidden: 'Do not list the hidden',
  moreRows: (count: number) => `Show ${count} more rows`,
  hiddenBy: {
    filter: 'below the thresholds',
    text: 'does not fit the filter',
    top: 'not among the largest',
    only: 'others are shown only',
    hide: 'hidden by hand',
  },
  showAll: 'Show all again',
  missingSeries: (keys: string) =>
    `The recording has no process ${keys}: the link may be of another run, with other pids.`,
  missingTime: (times: string, all: string) =>
    `The link asks for ${times}, and the recording has ${all}: it may be of another one.`,
  missingSnapshot: (time: string, count: number, all: string) =>
    `The link asks for the snapshot of ${time}, and the recording has ${
      count === 0 ? 'none' : `${count === 1 ? 'one' : count} (${all})`
    }: it may be of another one.`,
  /** Where the recorder made a pause. */
  cursorFar: (asked: string, distance: string) =>
    `The link asks for the cursor at ${asked}, where nothing was recorded: it is at the nearest sample, ${distance} away.`,
  /** Stretches that go on where the recording does not. */
  clippedTime: (times: string, all: string) =>
    `The link asks for ${times}, and the recording has ${all}: only what lies within is shown.`,
  clippedForget: 'Keep what lies within',
  pinOfB: (text: string) => `B: ${text}`,
  missingByName: (names: string) => `Show by name: ${names}`,
  missingForget: 'Leave them out',
  missingForgetClipped: 'Leave out the missing, and keep what lies within',
  filter: 'Thresholds',
  filterHelp:
    'A process is shown if it is above any of these over the whole recording. Leave one empty to pass it over. Ten at least are shown.',
  avgCpu: 'average CPU, %',
  maxCpu: 'greatest CPU, %',
  avgMem: 'average memory, MiB',
  maxMem: 'greatest memory, MiB',
  badNumber: 'Not a number from 0: the filter stays as it was.',
  filterReset: 'Default thresholds',
  filterOff: 'Show every process',
  top: 'Top',
  topAny: 'all',
  hiddenInGap: '–',
};
