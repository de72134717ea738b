/** What rows are called, so many of them. */
function toRowNoun(count: number, areThreads: boolean): string {
  if (areThreads) return count === 1 ? 'thread' : 'threads';
  return count === 1 ? 'process' : 'processes';
}

/** Texts of the charts, their axes and controls. Keep both tables beside each other, key by key. */
export const charts = {
  viewLabel: (name: string) => `Recording ${name}`,
  chartTitle: {
    cpu: 'CPU',
    userCpu: 'CPU, user',
    systemCpu: 'CPU, system',
    memory: 'Memory',
  },
  shareTitle: {
    cpu: 'CPU, who used it',
    userCpu: 'CPU in user mode, who used it',
    systemCpu: 'CPU in system mode, who used it',
    memory: 'Memory, who held it',
  },
  machineCpu: 'CPU of the machine, by mode',
  machineCores: 'CPU of the machine, busy time of each core',
  machineMemory: 'Memory of the machine',
  machineOthers: 'Other system rows',
  unitCpu: '% of one core',
  unitCpuLong: (cores: number) =>
    cores > 0 ? `100 % = one core; the machine has ${cores}` : '100 % = one core',
  unitMemory: 'MiB',
  axisCpu: 'CPU (% of one core)',
  axisWall: (zone: string) => `time (${zone})`,
  axisElapsed: (hasHours: boolean) => `elapsed (${hasHours ? 'h:' : ''}min:s)`,
  axisNoClock: (hasHours: boolean) => `elapsed (${hasHours ? 'h:' : ''}min:s; no times in the source)`,
  axisMeanCpu: 'mean over the window (% of one core)',
  axisMeanMemory: (unit: string) => `mean over the window (${unit})`,
  mode: {
    user: 'user',
    nice: 'nice',
    system: 'system',
    irq: 'irq',
    softirq: 'softirq',
    steal: 'steal',
    iowait: 'iowait',
    idle: 'idle',
  },
  idleIsRest: 'Idle time is the room up to the dotted line. Time of guests is part of user and nice.',
  memoryOverlaps: 'Kinds overlap (available holds cache and free), so they are not stacked.',
  memoryOfThreads:
    'The rows look like threads: each line is the memory of its whole process, so it is neither stacked nor added up.',
  shareOf: (value: string, share: string) => `${value} · ${share} % of all`,
  lines: 'Lines',
  stack: 'Stacked',
  share: 'Shares',
  chartKind: 'Drawn as',
  cpuSum: 'user and system together',
  cpuSplit: 'user and system apart',
  cpuKind: 'CPU',
  cpuNotSplit: 'The source gives one CPU figure only.',
  system: 'System rows',
  systemNone: 'The recording has no system rows (topid -sys records them).',
  coresSum: 'all cores',
  coresEach: 'each core',
  coresKind: 'Cores',
  clock: 'Time',
  wall: 'wall clock',
  elapsed: 'elapsed',
  zone: 'Zone',
  zoneYours: (zone: string) => `yours: ${zone}`,
  zoom: 'Zoom',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomReset: 'Whole recording',
  zoomWindow: (from: string, to: string, length: string) => `${from} to ${to} (${length})`,
  help: 'Shortcuts',
  chartCursor: (title: string) => `${title}, cursor`,
  overview: 'Overview of the whole recording: CPU of all processes',
  overviewWindow: 'Window shown above',
  overviewFrom: 'Start of the window',
  overviewTo: 'End of the window',
  other: (count: number) => `other (${count} ${toRowNoun(count, false)})`,
  otherThreads: (count: number) => `other (${count} ${toRowNoun(count, true)})`,
  more: (count: number) => `and ${count} more`,
  total: 'sum of all',
  firstSample: 'first sample',
  noValue: 'not there',
  summary: (
    title: string,
    shown: number,
    others: number,
    from: string,
    to: string,
    peak: string | undefined,
    mean: string | undefined,
    ofThreads: boolean,
    rows: string | undefined,
  ) =>
    `${title}: ${rows ?? `${shown} ${toRowNoun(shown, ofThreads)}`}${others > 0 ? ` and ${others} ${others === 1 ? 'other' : 'others summed'}` : ''}, ${from} to ${to}.` +
    (peak ? ` Highest: ${peak}.` : '') +
    (mean === undefined ? '' : ` All ${toRowNoun(2, ofThreads)} together: ${mean} on average.`),
  peak: (who: string, value: string, when: string) => `${who}, ${value} at ${when}`,
  /** Several things in a row. */
  listed: (parts: readonly string[]) => parts.join(', '),
  /** Several things of different kinds. */
  clauses: (parts: readonly string[]) => parts.join('; '),
  machineSummary: (title: string, rows: number, from: string, to: string, averages: readonly string[]) =>
    `${title}: ${rows} ${rows === 1 ? 'row' : 'rows'}, ${from} to ${to}. ${averages.join(', ')}`,
  averageOf: (who: string, value: string) => `${who} ${value} on average`,
  tableFirst: 'first',
  tableLast: 'last',
  tableMin: 'least',
  tableMax: 'greatest',
  tableAvg: 'average',
  tableShare: 'share',
  tableRows: (shown: number, all: number) => `${shown} of ${all} rows`,
  series: 'process',
  step: (by: string, from: string, to: string) => `Clock stepped ${by}: ${from} → ${to}`,
  stepForward: (text: string) => `forward by ${text}`,
  stepBack: (text: string) => `back by ${text}`,
  jump: (text: string, from: string, to: string) =>
    `No samples for ${text}, or the clock was set forward: ${from} → ${to}`,
  gap: (text: string, from: string, to: string) => `No samples for ${text}: ${from} to ${to}`,
  nothing: 'What is open of this recording holds no samples of processes.',
  emptySnapshots:
    'The file is empty, as topid leaves a session’s snapshots without -snapshot. Open the process file of the session beside it.',
  noRows: (samples: number) =>
    samples === 1
      ? 'Its one sample has no process in it.'
      : `None of its ${samples} samples has a process in it.`,
  authorNotes: 'Notes of the author, by the numbers in the charts',
};
