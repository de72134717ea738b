import { ReadError } from '#bytes/reader.ts';
import type { Reason } from '#bytes/reasons.ts';
import { atPlace, type Notice, type Where } from '#model/notice.ts';
import { Column } from '#model/profile/columns.ts';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import type { Profile, ValueType } from '#model/profile/profile.ts';
import { isMessage, isProfileField, PROFILE_FIELDS, type ProfileField } from './fields.ts';
import { IdTable } from './id-table.ts';
import { type PprofProblem, pprofReason, type PprofReference, sayOfPprof } from './says.ts';
import { WireReader } from './wire.ts';

/** What could be read of a profile: undefined where it has no sample type with a name, the least that a value needs. */
export interface Decoded {
  profile: Profile | undefined;
  notices: Notice[];
  /** What ended the reading early. */
  problem: (PprofProblem & { where: Where }) | undefined;
  /** Where a second profile was found to follow the first. */
  joinedAt: number | undefined;
}

/**
 * Messages of one field that are read. A maker that writes a million samples writes many; a small .gz unpacks to
 * hundreds of millions of two bytes each, every one of which takes many times the room.
 */
const MOST_MESSAGES = 2 ** 23;

/**
 * Decodes profile.proto, as it is after gunzip. Never throws on bad input.
 *
 * @param most messages of one field
 */
export function decodeProfile(bytes: Uint8Array, most = MOST_MESSAGES): Decoded {
  return new ProfileDecoder(bytes, most).decode();
}

/** Of a label: key, text, the two halves of its number, unit. */
const LABEL_PARTS = 5;

/** Where the values of one field begin and end. */
class Spans {
  readonly starts = new Column(Uint32Array);
  readonly ends = new Column(Uint32Array);
}

/**
 * All of it is looked through once for where its messages are, and then they are read in the order in
 * which they need each other: makers write samples before their locations, and names last.
 */
class ProfileDecoder {
  private readonly bytes: Uint8Array;
  private readonly most: number;
  /** By number of the field. */
  private readonly spans: Spans[] = [];
  private readonly notices: Notice[] = [];
  private problem: Decoded['problem'];
  private joinedAt: number | undefined;
  private readonly missing = new Map<PprofReference, { count: number; byte: number }>();

  /** By index of the file's table: the text, and its index in the profile once there is a builder. */
  private strings: string[] = [];
  private textIndexes = new Uint32Array(0);
  private builder = new ProfileBuilder();
  private mappings = new IdTable(0);
  private functions = new IdTable(0);
  private locations = new IdTable(0);
  /** What stands for locations that are not there, once one was asked for. */
  private noLocation: number | undefined;
  private types = 0;

  // Of the sample that is being read: nothing of it is kept before it is known to be whole.
  private readonly sampleLocations = new Column(Uint32Array);
  private readonly sampleValues = new Column(Uint32Array);
  private readonly sampleLabels = new Column(Uint32Array);

  constructor(bytes: Uint8Array, most: number) {
    this.bytes = bytes;
    this.most = most;
  }

