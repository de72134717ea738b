import { countBytes, findHeadText, readLines } from '#bytes/text.ts';
import { type Format, FormatError, type ParseContext, type Parsed, type Verdict } from '#formats/format.ts';
import { atPlace, type Notice } from '#model/notice.ts';
import { dropImpossibleValues, MOST_MEM_KB } from '#model/recording/impossible-values.ts';
import { RecordingBuilder } from '#model/recording/recording-builder.ts';
import type { Recording, Snapshot } from '#model/recording/recording.ts';
import { findTopidCommand, type TopidCommand } from './command.ts';
import { toRowNotices } from './row-notices.ts';
import { sayOfTopid } from './says.ts';
import { isHeader, parseRow, toPlainLine } from './text-row.ts';

/**
 * What topid prints without `-chart`: a table a sample, without times.
 *
 * Threads are no series: their process' row has their CPU and memory in it, and counting them again
 * would double both. They are kept where they make sense: the table of a sample that has threads or
 * a tree is kept as a snapshot too.
 */
export const topidText: Format<Recording> = {
  id: 'topid-text',
  title: 'text output of topid',
  detect: detectText,
  parse: parseText,
};

function detectText(head: Uint8Array): Verdict {
  const lines = findHeadText(head)?.split(/\r?\n/) ?? [];
  return lines.some((line) => isHeader(toPlainLine(line))) ? 'certain' : 'no';
}

/** Lines of what was before the first table that are kept, to be shown, and how much of each. */
const MAX_PREAMBLE = 200;
const MAX_PREAMBLE_LINE = 4096;
/** Tables kept as snapshots; from twice as many every other one goes. */
const MAX_SNAPSHOTS = 200;
/** What topid says itself between tables, when it is started again. */
const GREETING = /^\s*$|Hello |^Version: |^Visit below URL|^https?:\/\//;

/** What topid does without options. */
const NO_COMMAND: TopidCommand = { interval: undefined, megabytes: false };

class TextReader {
  readonly builder = new RecordingBuilder();
  readonly snapshots: Snapshot[] = [];
  readonly preamble: string[] = [];
  threadRows = 0;
  splits = new Set<boolean>();
  /** `~ # ./topid -tag board -i 3 -tree` before the first table, the last of them. Rows show the commands of other topids. */
  command: TopidCommand | undefined;
  /** The first line that starts another topid between the tables, with another interval or unit. */
  restart = 0;
  strayLines = 0;
  firstStray = 0;
  line = 0;
  /** Of the rows' memory: how many are not 0, how many of those are no whole pages of 4 KB, and the largest. */
  readonly mem = { known: 0, odd: 0, max: 0 };
  private headerSeen = false;
  private sample: { lines: string[]; keep: boolean } = { lines: [], keep: false };
  private snapshotStep = 1;

  take(raw: string): void {
    this.line++;
    const line = toPlainLine(raw);
    if (isHeader(line)) {
      this.endSample();
      this.headerSeen = true;
      this.builder.startSample();
      this.sample = { lines: [line], keep: false };
      return;
    }
    if (!this.headerSeen) {
      if (this.preamble.length < MAX_PREAMBLE) this.preamble.push(line.slice(0, MAX_PREAMBLE_LINE));
      this.command = findTopidCommand(line) ?? this.command;
      return;
    }
    const row = parseRow(line);
    if (!row) {
      if (!GREETING.test(line)) this.takeBetween(line);
      return;
    }
    this.splits.add(row.split);
    this.sample.lines.push(line);
    this.sample.keep ||= row.tree || row.thread;
    if (row.thread) {
      this.threadRows++;
      return;
    }
    if (row.mem > 0 && row.mem <= MOST_MEM_KB) {
      this.mem.known++;
      if (row.mem % 4 !== 0) this.mem.odd++;
      this.mem.max = Math.max(this.mem.max, row.mem);
    }
    this.builder.addRow(this.builder.seriesOf(row.name, row.pid), row.userCpu, row.systemCpu, row.mem);
  }

  /** A line that is neither header nor row. */
  private takeBetween(line: string): void {
    const command = findTopidCommand(line);
    if (!command) {
      if (this.strayLines++ === 0) this.firstStray = this.line;
      return;
    }
    const { interval, megabytes } = this.command ?? NO_COMMAND;
    const isOther = command.interval !== interval || command.megabytes !== megabytes;
    if (isOther && this.restart === 0) this.restart = this.line;
  }

