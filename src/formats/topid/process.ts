import type { ByteReader } from '#binary/reader.ts';
import { findGobHead } from '#formats/gob/detect-gob.ts';
import { type FieldPlan, readField, readNumber, toFieldPlan } from '#formats/gob/fields.ts';
import { checkWhole, type GobEnd, readGob } from '#formats/gob/read-gob.ts';
import { readCount, readLength, skipTopValue } from '#formats/gob/skip-value.ts';
import type { GobType, TypeTable } from '#formats/gob/types.ts';
import { type Format, FormatError, type ParseContext, type Parsed, type Verdict } from '#formats/format.ts';
import { toClockNotices } from '#model/clock.ts';
import type { Notice } from '#model/notice.ts';
import { RecordingBuilder } from '#model/recording-builder.ts';
import type { Recording } from '#model/recording.ts';
import { SeriesIndex } from './series-index.ts';
import { findSession } from './session.ts';

/**
 * topid's process recording: a gob stream with one value a sample.
 *
 *   struct { Timestamp int64; Processes []ProcessInfo }
 *   type ProcessInfo struct { Pid int; Name string; Ucpu, Scpu float32; Mem uint64 }
 *
 * Timestamp in Unix seconds, CPU in percent of one core, memory in KB.
 */
export const topidProcess: Format<Recording> = {
  id: 'topid-process',
  title: 'topid process recording (gob)',
  detect: (head, name) => detectGobOf(head, name, 'process', 'Processes'),
  parse: parseProcess,
};

/** A gob stream of structs with a Timestamp and the field `field`; by name where the head is cut before that. */
export function detectGobOf(head: Uint8Array, name: string, part: string, field: string): Verdict {
  const gob = findGobHead(head);
  if (!gob) return 'no';
  const has = (wanted: string) =>
    gob.structs.some(({ fields }) => fields.some((each) => each.name === wanted));
  if (has('Timestamp') && has(field)) return 'certain';
  return !gob.whole && gob.structs.length === 0 && findSession(name)?.part === part ? 'likely' : 'no';
}

const SAMPLE_FIELDS = [
  { name: 'Timestamp', use: 'number' },
  { name: 'Processes', use: 'list' },
] as const;
const TIMESTAMP = 1;

const ROW_FIELDS = [
  { name: 'Pid', use: 'number' },
  { name: 'Name', use: 'text' },
  { name: 'Ucpu', use: 'number' },
  { name: 'Scpu', use: 'number' },
  { name: 'Mem', use: 'number' },
] as const;
const PID = 1;
const NAME = 2;
const UCPU = 3;
const SCPU = 4;

interface SamplePlan {
  sample: FieldPlan;
  row: FieldPlan;
  timestamp: GobType | undefined;
}

/** Samples after which topid stops of itself. */
const SAMPLE_LIMIT = 3600;
/** A snapshot's record stands this close to the sample that it was taken with. */
const ECHO_SECONDS = 1;

class ProcessReader {
  readonly builder = new RecordingBuilder();
  readonly unusable = new Set<string>();
  readonly missing = new Set<string>();
  /** Values of other types than samples. */
  otherValues = 0;
  private readonly index = new SeriesIndex(this.builder);
  private readonly plans = new Map<GobType, SamplePlan | undefined>();
  private plannedFor = 0;
  private readonly sampleCursor = { field: -1 };
  private readonly rowCursor = { field: -1 };

  readonly onValue = (id: number, reader: ByteReader, types: TypeTable): void => {
    const plan = this.planOf(id, reader, types);
    if (!plan) {
      skipTopValue(reader, types, id);
      this.otherValues++;
      return;
    }
    this.builder.startSample();
    try {
      this.readSample(reader, types, plan);
      checkWhole(reader);
    } catch (error) {
      this.builder.undoSample();
      throw error;
    }
  };

  private planOf(id: number, reader: ByteReader, types: TypeTable): SamplePlan | undefined {
    if (types.redefined !== this.plannedFor) {
      this.plans.clear();
      this.plannedFor = types.redefined;
    }
    const type = types.get(id, reader.position);
    if (this.plans.has(type)) return this.plans.get(type);
    const plan = this.toPlan(type, reader.position, types);
    this.plans.set(type, plan);
    return plan;
  }

  private toPlan(type: GobType, byte: number, types: TypeTable): SamplePlan | undefined {
    if (type.kind !== 'struct') return undefined;
    const sample = toFieldPlan(types, type, SAMPLE_FIELDS, byte);
    const [timestamp, list] = sample.types;
    if (!list || (list.kind !== 'slice' && list.kind !== 'array')) return undefined;
    const rowType = types.get(list.elem, byte);
    if (rowType.kind !== 'struct') return undefined;
    const row = toFieldPlan(types, rowType, ROW_FIELDS, byte);
    for (const name of [...sample.unusable, ...row.unusable]) this.unusable.add(name);
    if (!timestamp) this.missing.add('Timestamp');
    ROW_FIELDS.forEach(({ name }, at) => row.types[at] ?? this.missing.add(name));
    return { sample, row, timestamp };
  }

  private readSample(reader: ByteReader, types: TypeTable, plan: SamplePlan): void {
    const cursor = this.sampleCursor;
    cursor.field = -1;
    for (;;) {
      const slot = readField(reader, types, plan.sample, cursor);
      if (slot === 0) return;
      if (slot === TIMESTAMP) this.builder.setTime(readNumber(reader, plan.timestamp!));
      else this.readRows(reader, types, plan.row);
    }
  }