  decode(): Decoded {
    this.findMessages();
    const { notices } = this;
    this.readStrings();
    const sampleTypes: ValueType[] = [];
    this.readEach('sample_type', (reader) => sampleTypes.push(this.readValueType(reader)));
    const found = { notices, problem: this.problem, joinedAt: this.joinedAt };
    if (!sampleTypes.some(({ type }) => type !== '')) return { profile: undefined, ...found };

    this.builder = new ProfileBuilder(sampleTypes);
    this.types = sampleTypes.length;
    this.textIndexes = Uint32Array.from(this.strings, (text) => this.builder.textOf(text));
    this.mappings = new IdTable(this.count('mapping'));
    this.readEach('mapping', (reader) => this.readMapping(reader));
    this.functions = new IdTable(this.count('function'));
    this.readEach('function', (reader) => this.readFunction(reader));
    this.locations = new IdTable(this.count('location'));
    this.readEach('location', (reader) => this.readLocation(reader));
    this.readEach('sample', (reader) => this.readSample(reader));
    let periodType: ValueType | undefined;
    this.readEach('period_type', (reader) => (periodType = this.readValueType(reader)));

    const profile = this.builder.finish({
      format: 'pprof',
      periodType: periodType?.type === '' && periodType.unit === '' ? undefined : periodType,
      period: this.lastNumber('period'),
      timeNanos: this.lastNumber('time_nanos'),
      durationNanos: this.lastNumber('duration_nanos'),
      defaultSampleType: this.lastText('default_sample_type'),
      dropFrames: this.lastText('drop_frames'),
      keepFrames: this.lastText('keep_frames'),
      comments: this.readComments(),
      docUrl: this.lastText('doc_url'),
    });
    for (const [what, { count, byte }] of this.missing) {
      notices.push(atPlace({ byte }, sayOfPprof('pprof-missing', { what, count, byte })));
    }
    if (profile.samples.count === 0) notices.push(sayOfPprof('pprof-no-samples'));
    if (this.problem) notices.unshift(this.problem);
    return { profile, ...found };
  }

  /** Where each message is, and each number that stands alone. */
  private findMessages(): void {
    const reader = new WireReader(this.bytes);
    let from = 0;
    try {
      for (; reader.next(); from = reader.valueEnd) {
        const { field } = reader;
        if (!isProfileField(field)) continue;
        // Of a number from its tag on: it is read as a message of one field.
        let start = from;
        if (isMessage(field)) {
          reader.wantBytes();
          start = reader.offset;
        }
        // The time that a profile was made at stands once in it.
        if (field === PROFILE_FIELDS.time_nanos && this.spans[field]) this.joinedAt ??= from;
        const { starts, ends } = (this.spans[field] ??= new Spans());
        if (starts.length === this.most) {
          throw new ReadError(pprofReason('pprof-too-many', { field, most: this.most }), from);
        }
        starts.push(start);
        ends.push(reader.valueEnd);
      }
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      const { length } = this.bytes;
      const { reason, byte } = error;
      const params = { reason, byte, lost: length - from };
      this.problem =
        reason.code === 'bytes-wanted'
          ? atPlace({ byte: length }, sayOfPprof('pprof-cut', { byte: length, from }))
          : atPlace({ byte }, sayOfPprof('pprof-stopped', params));
    }
  }

  private count(field: ProfileField): number {
    return this.spans[PROFILE_FIELDS[field]]?.starts.length ?? 0;
  }

  /** Reads each value of a field; those that cannot be read are left out, and told of by the first of them. */
  private readEach(field: ProfileField, read: (reader: WireReader) => void): void {
    const spans = this.spans[PROFILE_FIELDS[field]];
    if (!spans) return;
    let count = 0;
    let first: { reason: Reason; byte: number } | undefined;
    for (let at = 0; at < spans.starts.length; at++) {
      try {
        read(new WireReader(this.bytes, spans.starts.at(at), spans.ends.at(at)));
      } catch (error) {
        if (!(error instanceof ReadError)) throw error;
        count++;
        first ??= error;
      }
    }
    if (!first) return;
    const { reason, byte } = first;
    this.notices.push(atPlace({ byte }, sayOfPprof('pprof-left-out', { field, count, reason, byte })));
  }

  private readStrings(): void {
    const decoder = new TextDecoder();
    const strings: string[] = [];
    this.readEach('string_table', ({ offset, end }) => {
      strings.push(decoder.decode(this.bytes.subarray(offset, end)));
    });
    if (strings.length > 0 && strings[0] !== '') {
      strings[0] = '';
      this.notices.push(sayOfPprof('pprof-first-string'));
    }
    this.strings = strings;
  }

  private readValueType(reader: WireReader): ValueType {
    let type = '';
    let unit = '';
    while (reader.next()) {
      if (reader.field === 1) type = this.readString(reader);
      else if (reader.field === 2) unit = this.readString(reader);
    }
    return { type, unit };
  }

  private readString(reader: WireReader): string {
    return this.strings[this.readStringIndex(reader)] ?? '';
  }

