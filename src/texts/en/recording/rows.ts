import { formatCount } from '#locale/format.ts';
import { texts as pattern } from '../pattern.ts';

/** Texts of what is looked for among processes, and of what is added up. */
export const rows = {
  where: 'Filter',
  wherePlaceholder: 'name, pid:12, cpu>5, -word, /regex/',
  whereKey: 'The key / leads here, Esc leaves',
  whereBad: (why: string, at: number) => (at < 1 ? `${why}.` : `${why}, at character ${at}.`),
  whereFaults: {
    quote: 'A quotation mark is never closed',
    slash: 'A regular expression is never closed with /',
    flag: 'Only i may follow a regular expression',
    nothing: 'Something is missing here',
    number: 'A number is missing here',
    unit: 'This measure has no such unit',
    pid: 'A PID is missing here, or two with a hyphen between',
    minus: 'In a list, - goes before the first word and applies to all',
  },
  whereNoneOf: (word: string, known: string) =>
    `“${word}” is none of ${known}: it is looked for as it stands.`,
  whereNoPattern: (word: string, pattern: string) =>
    `“${word}” is looked for as it stands; a pattern is written ${pattern}.`,
  patternFaults: pattern.patternFaults,
  nothingFits: (text: string) => `No process fits “${text}”.`,
  noValues: {
    cpu: 'The recording has no values of CPU.',
    memKb: 'The recording has no values of memory.',
  },
  nothingDrawn: 'No process is drawn. Tick one in the table.',
  whereClear: 'Clear the filter',
  rowsAre: 'A row is',
  rowKinds: {
    pid: 'a process',
    name: 'a name',
    parent: 'a process with all it started',
    pattern: 'what a pattern finds',
  },
  placedOf: (placed: number, all: number) =>
    `${formatCount(placed)} of ${formatCount(all)} processes are in a snapshot`,
  rowPattern: 'Pattern',
  rowPatternHelp:
    'A regular expression on names, in Go’s syntax. Names in which it finds the same are added up; with brackets, what they hold.',
  processesOf: (label: string) => `Processes of ${label}`,
  withinSum: 'part of the sum above; tick it to draw it by itself',
  atCursor: { cpu: 'CPU % at cursor', memory: 'Mem MiB at cursor' },
  atCursorHelp: 'The value at the sample that the cursor in the charts is at',
  columnHelp: {
    cpuSeconds:
      'CPU time in the window: the CPU of each sample by the length of the interval before it, as much of that as lies in the window; a pause counts as one interval',
    memDiff: 'Memory at the last sample in the window less that at the first',
    growth:
      'MiB an hour by which memory rises or falls, where the samples show it: ten of them, over half a minute and half of the window, 0.5 MiB, and the same way in four of five pairs',
    life: 'From the first sample in the window that it was seen in to the last',
    slopeA: 'By which A rises or falls an hour, where the samples show it',
    slopeB: 'By which B rises or falls an hour, where the samples show it',
  } as { [column: string]: string },
  noGrowth: {
    few: 'No growth is shown: the window has fewer than ten values',
    brief: 'No growth is shown: it was there for less than half a minute',
    part: 'No growth is shown: it was there for less than half of the window, and what starts fills up',
    little: 'No growth is shown: it changes by less than 0.5',
    unsteady: 'No growth is shown: it goes up and down',
  },
  fastestGrowing: 'Fastest growing: ',
  growthOf: (perHour: string, rise: string, length: string) => `${perHour} MiB/h (${rise} MiB in ${length})`,
  growthNext: ', ',
  growthMore: (count: number) => `; ${count} more ${count === 1 ? 'grows' : 'grow'}`,
  growthRule:
    'Named here is what has grown by 0.5 MiB or more, was there for half a minute and half of the window, and has more memory at the later of two points in four of five pairs.',
  summaryRows: (rows: number, processes: number) =>
    `${rows} ${rows === 1 ? 'row' : 'rows'} of ${processes} processes`,
  lifetimes: (count: number) => `Lifetimes of ${count} ${count === 1 ? 'process' : 'processes'}`,
  lifetimesOfThreads: (count: number) => `Lifetimes of ${count} ${count === 1 ? 'thread' : 'threads'}`,
  lifetimesTitle: 'Lifetimes, by CPU',
  lifetimesSummary: (count: number, brief: number, length: string) =>
    `${count} ${count === 1 ? 'process' : 'processes'} from the first sample each was seen in to the last; ${brief} of them for less than ${length}.`,
  compareAll: 'all processes',
  compareBoth: (a: string, b: string) => `A ${a}, B ${b}`,
  compareOnly: (where: string) => ` (${where})`,
  compareNothing: 'No process fits in either recording.',
  compareBars: 'Change of the average from A to B in the window, the largest first',
  compareDifference: (title: string) => `${title}, B − A`,
  compareDifferenceSummary: (title: string, names: readonly string[]) =>
    `${title} in B less that in A: of all processes, and of ${names.join(', ')}.`,
  compareDifferenceNote:
    'Where both recordings have a sample; a process that is missing from one of them counts as 0 there.',
  happenings: 'What happened meanwhile',
  happeningGo: (name: string, time: string) => `Show ${name}, at ${time}`,
};