  private readRows(reader: ByteReader, types: TypeTable, plan: FieldPlan): void {
    const { builder, index, rowCursor: cursor } = this;
    const { bytes } = reader;
    const [pidType, , userType, systemType, memType] = plan.types;
    for (let left = readCount(reader); left > 0; left--) {
      // A field that is zero is not sent.
      let pid = 0;
      let nameStart = 0;
      let nameEnd = 0;
      let userCpu = 0;
      let systemCpu = 0;
      let memKb = 0;
      cursor.field = -1;
      for (;;) {
        const slot = readField(reader, types, plan, cursor);
        if (slot === 0) break;
        if (slot === PID) pid = readNumber(reader, pidType!);
        else if (slot === NAME) {
          const length = readLength(reader);
          nameStart = reader.offset;
          nameEnd = nameStart + length;
          reader.offset = nameEnd;
        } else if (slot === UCPU) userCpu = readNumber(reader, userType!);
        else if (slot === SCPU) systemCpu = readNumber(reader, systemType!);
        else memKb = readNumber(reader, memType!);
      }
      builder.addRow(index.find(pid, bytes, nameStart, nameEnd), userCpu, systemCpu, memKb);
    }
  }
}

/**
 * Leaves out the samples that snapshots left beside real ones: those without processes within a
 * second of the sample with processes before or after them.
 */
class EchoFinder {
  echoes = 0;
  private readonly builder: RecordingBuilder;
  private lastReal: number | undefined;
  /** Empty samples that no real one before them explains. */
  private waiting: number[] = [];

  constructor(builder: RecordingBuilder) {
    this.builder = builder;
  }

  /** To be called when a sample is whole. */
  take(): void {
    const sample = this.builder.samples - 1;
    const time = this.builder.timeOf(sample);
    const isNear = (other: number) => Math.abs(this.builder.timeOf(other) - time) <= ECHO_SECONDS;
    if (this.builder.sampleRows > 0) {
      for (const empty of this.waiting) if (isNear(empty)) this.drop(empty);
      this.waiting = [];
      this.lastReal = sample;
    } else if (this.lastReal !== undefined && isNear(this.lastReal)) {
      this.drop(sample);
    } else {
      this.waiting.push(sample);
    }
  }

  private drop(sample: number): void {
    this.builder.dropSample(sample);
    this.echoes++;
  }
}

async function parseProcess(
  chunks: AsyncIterable<Uint8Array>,
  context: ParseContext,
): Promise<Parsed<Recording>> {
  const reader = new ProcessReader();
  const echoes = new EchoFinder(reader.builder);
  const end = await readGob(chunks, context.signal, (id, value, types) => {
    const { samples } = reader.builder;
    reader.onValue(id, value, types);
    if (reader.builder.samples > samples) echoes.take();
  });
  if (reader.builder.samples === 0) throw toUnusable(end, context.name, 'samples of processes');
  const notices = [...end.notices, ...toFieldNotices(reader)];
  const recording = reader.builder.finish({
    format: 'topid-process',
    session: findSession(context.name),
    clock: 'unix',
    cpuSplit: true,
    snapshotEchoes: echoes.echoes,
    snapshots: [],
    info: undefined,
    notices,
  });
  notices.push(...toClockNotices(recording, 'topid'));
  if (recording.rows === 0) {
    notices.push({
      code: 'topid-no-processes',
      message: `topid: none of the ${recording.times.length} samples has a process`,
      params: { samples: recording.times.length },
    });
  }
  if (recording.times.length === SAMPLE_LIMIT) {
    notices.push({
      code: 'topid-sample-limit',
      message: `topid: the recording has ${SAMPLE_LIMIT} samples, after which topid stops; what it watched may have gone on`,
      params: { samples: SAMPLE_LIMIT },
    });
  }
  return { value: recording, notices, end: { byte: end.byte, complete: end.complete } };
}

function toFieldNotices({ builder, missing, unusable, otherValues }: ProcessReader): Notice[] {
  const notices: Notice[] = [];
  for (const field of unusable) {
    notices.push({
      code: 'topid-field-kind',
      message: `topid: the field ${field} is of a kind that cannot be read as ${field}; it is left out`,
      params: { field },
    });
  }
  for (const field of missing) {
    if (unusable.has(field)) continue;
    notices.push({
      code: 'topid-no-field',
      message: `topid: the recorder did not send the field ${field}; it counts as 0`,
      params: { field },
    });
  }
  if (otherValues > 0) {
    notices.push({
      code: 'topid-other-values',
      message: `topid: ${otherValues} values that are no samples were passed over`,
      params: { values: otherValues },
    });
  }
  if (builder.oddTimes.length > 0) {
    const params = { samples: builder.oddTimes.length, sample: builder.oddTimes[0]! + 1 };
    notices.push({
      code: 'topid-odd-time',
      message: `topid: ${params.samples} samples, the first of them sample ${params.sample}, have a time that is no date; they got the time of the sample before`,
      params,
      where: { sample: params.sample },
    });
  }
  return notices;
}

/** The error for a stream that holds nothing of what was looked for. */
export function toUnusable(end: GobEnd, name: string, wanted: string): FormatError {
  const problem = end.firstProblem;
  if (problem) {
    return new FormatError(
      problem.code,
      `${name}: no ${wanted} could be read: ${problem.message}`,
      problem.where,
      {
        file: name,
        ...problem.params,
      },
    );
  }
  const message = `${name}: no ${wanted} in ${end.byte} bytes of gob`;
  return new FormatError('gob-no-values', message, { byte: end.byte }, { file: name, byte: end.byte });
}