  /** The profile's index of a text. */
  private readText(reader: WireReader): number {
    return this.textIndexes[this.readStringIndex(reader)] ?? 0;
  }

  private readStringIndex(reader: WireReader): number {
    const byte = reader.position;
    return this.checkIndex(reader.readNumber(), byte);
  }

  private checkIndex(index: number, byte: number): number {
    if (index < this.strings.length || index === 0) return index;
    this.miss('string', byte);
    return 0;
  }

  private miss(what: PprofReference, byte: number): void {
    const known = this.missing.get(what);
    if (known) known.count++;
    else this.missing.set(what, { count: 1, byte });
  }

  private readMapping(reader: WireReader): void {
    const start = reader.position;
    const mapping = { start: 0n, limit: 0n, offset: 0n, file: '', buildId: '' };
    let id: Id = NO_ID;
    while (reader.next()) {
      switch (reader.field) {
        case 1:
          id = readId(reader);
          break;
        case 2:
          mapping.start = readUnsigned(reader);
          break;
        case 3:
          mapping.limit = readUnsigned(reader);
          break;
        case 4:
          mapping.offset = readUnsigned(reader);
          break;
        case 5:
          mapping.file = this.readString(reader);
          break;
        case 6:
          mapping.buildId = this.readString(reader);
      }
    }
    checkId(this.mappings, id, start);
    this.mappings.set(...id, this.builder.addMapping(mapping));
  }

  private readFunction(reader: WireReader): void {
    const start = reader.position;
    let id: Id = NO_ID;
    let [name, systemName, file, startLine] = [0, 0, 0, 0];
    while (reader.next()) {
      switch (reader.field) {
        case 1:
          id = readId(reader);
          break;
        case 2:
          name = this.readText(reader);
          break;
        case 3:
          systemName = this.readText(reader);
          break;
        case 4:
          file = this.readText(reader);
          break;
        case 5:
          startLine = reader.readSigned();
      }
    }
    checkId(this.functions, id, start);
    this.functions.set(...id, this.builder.addFunction(name, systemName, file, startLine));
  }

  private readLocation(reader: WireReader): void {
    const start = reader.position;
    let id: Id = NO_ID;
    let [addressLow, addressHigh, mapping] = [0, 0, 0];
    const lines: { function: number; line: number; column: number }[] = [];
    while (reader.next()) {
      switch (reader.field) {
        case 1:
          id = readId(reader);
          break;
        case 2:
          mapping = this.readReference(reader, this.mappings, 'mapping');
          break;
        case 3:
          reader.readNumber();
          [addressLow, addressHigh] = [reader.low, reader.high];
          break;
        case 4:
          reader.wantBytes();
          lines.push(this.readLine(new WireReader(this.bytes, reader.offset, reader.valueEnd)));
      }
    }
    checkId(this.locations, id, start);
    const location = this.builder.addLocation(addressLow, addressHigh, mapping);
    for (const { function: number, line, column } of lines) this.builder.addLine(number, line, column);
    this.locations.set(...id, location + 1);
  }

  private readLine(reader: WireReader): { function: number; line: number; column: number } {
    const found = { function: 0, line: 0, column: 0 };
    while (reader.next()) {
      if (reader.field === 1) found.function = this.readReference(reader, this.functions, 'function');
      else if (reader.field === 2) found.line = reader.readSigned();
      else if (reader.field === 3) found.column = reader.readSigned();
    }
    return found;
  }

  /** What an id stands for; 0 where that is nothing, which an id of 0 says itself. */
  private readReference(reader: WireReader, table: IdTable, what: PprofReference): number {
    const byte = reader.position;
    const id = reader.readNumber();
    const found = table.get(reader.low, reader.high);
    if (found === 0 && id !== 0) this.miss(what, byte);
    return found;
  }

