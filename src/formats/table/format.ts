import type { Reason } from '#bytes/reasons.ts';
import { countBytes, findHeadText, readLines } from '#bytes/text.ts';
import { type Format, FormatError, type ParseContext, type Parsed, type Verdict } from '#formats/format.ts';
import { toClockNotices } from '#model/recording/clock.ts';
import { fromCsvCell } from '#model/csv-cell.ts';
import { dropImpossibleValues } from '#model/recording/impossible-values.ts';
import { atPlace, type Notice } from '#model/notice.ts';
import { RecordingBuilder } from '#model/recording/recording-builder.ts';
import type { Recording } from '#model/recording/recording.ts';
import { findSession } from '#model/recording/session.ts';
import { toThreadNotices } from '#model/recording/thread-rows.ts';
import { splitCells } from './cells.ts';
import { COLUMNS, findHeader, type Header, isBeforeHeader } from './header.ts';
import { cellReason, sayOfTable } from './says.ts';
import { CellError, parsePid, parseTime, parseValue, quote } from './values.ts';

/**
 * A table with a header and one row for each process and sample, as CSV or TSV:
 *
 *   time,pid,name,ucpu,scpu,mem_kb
 *   1636624800.5,654,board_app,40.25,10,204800
 *
 * time in Unix seconds or ISO 8601, CPU in percent of one core (`cpu` instead of the two where they
 * are not known apart), memory in KB. Rows of one time that follow each other are a sample.
 */
export const table: Format<Recording> = {
  id: 'table',
  title: 'table of processes (CSV or TSV)',
  detect: detectTable,
  parse: parseTable,
};

function detectTable(head: Uint8Array, name: string): Verdict {
  const text = findHeadText(head);
  if (text === undefined) return 'no';
  const first = text.split(/\r?\n/).find((line) => !isBeforeHeader(line)) ?? '';
  if (findHeader(first)) return 'certain';
  return /\.[ct]sv(\.gz)?$/i.test(name) && /[,;\t]/.test(first) ? 'likely' : 'no';
}

/** Rows told one by one when they cannot be read. */
const MAX_ROW_NOTICES = 20;
/** Columns that are not read, by their names. */
const MAX_COLUMNS_NAMED = 8;
/** A quote that is open for longer than this was never meant to be one; its lines are read again on their own. */
const MAX_RECORD_LINES = 8;
const MAX_RECORD_CHARACTERS = 65_536;

class TableReader {
  readonly builder = new RecordingBuilder();
  header: Header | undefined;
  /** The first line that was no header, for the error. */
  firstLine: { text: string; line: number } | undefined;
  line = 0;
  /** The first rows that cannot be read. */
  readonly badLines: { line: number; reason: Reason }[] = [];
  badRows = 0;
  /** The first line whose time has no zone. */
  unzoned: number | undefined;
  /** Rows with user and system CPU, and those with one of the two, the other's cell being empty. */
  readonly cpu = { both: 0, half: 0, firstHalf: 0 };
  /** Lines of a record whose quote is still open. */
  private open: string[] = [];
  private time: number | undefined;

  take(line: string): void {
    this.line++;
    this.takeLine(line, this.line);
  }

  private takeLine(line: string, number: number): void {
    if (!this.header) {
      if (isBeforeHeader(line) || this.firstLine) return;
      this.header = findHeader(line);
      if (!this.header) this.firstLine = { text: line, line: number };
      return;
    }
    if (this.open.length > 0) {
      this.open.push(line);
      const record = this.open.join('\n');
      const result = this.takeRecord(record, number - this.open.length + 1);
      if (result === 'taken') this.open = [];
      else if (typeof result === 'object') this.giveUpOpen(number, result.problem);
      else if (this.open.length >= MAX_RECORD_LINES || record.length > MAX_RECORD_CHARACTERS)
        this.giveUpOpen(number);
      return;
    }
    if (line.trim() === '' || line === this.header.line) return;
    const result = this.takeRecord(line, number);
    if (result === 'open') this.open = [line];
    else if (typeof result === 'object') this.tellRow(number, result.problem);
  }

  finish(): void {
    while (this.open.length > 0) this.giveUpOpen(this.line);
  }

  /** Of lines that are no record together the first is at fault; the others are read again on their own. */
  private giveUpOpen(last: number, problem: Reason = cellReason('cell-open-quote')): void {
    const lines = this.open;
    this.open = [];
    const first = last - lines.length + 1;
    this.tellRow(first, problem);
    lines.slice(1).forEach((line, index) => this.takeLine(line, first + 1 + index));
  }

  private takeRecord(record: string, line: number): 'taken' | 'open' | { problem: Reason } {
    const header = this.header!;
    const cells = splitCells(record, header.delimiter);
    if (cells === 'open') return 'open';
    if (cells === 'bad') return { problem: cellReason('cell-after-quote') };
    try {
      this.takeCells(cells, header, line);
      return 'taken';
    } catch (error) {
      if (error instanceof CellError) return { problem: error.reason };
      throw error;
    }
  }

