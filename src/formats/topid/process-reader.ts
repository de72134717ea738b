import type { ByteReader } from '#bytes/reader.ts';
import { type FieldPlan, readField, readNumber, toFieldPlan } from '#formats/gob/fields.ts';
import { checkWhole } from '#formats/gob/read-gob.ts';
import { readElements, readLength, skipTopValue } from '#formats/gob/skip-value.ts';
import type { GobType, TypeTable } from '#formats/gob/types.ts';
import { RecordingBuilder } from '#model/recording/recording-builder.ts';
import { KnownRows } from './known-rows.ts';
import { SeriesIndex } from './series-index.ts';

const SAMPLE_FIELDS = [
  { name: 'Timestamp', use: 'number' },
  { name: 'Processes', use: 'list' },
] as const;
const TIMESTAMP = 1;

const ROW_FIELDS = [
  { name: 'Pid', use: 'integer' },
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
  known: KnownRows;
  timestamp: GobType | undefined;
}

/** Takes the values of a process recording's stream into a builder: a sample each, its rows by the fields' names. */
export class ProcessReader {
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
    const known = new KnownRows(this.builder, row, row.slots.indexOf(NAME));
    return { sample, row, known, timestamp };
  }

  private readSample(reader: ByteReader, types: TypeTable, plan: SamplePlan): void {
    const cursor = this.sampleCursor;
    cursor.field = -1;
    for (;;) {
      const slot = readField(reader, types, plan.sample, cursor);
      if (slot === 0) return;
      if (slot === TIMESTAMP) this.builder.setTime(readNumber(reader, plan.timestamp!));
      else this.readRows(reader, types, plan);
    }
  }

  private readRows(reader: ByteReader, types: TypeTable, { row, known }: SamplePlan): void {
    readElements(reader, (count) => {
      let left = count;
      known.startSample();
      for (;;) {
        left = known.read(reader, left);
        if (left === 0) return;
        this.readRow(reader, types, row, known);
        left--;
      }
    });
  }

  private readRow(reader: ByteReader, types: TypeTable, plan: FieldPlan, known: KnownRows): void {
    const { builder, index, rowCursor: cursor } = this;
    const { bytes, offset: start } = reader;
    const [pidType, , userType, systemType, memType] = plan.types;
    // A field that is zero is not sent.
    let pid = 0;
    let nameStart = 0;
    let nameEnd = 0;
    let userCpu = 0;
    let systemCpu = 0;
    let memKb = 0;
    let namedFirst = false;
    let fields = 0;
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
        namedFirst = fields === 0;
      } else {
        fields++;
        if (slot === UCPU) userCpu = readNumber(reader, userType!);
        else if (slot === SCPU) systemCpu = readNumber(reader, systemType!);
        else memKb = readNumber(reader, memType!);
      }
    }
    const series = index.find(pid, bytes, nameStart, nameEnd);
    builder.addRow(series, userCpu, systemCpu, memKb);
    if (namedFirst) known.add(series, bytes, start, nameEnd);
  }
}