  private readSample(reader: WireReader): void {
    const { builder, sampleLocations, sampleValues, sampleLabels, types } = this;
    const start = reader.position;
    sampleLocations.truncate(0);
    sampleValues.truncate(0);
    sampleLabels.truncate(0);
    while (reader.next()) {
      switch (reader.field) {
        case 1:
          while (reader.hasNumber()) this.readSampleLocation(reader);
          break;
        case 2:
          while (reader.hasNumber()) {
            reader.readVarint();
            sampleValues.push(reader.low);
            sampleValues.push(reader.high);
          }
          break;
        case 3:
          reader.wantBytes();
          this.readLabel(new WireReader(this.bytes, reader.offset, reader.valueEnd));
      }
    }
    const values = sampleValues.length / 2;
    if (values !== types) throw new ReadError(pprofReason('pprof-values', { values, types }), start);
    let stack = NO_STACK;
    for (let at = sampleLocations.length - 1; at >= 0; at--) {
      stack = builder.stackOf(stack, sampleLocations.at(at));
    }
    builder.startSample(stack);
    for (let type = 0; type < types; type++) {
      builder.addValue(type, sampleValues.at(2 * type), sampleValues.at(2 * type + 1));
    }
    for (let at = 0; at < sampleLabels.length; at += LABEL_PARTS) {
      const key = sampleLabels.at(at);
      const text = sampleLabels.at(at + 1);
      const low = sampleLabels.at(at + 2);
      const high = sampleLabels.at(at + 3);
      const unit = sampleLabels.at(at + 4);
      if (text !== 0) builder.addTextLabel(key, text);
      // A number of 0 without a unit says nothing: a text of '' looks the same.
      else if (low !== 0 || high !== 0 || unit !== 0) builder.addNumberLabel(key, low, high, unit);
    }
  }

  private readSampleLocation(reader: WireReader): void {
    const byte = reader.position;
    reader.readVarint();
    const found = this.locations.get(reader.low, reader.high);
    if (found === 0) {
      this.miss('location', byte);
      this.noLocation ??= this.builder.addLocation(0, 0, 0);
    }
    this.sampleLocations.push(found === 0 ? this.noLocation! : found - 1);
  }

  private readLabel(reader: WireReader): void {
    let [key, text, low, high, unit] = [0, 0, 0, 0, 0];
    while (reader.next()) {
      switch (reader.field) {
        case 1:
          key = this.readText(reader);
          break;
        case 2:
          text = this.readText(reader);
          break;
        case 3:
          reader.readNumber();
          [low, high] = [reader.low, reader.high];
          break;
        case 4:
          unit = this.readText(reader);
      }
    }
    for (const part of [key, text, low, high, unit]) this.sampleLabels.push(part);
  }

  private readComments(): string[] {
    const comments: string[] = [];
    this.readEach('comment', (reader) => {
      reader.next();
      while (reader.hasNumber()) {
        const byte = reader.position;
        comments.push(this.strings[this.checkIndex(reader.readVarint(), byte)] ?? '');
      }
    });
    return comments;
  }

  /** Of a field that stands several times the last one counts, as in every message. */
  private lastNumber(field: ProfileField): bigint {
    let last = 0n;
    this.readEach(field, (reader) => {
      reader.next();
      last = BigInt.asIntN(64, readUnsigned(reader));
    });
    return last;
  }

  private lastText(field: ProfileField): string {
    let last = '';
    this.readEach(field, (reader) => {
      reader.next();
      last = this.readString(reader);
    });
    return last;
  }
}

function readUnsigned(reader: WireReader): bigint {
  reader.readNumber();
  return (BigInt(reader.high) << 32n) | BigInt(reader.low);
}

/** The two halves of an id, the lower first. */
type Id = readonly [low: number, high: number];

const NO_ID: Id = [0, 0];

function readId(reader: WireReader): Id {
  reader.readNumber();
  return [reader.low, reader.high];
}

/** An id is a message's own; 0 is nobody's. */
function checkId(table: IdTable, [low, high]: Id, byte: number): void {
  if (low === 0 && high === 0) throw new ReadError(pprofReason('pprof-no-id'), byte);
  if (table.get(low, high) !== 0) throw new ReadError(pprofReason('pprof-same-id'), byte);
}