  private takeCells(cells: readonly string[], { at, width, decimalComma }: Header, line: number): void {
    if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')) {
      throw new CellError(cellReason('cell-count', { cells: cells.length, width }));
    }
    const cell = (column: keyof Header['at']) => (at[column] === undefined ? undefined : cells[at[column]]);
    const { time, zoned } = parseTime(cell('time'), decimalComma);
    const name = fromCsvCell(cell('name') ?? '');
    const pid = parsePid(cell('pid'));
    if (name === '' && pid === 0) throw new CellError(cellReason('cell-no-name'));
    const [first, second] = toCpuColumns(at);
    const value = (column: 'cpu' | 'ucpu' | 'scpu' | 'mem_kb') =>
      parseValue(column, cell(column), decimalComma);
    let userCpu = first ? value(first) : NaN;
    let systemCpu = second ? value(second) : 0;
    const memKb = value('mem_kb');
    if (second) {
      const isHalf = Number.isNaN(userCpu) !== Number.isNaN(systemCpu);
      if (isHalf) {
        if (this.cpu.half++ === 0) this.cpu.firstHalf = line;
        if (Number.isNaN(userCpu)) userCpu = 0;
        else systemCpu = 0;
      } else if (!Number.isNaN(userCpu)) this.cpu.both++;
    }
    const series = this.builder.seriesOf(name, pid);
    // The same process again at the same time is the next sample of a clock that stands still.
    if (time !== this.time || this.builder.isInSample(series)) {
      this.builder.startSample(time);
      this.time = time;
    }
    if (!zoned) this.unzoned ??= line;
    this.builder.addRow(series, userCpu, systemCpu, memKb);
  }

  private tellRow(line: number, reason: Reason): void {
    this.badRows++;
    if (this.badLines.length < MAX_ROW_NOTICES) this.badLines.push({ line, reason });
  }
}

/** User and system CPU where both are there, else the one figure that is. */
function toCpuColumns(at: Header['at']): ['ucpu', 'scpu'] | ['cpu' | 'ucpu' | 'scpu'] | [] {
  if (at.ucpu !== undefined && at.scpu !== undefined) return ['ucpu', 'scpu'];
  const only = (['cpu', 'ucpu', 'scpu'] as const).find((column) => at[column] !== undefined);
  return only ? [only] : [];
}

async function parseTable(
  chunks: AsyncIterable<Uint8Array>,
  context: ParseContext,
): Promise<Parsed<Recording>> {
  const count = { bytes: 0 };
  const reader = new TableReader();
  for await (const batch of readLines(countBytes(chunks, count), context.signal)) {
    for (const line of batch) reader.take(line);
  }
  reader.finish();
  const { header, builder } = reader;
  if (!header) throw toHeaderError(context.name, reader.firstLine);
  if (builder.samples === 0) {
    const [first] = reader.badLines;
    const said = sayOfTable('table-no-rows', { file: context.name, rows: reader.badRows, first });
    throw new FormatError(first ? atPlace({ line: first.line }, said) : said);
  }
  const notices: Notice[] = [];
  // Where no row has both, there is one figure only, whichever it is.
  const cpuSplit = toCpuColumns(header.at).length === 2 && (reader.cpu.both > 0 || reader.cpu.half === 0);
  const value = builder.finish({
    format: 'table',
    // The table that a redacted session left as has the session's name.
    session: findSession(context.name),
    clock: 'unix',
    cpuSplit,
    snapshotEchoes: 0,
    snapshots: [],
    info: undefined,
    notices,
  });
  if (!cpuSplit) addSystemToUser(value);
  notices.push(
    ...toTableNotices(reader, header, value),
    ...toClockNotices(value, 'table'),
    ...toThreadNotices(value, 'table'),
    ...dropImpossibleValues(value, 'table', { emptyIsNan: true }),
  );
  return { value, notices, end: { byte: count.bytes, complete: true } };
}

function addSystemToUser({ series }: Recording): void {
  for (const { userCpu, systemCpu } of series) {
    for (let row = 0; row < userCpu.length; row++) userCpu[row]! += systemCpu[row]!;
    systemCpu.fill(0);
  }
}

function toHeaderError(name: string, first: { text: string; line: number } | undefined): FormatError {
  const said = sayOfTable('table-no-header', {
    file: name,
    columns: COLUMNS.join(','),
    first: first && { line: first.line, text: quote(first.text) },
  });
  return new FormatError(atPlace({ line: first?.line ?? 1 }, said));
}

function toTableNotices(reader: TableReader, header: Header, recording: Recording): Notice[] {
  const notices: Notice[] = reader.badLines.map(({ line, reason }) =>
    atPlace({ line }, sayOfTable('table-row', { line, reason })),
  );
  const more = reader.badRows - notices.length;
  if (more > 0) notices.push(sayOfTable('table-more-rows', { more }));
  if (reader.unzoned !== undefined) {
    const { unzoned: line } = reader;
    notices.push(atPlace({ line }, sayOfTable('table-no-zone', { line })));
  }
  const { others } = header;
  if (others.length > 0) {
    const columns = others.slice(0, MAX_COLUMNS_NAMED).map((name) => quote(name.trim()));
    const more = others.length - columns.length;
    notices.push(sayOfTable('table-columns', { columns, more, known: COLUMNS.join(', ') }));
  }
  if (toCpuColumns(header.at).length === 0) notices.push(sayOfTable('table-no-cpu'));
  const { both, half, firstHalf } = reader.cpu;
  if (half > 0 && both > 0) {
    const said = sayOfTable('table-half-cpu', { rows: half, line: firstHalf });
    notices.push(atPlace({ line: firstHalf }, said));
  } else if (half > 0) {
    notices.push(sayOfTable('table-one-cpu'));
  }
  if (header.at.mem_kb === undefined) notices.push(sayOfTable('table-no-memory'));
  const { times, rows, series } = recording;
  if (
    series.length > 1 &&
    rows === times.length &&
    times.some((time, at) => at > 0 && time < times[at - 1]!)
  ) {
    notices.push(sayOfTable('table-sorted-by-process'));
  }
  return notices;
}
