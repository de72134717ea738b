import { formatAmount } from '#locale/amount.ts';
import { formatDuration } from '#locale/format.ts';
import type { Kind } from '#model/kind.ts';
import type { LinkProblem } from '#view/says.ts';

export const texts = {
  dropTitle: 'Drop files anywhere on this page',
  dropHint:
    'Recordings of topid (process, snapshot and info together), Go crash logs, profiles (pprof, folded stacks, perf script), CSV or TSV tables; gzipped or not.',
  dropNow: 'Drop to open',
  privacy:
    'Files are read in this browser; nothing of them is sent unless you share it. The browser keeps them for a day, or until you remove them, so that a reload finds them.',
  pick: 'Choose files…',
  paste: 'Paste text',
  pasteLabel: 'Crash log, topid output, table or folded stacks',
  pasteHint:
    'Paste a log straight from the terminal or the chat: prefixes, colours and quote marks are read past.',
  pasteOpen: 'Open text',
  pasteName: 'pasted.txt',
  url: 'From an address',
  urlLabel: 'Address on this site',
  urlHint: 'A path or URL of this same site, such as /captures/topid-crash-1.log. Other sites are not asked.',
  urlOpen: 'Open',
  samples: 'Or try a sample',
  samplesHint: 'Real recordings and logs that the cases draw on.',
  /** Before the title, for those who hear it. */
  openSample: 'Open sample: ',
  open: 'Open',
  add: 'Add…',
  moment: 'When it happened',
  momentGiven: 'as you say',
  momentFound: (time: string) => `by the log ${time}`,
  momentZoneless: (time: string) =>
    `The log says ${time} without a zone, read as UTC. With another zone, write it: 2026-11-23T10:00:05+08:00`,
  momentYearless: (text: string) =>
    `The log says ${text}, without a year or a zone. Write them, to see it in the recording`,
  momentNone: 'The log says no time. Write one, with its zone or as Unix seconds, to see it in the recording',
  momentBad: 'Not a time: write 2026-11-23T10:00:05+08:00, or Unix seconds',
  momentIn: (time: string, name: string) => `At ${time} UTC in ${name}`,
  momentOutside: (name: string) => `${name} was not recorded then`,
  titleOf: (name: string) => `Title of ${name}`,
  filesOpen: 'Files',
  openCount: (count: number) => (count === 1 ? '1 capture open' : `${count} captures open`),
  nothingOpen: 'Nothing is open.',
  remove: (name: string) => `Remove ${name}`,
  removeShort: 'Remove',
  removeAll: 'Remove all',
  cancel: 'Cancel',
  cancelOf: (name: string) => `Cancel: ${name}`,
  /** Before the name, for those who hear it. */
  show: 'Show ',
  reading: (name: string, percent: number) => `Reading ${name}: ${percent} %`,
  readingShort: 'Reading',
  failed: 'Cannot be read',
  /** Of an item of several. */
  failedFiles: (count: number) => (count === 1 ? '1 file cannot be read' : `${count} files cannot be read`),
  missing: 'Not in the link',
  notices: (count: number) => (count === 1 ? '1 notice' : `${count} notices`),
  noticesMore: (count: number) => `and ${count} more`,
  kinds: { recording: 'Recording', 'crash-log': 'Go crash log', profile: 'Profile' } satisfies Record<
    Kind,
    string
  >,
  profileSamples: (count: bigint) => (count === 1n ? '1 sample' : `${formatAmount(count, 'count')} samples`),
  crashes: (count: number) => (count === 1 ? '1 crash' : `${count} crashes`),
  /** Of a log that holds traces of the garbage collector and no crash. */
  collections: (count: number) => (count === 1 ? '1 garbage collection' : `${count} garbage collections`),
  samplesAndSeries: (samples: number, series: number) =>
    `${samples} ${samples === 1 ? 'sample' : 'samples'}, ${series} series`,
  snapshotsOnly: (count: number) => (count === 1 ? '1 snapshot' : `${count} snapshots`),
  nothingInIt: 'no snapshots',
  infoOnly: 'System information',
  files: (count: number) => `${count} files`,
  missingTitle: (name: string) => `This link looks at ${name}, which it does not carry`,
  missingText: 'Ask the sender for the file and drop it here: the view of the link is then applied to it.',
  missingDrop: 'Choose the file…',
  size: 'Size',
  sha256: 'SHA-256',
  otherFile: (name: string) =>
    `${name} is not the file that the link was made from: its SHA-256 differs. It is shown all the same.`,
  unlike: (recording: string, log: string) =>
    `${log} is a crash log, ${recording} a recording: the two cannot be compared. A recording compares with a recording, a crash log with a crash log.`,
  unlikeProfile: (recording: string, profile: string) =>
    `${profile} is a profile, ${recording} a recording: the two cannot be compared. A recording compares with a recording, a profile with a profile.`,
  close: 'Close',
  linkNewer: (version: number) =>
    `This link was made by a newer Casebook (link version ${version}). What this one understands is shown; reload the page if it may be out of date.`,
  linkProblems: 'Parts of the link could not be read; the rest is shown.',
  /** English is what a problem says itself. */
  linkProblem: ({ message }: LinkProblem) => message,
  /** Problems that are not listed one by one. */
  moreLinkProblems: (count: number) => `and ${count} more`,
  backToCase: (name: string) => `Back to the case’s own: ${name}`,
  ownFile: (name: string) => `Your file: ${name}`,
  dropOwn: 'Try your own file',
  howMade: 'How this was recorded',
  openAlone: 'Open on its own page',
  download: 'Download',
  loading: (name: string) => `Loading ${name}…`,
  viewFailed: (message: string) => `The view could not be loaded: ${message}`,
  retry: 'Try again',
  stoppedAt: (byte: string) => `Read up to byte ${byte}; what follows could not be used.`,
  live: {
    growing: (seconds: number) => `Live: drawn as it is sent. Last data ${formatDuration(seconds)} ago.`,
    stalled: (since: string) =>
      `Nothing has come since ${since} UTC. The sender may have gone; this page goes on waiting.`,
    complete: 'Complete: its sender has ended it.',
    cut: 'Cut off: its sender went away. What came before is here.',
  },
  share: 'Share…',
  shareFailed: (message: string) => `The share dialog could not be loaded: ${message}`,
  beside: 'Side by side with',
  /** Several things of one kind in a row. */
  listed: (parts: readonly string[]) => parts.join(', '),
};
