import { formatCount } from '#locale/format.ts';
import type { AlikeDifference } from '#model/crash/alike.ts';
import type { BucketChange } from '#model/crash/crash-diff.ts';
import type { CrashLog, Frame } from '#model/crash/crash-log.ts';
import type { WaitedKind } from '#model/crash/waited-addresses.ts';
import type { StackDiffRow } from '#model/crash/stack-diff.ts';
import type { SignalCode, WindowsExceptionName } from '#model/crash/signal-meaning.ts';
import { texts as pattern } from './pattern.ts';

const one = (count: number, singular: string, plural: string): string =>
  `${formatCount(count)} ${count === 1 ? singular : plural}`;

/** What is said of collections in a sentence; times in ms are written already. */
interface GcSummary {
  count: number;
  forced: number;
  seconds: number;
  stopped: string;
  largestHeapMib: number;
  mostLiveMib: number;
  cpuPercent: number;
}

export const texts = {
  ...pattern,
  kinds: {
    'fatal error': 'fatal error',
    panic: 'panic',
    signal: 'signal',
    'data race': 'data race',
    'goroutine dump': 'goroutine dump',
    goexit: 'fatal error',
  } satisfies Record<CrashLog['reasonKind'], string>,
  owners: { user: 'your code', std: 'standard library', runtime: 'runtime', cgo: 'C' } satisfies Record<
    Frame['owner'],
    string
  >,
  crash: 'Crash',
  crashNamed: (name: string) => `Crash: ${name}`,
  /** The name of a file that has several, and which of them. */
  crashIn: (name: string, number: number, all: number) => `${name}, crash ${number} of ${all}`,
  reason: 'Reason',
  noReason: 'Goroutines without a reason, as in a dump that somebody asked for.',
  noReasonProfile: 'A profile of goroutines: equal stacks stand once, with their count.',
  reasonMissing:
    'The log does not give the reason, and a goroutine was in a panic: its beginning may be missing.',
  reasonUnknown: 'The log does not give the reason.',
  wentOn: 'Somebody caught the panic, printed it, and the program went on.',
  loggersWords: 'The reason is in the words of the log that printed the stack.',
  caughtBy: 'Caught by',
  inWordsOf: (name: string) => `in the words of ${name}`,
  place: 'Where it happened',
  placeOwn: 'In your code',
  placeMark: 'place',
  deferred: 'deferred',
  thisReason: 'the reason',
  longestWaits: 'Longest waits',
  othersSaid: 'Said right before',
  signalCodes: {
    'by-program': 'raised by the program itself, as abort() does',
    'by-process': 'sent by a process (kill)',
    'by-kernel': 'raised by the kernel',
    'not-mapped': 'the address is not mapped',
    'not-allowed': 'the address may not be accessed that way',
    unaligned: 'the address is not aligned',
    'nothing-behind': 'there is nothing at the address: it is beyond the end of a mapped file, for example',
    'device-error': 'a device error at the address',
    'memory-error': 'a memory error that the hardware reported',
    divide: 'integer divided by zero',
  } satisfies Record<SignalCode, string>,
  exception: 'Windows exception',
  exceptions: {
    access: 'access violation',
    'in-page': 'a page could not be read from its file',
    'illegal-instruction': 'illegal instruction',
    divide: 'integer divided by zero',
    overflow: 'integer overflow',
    float: 'floating point',
    privileged: 'privileged instruction',
    'stack-overflow': 'a thread’s stack overflowed',
    heap: 'the heap of the C library is damaged',
    breakpoint: 'breakpoint',
    'c++': 'a C++ exception that nobody caught',
  } satisfies Record<WindowsExceptionName, string>,
  accessed: {
    read: (addr: string) => `reading at ${addr}`,
    write: (addr: string) => `writing at ${addr}`,
    execute: (addr: string) => `executing at ${addr}`,
  },
  copy: 'Copy reason and top frames',
  copies: 'Copy',
  copied: 'Copied.',
  notCopied: 'The browser refused to copy. Select the text instead.',
  panicsInOrder: 'Panics, first to last',
  recovered: 'recovered',
  repanicked: 'recovered, then panicked again',
  signal: 'Signal',
  runtimeSays: 'The runtime says',
  lines: (first: number, last: number) => (first === last ? `line ${first}` : `lines ${first} to ${last}`),
  showLine: (line: number) => `Show line ${line} in the log`,
  /** One of the crashes of a file, to be chosen. */
  crashOption: (number: number, reason: string, recovered: boolean, line: number) =>
    `${number}: ${reason} (${recovered ? 'recovered, ' : ''}L${line})`,
  lineShort: (line: number) => `L${line}`,
  meaning: 'What it means',
  next: 'Look at next',
  more: 'More in the guide',
  release: 'Built with',
  releaseBy: (line: string, place: string) => `Go ${line}: only there does throw stand at ${place}`,
  releaseByPath: (version: string, path: string) => `Go ${version}, by the path ${path}`,
  atLeast: (line: string, evidence: string) => `Go ${line} or newer: it prints ${evidence}`,
  allocation: 'Size and span',
  askedFor: (bytes: number, hex: string) => `mallocgc was asked for ${formatCount(bytes)} bytes (${hex}).`,
  fallsIn: (bytes: number, index: number, span: number, objects: number) =>
    `That is size class ${index}: objects of ${formatCount(bytes)} bytes, ${objects} in a span of ${formatCount(span)} bytes.`,
  fallsInTiny: (bytes: number, index: number, span: number, objects: number) =>
    `Less than 16 bytes without pointers go to the tiny allocator: blocks of ${bytes} bytes (size class ${index}), ${objects} in a span of ${formatCount(span)} bytes.`,
  agrees: (said: number) => `The log says s.nelems= ${said}: size and span agree.`,
  disagrees: (said: number, expected: number) =>
    `The log says s.nelems= ${said}, not ${expected}: size and span do not agree, the span is not the one that this size uses.`,
  counted: (allocated: number, objects: number) =>
    `By its count ${allocated} of ${objects} slots are taken; by its bitmap none is free. One of the two is wrong.`,
  spanClass: (argument: string, value: number, index: number, noscan: boolean) =>
    `nextFree’s second argument ${argument} ends in 0x${value.toString(16).padStart(2, '0')}: span class ${value}, size class ${index} ${noscan ? 'without' : 'with'} pointers.`,
  spanClassAgrees: 'It is the class of the size that was asked for.',
  spanClassDiffers: 'It is not the class of the size that was asked for.',
  before116:
    'Classes have that number only before Go 1.16, which added one of 24 bytes: this program was not built with 1.16 or newer.',
  shared: (count: number) =>
    `The innermost ${count === 1 ? 'frame is' : `${formatCount(count)} frames are`} the same in all of them`,
  sharedNone: 'No innermost frame is the same in all of them.',
  /** Of whom a frame is and what else is told of it, read out before its name. */
  frameTold: (parts: readonly string[]) => `${parts.join(', ')}: `,
  sharedRows: (count: number) => `the ${formatCount(count)} that all have`,
  sharedMark: 'shared with the others',
  stack: 'Stack of the crashing goroutine',
  stackOfPanic: 'Stack of the goroutine that panicked',
  stackOfOne: 'Stack of one goroutine',
  stackOf: (title: string) => `Stack: ${title}`,
  stackOfMany: (count: number) => `Stack of ${formatCount(count)} goroutines`,
  stackAxis: 'frame size, bytes (fp − sp)',
  stackSummary: (frames: number, known: number, total: number, largest: string) =>
    known === 0
      ? `${one(frames, 'frame', 'frames')}, innermost first. The log says the size of none.`
      : `${one(frames, 'frame', 'frames')}, innermost first, ${formatCount(total)} bytes in the ${known} whose size is known. The largest is ${largest}.`,
  bytes: (bytes: number) => `${formatCount(bytes)} B`,
  sizeUnknown: 'size not said',
  cutHere: 'The log is cut off here.',
  elided: (count: number) =>
    count < 0
      ? 'More frames were left out by the runtime.'
      : `${one(count, 'frame was', 'frames were')} left out by the runtime.`,
  showAll: (count: number) => `Show all ${count}`,
  frame: 'Frame',
  owner: 'Whose',
  size: 'Size',
  legend: 'Whose code',
  fold: 'Fold',
  foldRuntime: 'runtime frames',
  foldStd: 'standard library frames',
  folded: (count: number, owner: 'runtime' | 'std') =>
    owner === 'runtime' ? `${count} runtime frames` : `${count} standard library frames`,
  inFull: 'In full',
  rest: 'Stacks frame by frame, goroutines, and each log',
  besideTitle: 'Side by side with',
  besideNone: 'none',
  goroutines: 'Goroutines',
  goroutineCount: (count: number, buckets: number, threads: number) =>
    [
      ...(count > 0
        ? [`${one(count, 'goroutine', 'goroutines')} in ${one(buckets, 'bucket', 'buckets')} by stack`]
        : []),
      ...(threads > 0 ? [one(threads, 'thread', 'threads')] : []),
    ].join(', '),
  shownOf: (shown: number, all: number) =>
    `${formatCount(shown)} of ${one(all, 'goroutine', 'goroutines')} shown`,
  shownAs: 'Shown as',
  asList: 'list',
  asFlame: 'flame graph',
  goroutinesByStack: 'Goroutines by stack',
  goroutineAmount: (count: number) => one(count, 'goroutine', 'goroutines'),
  otherStates: 'other states',
  mixedStates: 'mixed: no state has more than half',
  bareGoroutines: (count: number) =>
    count === 1
      ? 'Of one goroutine the log has no stack; it counts in the whole alone.'
      : `Of ${formatCount(count)} goroutines the log has no stack; they count in the whole alone.`,
  states: 'States',
  allStates: 'all',
  package: 'Package',
  packageOption: (name: string, owner: string, count: number) => `${name} (${owner}, ${count})`,
  allPackages: 'all packages',
  search: 'Function, file, argument or id',
  clear: 'Clear filters',
  noneFits: 'No goroutine fits the filter.',
  function: 'Function',
  waitedHead: 'Waited',
  waitedShort: (min: number, max: number) => {
    if (min === max) return `${formatCount(max)} min`;
    return min === 0 ? `≤ ${formatCount(max)} min` : `${formatCount(min)}–${formatCount(max)} min`;
  },
  copyStack: 'Copy stack',
  copyStackOf: (id: number) => `Copy stack of goroutine ${id}`,
  shortPaths: 'Leave out what paths share',
  prefixesLabel: 'What …/ stands for',
  /** Before the beginning of a path that `…/` stands for. */
  prefixOf: {
    functions: '…/ in functions of your code:',
    files: '…/ in files of your code:',
    goFiles: '…/ in files of Go:',
  },
  times: (count: number) => `${formatCount(count)} ×`,
  unknownState: 'state not said',
  waited: (min: number, max: number) => {
    if (min === max) return `waiting ${one(max, 'minute', 'minutes')}`;
    return min === 0 ? `waiting up to ${one(max, 'minute', 'minutes')}` : `waiting ${min} to ${max} minutes`;
  },
  locked: 'locked to thread',
  createdBy: 'Created by',
  inGoroutine: (id: number) => `in goroutine ${id}`,
  ancestor: (id: number) => `Originating from goroutine ${id}`,
  unavailable: 'Running on another thread: the runtime could not print its stack.',
  noFrames: 'No frames.',
  noFunction: 'function not said',
  threads: 'Threads',
  threadsNote:
    'The stacks that belong to threads of the system and not to goroutines: the scheduler’s, the collector’s, C code.',
  ids: 'Goroutine ids',
  inTheLog: 'In the log',
  andMore: (count: number) => `and ${formatCount(count)} more`,
  moreBuckets: (count: number) => `Show ${one(count, 'more bucket', 'more buckets')}`,
  sharedWaits: 'Waiting for the same',
  sharedWaitsNote:
    'By the addresses that the log shows among the arguments. A value that the runtime marks with ? is not used.',
  waitedFor: {
    mutex: 'mutex',
    'rw-mutex': 'read-write mutex',
    channel: 'channel',
    'wait-group': 'wait group',
    condition: 'condition variable',
    semaphore: 'semaphore',
  } satisfies Record<WaitedKind, string>,
  withinObject: (address: string) => `of the object at ${address}`,
  askedIn: 'Asked for in',
  guessedWaits: (count: number) =>
    `Of ${one(count, 'goroutine', 'goroutines')} the log shows the object alone, not the lock: a guess.`,
  mayHold: 'May hold it',
  otherEnd: 'Has the channel too',
  guess: 'a guess',
  circle: 'each waits for the other',
  circleNote: 'It waits for what one of these may hold: none of them goes on.',
  moreAddresses: (count: number) => `Show ${one(count, 'more address', 'more addresses')}`,
  waits: 'Time waited',
  waitsAxis: 'minutes waited',
  waitsNote:
    'The runtime times a wait from the first garbage collection that sees it, and says nothing below a minute: 0 is “not known to have waited”. Waits too close to be drawn apart are one circle, on a line from the shortest to the longest.',
  waitsSummary: (count: number, minutes: number, state: string) =>
    `${one(count, 'goroutine has', 'goroutines have')} waited a minute or more; the longest ${one(minutes, 'minute', 'minutes')}, in ${state}.`,
  collections: 'Garbage collections',
  gcTimeAxis: 'seconds since the program began',
  gcHeapAxis: 'heap (MiB)',
  gcHeap: 'Heap: when marking was done, and what of it was alive',
  gcLegend: 'Lines of the chart',
  gcGoal: 'Goal: the size at which it was to be done',
  gcNote: 'Between two collections the log says nothing of the heap. Its sizes are whole MiB.',
  gcRun: 'Program',
  gcRunOf: (number: number, line: number, count: number) =>
    `${number}, from line ${line}: ${one(count, 'collection', 'collections')}`,
  gcLongestStop: (ms: string) => `The longest single stop took ${ms} ms:`,
  gcForced: 'forced',
  gcSummary: ({ count, forced, seconds, stopped, largestHeapMib, mostLiveMib, cpuPercent }: GcSummary) =>
    `${one(count, 'collection', 'collections')}${forced > 0 ? ` (${formatCount(forced)} forced by the program)` : ''} up to ${seconds} s; the program was stopped for ${stopped} ms in all. The heap grew to ${largestHeapMib} MiB at most, of which at most ${mostLiveMib} MiB were alive after a collection; ${cpuPercent} % of the processors’ time since the start went into collecting.`,
  gcColumns: [
    'Collection',
    'At (s)',
    'Heap (MiB)',
    'Goal (MiB)',
    'Stopped (ms)',
    'Marking (ms)',
    'CPU (ms)',
    'CPU since start',
  ],
  noCrash: 'No crash in this log: it holds traces of the garbage collector.',
  state: 'State',
  minutes: 'Minutes',
  count: 'Goroutines',
  races: 'Data races',
  race: (number: number) => `Race ${number}`,
  raceMade: 'Where they came from',
  registers: 'Registers',
  registersOf: (number: number, all: number) => `Registers of thread ${number} of ${all}`,
  difference: 'Difference by bucket',
  from: 'From',
  to: 'to',
  sameReason: 'The reasons are the same.',
  otherReason: 'The reasons differ.',
  changes: { new: 'new', grown: 'grown', gone: 'gone', shrunk: 'fewer', same: 'same' } satisfies Record<
    BucketChange['change'],
    string
  >,
  /** What became of the buckets, most telling first. */
  changed: ({ new: come, grown, gone, shrunk }: Record<BucketChange['change'], number>) =>
    `Buckets: ${[
      ...(come > 0 ? [`${formatCount(come)} new`] : []),
      ...(grown > 0 ? [`${formatCount(grown)} grown`] : []),
      ...(gone > 0 ? [`${formatCount(gone)} gone`] : []),
      ...(shrunk > 0 ? [`${formatCount(shrunk)} with fewer goroutines`] : []),
    ].join(', ')}.`,
  newIds: (count: number) =>
    `${one(count, 'goroutine', 'goroutines')} after ${count === 1 ? 'has a number' : 'have numbers'} that none before has.`,
  newIdsOf: 'Numbers that none before has:',
  before: 'Before',
  after: 'After',
  change: 'Change',
  bucket: 'Bucket',
  moved: 'other lines',
  noDifference: 'Every bucket is there with the same count.',
  sameHidden: (count: number) => `${one(count, 'bucket', 'buckets')} with the same count`,
  stackDifference: 'The stacks that crashed, frame by frame',
  stackDifferenceNone: 'Every frame is the same.',
  stackRows: { shared: 'in both', gone: 'only before', new: 'only after' } satisfies Record<
    StackDiffRow['kind'],
    string
  >,
  sharedRun: (count: number) => `${one(count, 'frame', 'frames')} that both have`,
  /** @param compared how many of them were looked at for what differs */
  alikeHere: (count: number, compared: number, differences: string) =>
    `${formatCount(count)} more like it in this log: ${compared < count ? `the first ${formatCount(compared)} ` : ''}${
      differences === ''
        ? `${compared < count ? 'are ' : ''}the same in all`
        : `${count === 1 ? 'differs' : 'differ'} in ${differences}`
    }`,
  alikeFile: (name: string, differences: string) =>
    `Like ${name}: ${differences === '' ? 'the same in all' : `differs in ${differences}`}`,
  alikeDifferences: {
    goroutine: 'goroutine number',
    values: 'numbers in the reason',
    addresses: 'arguments and addresses',
    lines: 'lines of the source',
    others: 'the other goroutines',
    said: 'what was said before',
  } satisfies Record<AlikeDifference, string>,
  alikeList: (names: readonly string[]) => names.join(', '),
  alikeNone: 'the same in all',
  alikeTimes: (count: number) => `${formatCount(count)} alike`,
  crashNumber: (number: number) => `Crash ${number}`,
  showCrash: 'Show',
  showCrashOf: (number: number) => `Show crash ${number}`,
  showBeside: 'Side by side',
  showBesideOf: (number: number) => `Crash ${number} side by side`,
  log: 'The log as it is',
  logLabel: (name: string) => `Log ${name}`,
  logOf: (name: string, count: number) => `Log ${name}, ${one(count, 'line', 'lines')}`,
  find: 'Find in the log',
  findNext: 'Next',
  findPrevious: 'Previous',
  findCase: 'Match case',
  findExpression: 'Regular expression',
  findUnused: 'It finds nothing.',
  wrap: 'Wrap lines',
  /** @param isMore there are so many that the rest was not looked for, or is still looked for */
  found: (at: number, all: number, isMore: boolean) =>
    all === 0
      ? isMore
        ? 'searching…'
        : 'not found'
      : `${formatCount(at)} of ${formatCount(all)}${isMore ? ' or more' : ''}`,
  lineCut: (characters: number) => `${one(characters, 'more character', 'more characters')} of this line`,
  goTo: 'Go to line',
  goToHint: 'A line, or the first and the last: 12 or 12-40.',
  unmark: 'Unmark',
  markLine: (line: number) => `Line ${line}`,
  markHint: 'A click on a number marks the line, with Shift a range; the mark is part of the link.',
  copyMarkdown: 'Copy as Markdown with the link',
  openHere: 'Open in Casebook',
  pins: 'Notes on lines',
  pinsElsewhere: 'Notes that this log has no line for',
  pinTo: (line: number) => `Pin a note to line ${line}`,
  pinNeedsLine: 'Mark a line to pin a note to it',
  pinText: 'Note',
  pinKeep: 'Pin it',
  pinCancel: 'Cancel',
  pinEdit: 'Edit',
  pinEditOf: (text: string) => `Edit: ${text}`,
  pinRemove: 'Remove',
  pinRemoveOf: (text: string) => `Remove: ${text}`,
  sourceOf: (place: string) => `Source of ${place}`,
};