  endSample(): void {
    if (!this.sample.keep) return;
    const index = this.builder.samples - 1;
    this.sample.keep = false;
    if (index % this.snapshotStep !== 0) return;
    this.snapshots.push({ time: index, text: this.sample.lines.join('\n') });
    if (this.snapshots.length < 2 * MAX_SNAPSHOTS) return;
    this.snapshotStep *= 2;
    const kept = this.snapshots.filter(({ time }) => time % this.snapshotStep === 0);
    this.snapshots.splice(0, this.snapshots.length, ...kept);
  }
}

async function parseText(
  chunks: AsyncIterable<Uint8Array>,
  context: ParseContext,
): Promise<Parsed<Recording>> {
  const count = { bytes: 0 };
  const reader = new TextReader();
  for await (const batch of readLines(countBytes(chunks, count), context.signal)) {
    for (const line of batch) reader.take(line);
  }
  reader.endSample();
  const { builder, preamble } = reader;
  if (builder.samples === 0) {
    const said = sayOfTopid('topid-text-no-header', { file: context.name, lines: reader.line });
    throw new FormatError(atPlace({ line: 1 }, said));
  }
  const interval = reader.command?.interval ?? 1;
  const text = preamble.join('\n').trim();
  const notices: Notice[] = [];
  const value = builder.finish({
    format: 'topid-text',
    session: undefined,
    clock: 'none',
    cpuSplit: reader.splits.has(true) && !reader.splits.has(false),
    snapshotEchoes: 0,
    snapshots: reader.snapshots.map(({ time, text: table }) => ({ time: time * interval, text: table })),
    info: text === '' ? undefined : { cpu: '', kernel: '', commands: [], text },
    notices,
  });
  value.times.forEach((_, sample) => (value.times[sample] = sample * interval));
  const unit = findUnit(reader);
  for (const series of value.series) {
    if (unit.megabytes) series.memKb.forEach((mem, row) => (series.memKb[row] = mem * 1024));
    if (!value.cpuSplit && reader.splits.has(true)) {
      series.userCpu.forEach((user, row) => (series.userCpu[row] = user + series.systemCpu[row]!));
      series.systemCpu.fill(0);
    }
  }
  notices.push(
    ...toTextNotices(reader, unit),
    ...toRowNotices(value, builder),
    ...dropImpossibleValues(value, 'topid'),
  );
  return { value, notices, end: { byte: count.bytes, complete: true } };
}

interface Unit {
  megabytes: boolean;
  /** Whether it is no more than likely. */
  guessed: boolean;
}

/** No process on a board that topid watches is smaller than this many KB, nor larger than so many MB. */
const SMALL_KB_LARGE_MB = 4096;

/** So many multiples of 4 in a row are no chance. */
const SURE_ROWS = 8;

/** Whether memory is in MB (`-MB`) or KB. RSS in KB comes in pages, PSS and MB in any number. */
function findUnit({ command, mem }: TextReader): Unit {
  if (command) return { megabytes: command.megabytes, guessed: false };
  if (mem.odd === 0 && (mem.known >= SURE_ROWS || mem.known === 0))
    return { megabytes: false, guessed: false };
  return { megabytes: mem.max < SMALL_KB_LARGE_MB && mem.odd > 0, guessed: true };
}

function toTextNotices(reader: TextReader, unit: Unit): Notice[] {
  const notices: Notice[] = [];
  if (reader.command?.interval === undefined) {
    notices.push(sayOfTopid('topid-text-no-times'));
  }
  if (reader.restart > 0) {
    const { restart: line } = reader;
    notices.push(atPlace({ line }, sayOfTopid('topid-text-restart', { line })));
  }
  if (unit.guessed) {
    const params = { unit: unit.megabytes ? 'MB' : 'KB', max: reader.mem.max } as const;
    notices.push(sayOfTopid('topid-text-unit', params));
  }
  if (reader.threadRows > 0) notices.push(sayOfTopid('topid-text-threads', { rows: reader.threadRows }));
  if (reader.strayLines > 0) {
    const { strayLines: lines, firstStray: line } = reader;
    notices.push(atPlace({ line }, sayOfTopid('topid-text-lines', { lines, line })));
  }
  return notices;
}
