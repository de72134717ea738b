import { Column, Int64Column } from './columns.ts';
import { PairTable } from './pair-table.ts';
import type { Mapping, Profile, ValueType } from './profile.ts';

/** What a profile says of itself beside its samples. */
export type ProfileFacts = Pick<Profile, 'format'> &
  Partial<
    Pick<
      Profile,
      | 'defaultSampleType'
      | 'periodType'
      | 'period'
      | 'timeNanos'
      | 'durationNanos'
      | 'comments'
      | 'docUrl'
      | 'dropFrames'
      | 'keepFrames'
    >
  >;

/** The empty stack, which every stack begins with. */
export const NO_STACK = 0;

/**
 * Gathers a profile's columns. A location is begun with `addLocation` and has the lines that follow; a
 * sample is begun with `startSample` and has the values and labels that follow.
 */
export class ProfileBuilder {
  private readonly texts: string[] = [''];
  private readonly textIndexes = new Map<string, number>([['', 0]]);
  private readonly sampleTypes: ValueType[] = [];
  private readonly mappings: Mapping[] = [];

  private readonly names = new Column(Uint32Array);
  private readonly systemNames = new Column(Uint32Array);
  private readonly files = new Column(Uint32Array);
  private readonly startLines = new Column(Float64Array);
  /** Functions of a name and a file alone, by the two. */
  private readonly plain = new PairTable();
  private readonly plainFunctions: number[] = [];

  private readonly addresses = new Int64Column();
  private readonly locationMappings = new Column(Uint32Array);
  private readonly locationLines = new Column(Uint32Array);
  private readonly lineFunctions = new Column(Uint32Array);
  private readonly lineNumbers = new Column(Float64Array);
  private readonly lineColumns = new Column(Float64Array);

  private readonly stacks = new PairTable();

  private readonly sampleStacks = new Column(Uint32Array);
  private readonly sampleLabels = new Column(Uint32Array);
  private readonly values: Int64Column[] = [];
  private readonly labelKeys = new Column(Uint32Array);
  private readonly labelTexts = new Column(Uint32Array);
  private readonly labelNumbers = new Int64Column();
  private readonly labelUnits = new Column(Uint32Array);

  constructor(sampleTypes: readonly ValueType[] = []) {
    this.stacks.add(NO_STACK, 0);
    for (const sampleType of sampleTypes) this.addSampleType(sampleType);
  }

  /** Samples before it have 0 of it. */
  addSampleType(sampleType: ValueType): number {
    this.values.push(new Int64Column());
    return this.sampleTypes.push(sampleType) - 1;
  }

  get samples(): number {
    return this.sampleStacks.length;
  }

  get locations(): number {
    return this.addresses.length;
  }

  /** The index of a text. */
  textOf(text: string): number {
    let index = this.textIndexes.get(text);
    if (index === undefined) {
      index = this.texts.push(text) - 1;
      this.textIndexes.set(text, index);
    }
    return index;
  }

  /** All of these return what refers to it, the number that `Profile` has for it. */
  addMapping(mapping: Mapping): number {
    return this.mappings.push(mapping);
  }

  addFunction(name: number, systemName: number, file: number, startLine: number): number {
    this.names.push(name);
    this.systemNames.push(systemName);
    this.files.push(file);
    this.startLines.push(startLine);
    return this.names.length;
  }

  /** The function of a name and a file, added where it is new: for formats that say no more of it. */
  functionOf(name: string, file = ''): number {
    const number = this.plain.numberOf(this.textOf(name), this.textOf(file));
    return (this.plainFunctions[number] ??= this.addFunction(
      this.plain.first(number),
      this.plain.first(number),
      this.plain.second(number),
      0,
    ));
  }

  /** @returns its index */
  addLocation(addressLow: number, addressHigh: number, mapping: number): number {
    this.addresses.push(addressLow, addressHigh);
    return this.beginLocation(mapping);
  }

  addBigLocation(address: bigint, mapping: number): number {
    this.addresses.pushBigInt(address);
    return this.beginLocation(mapping);
  }

  private beginLocation(mapping: number): number {
    this.locationLines.push(this.lineFunctions.length);
    this.locationMappings.push(mapping);
    return this.addresses.length - 1;
  }

  /** A location that is known by its function alone. */
  addNamedLocation(functionNumber: number, line = 0): number {
    const location = this.addLocation(0, 0, 0);
    this.addLine(functionNumber, line);
    return location;
  }

  addLine(functionNumber: number, line: number, column = 0): void {
    this.lineFunctions.push(functionNumber);
    this.lineNumbers.push(line);
    this.lineColumns.push(column);
  }

  /** The stack of a call at a location from another stack: a stack is made from its root to its leaf. */
  stackOf(caller: number, location: number): number {
    return this.stacks.numberOf(caller, location);
  }

  startSample(stack: number): void {
    this.sampleStacks.push(stack);
    this.sampleLabels.push(this.labelKeys.length);
  }

  /** A value of the sample that was started last, by its two halves; 0 where none is added. */
  addValue(type: number, low: number, high: number): void {
    this.toColumn(type, this.samples - 1).push(low, high);
  }

  addBigValue(type: number, value: bigint): void {
    this.toColumn(type, this.samples - 1).pushBigInt(value);
  }

  /** The values of a type, with one for each of so many samples. */
  private toColumn(type: number, length: number): Int64Column {
    const column = this.values[type]!;
    while (column.length < length) column.push(0, 0);
    return column;
  }

  addTextLabel(key: number, text: number): void {
    this.addLabel(key, text, 0);
    this.labelNumbers.push(0, 0);
  }

  addNumberLabel(key: number, low: number, high: number, unit: number): void {
    this.addLabel(key, 0, unit);
    this.labelNumbers.push(low, high);
  }

  addBigNumberLabel(key: number, value: bigint, unit: number): void {
    this.addLabel(key, 0, unit);
    this.labelNumbers.pushBigInt(value);
  }

  private addLabel(key: number, text: number, unit: number): void {
    this.labelKeys.push(key);
    this.labelTexts.push(text);
    this.labelUnits.push(unit);
  }

  finish(facts: ProfileFacts): Profile {
    this.locationLines.push(this.lineFunctions.length);
    this.sampleLabels.push(this.labelKeys.length);
    const { first: caller, second: location } = this.stacks.finish();
    return {
      kind: 'profile',
      defaultSampleType: '',
      periodType: undefined,
      period: 0n,
      timeNanos: 0n,
      durationNanos: 0n,
      comments: [],
      docUrl: '',
      dropFrames: '',
      keepFrames: '',
      ...facts,
      strings: this.texts,
      sampleTypes: this.sampleTypes,
      samples: {
        count: this.samples,
        stack: this.sampleStacks.finish(),
        values: this.values.map((_, type) => this.toColumn(type, this.samples).finish()),
        labels: this.sampleLabels.finish(),
      },
      labels: {
        key: this.labelKeys.finish(),
        text: this.labelTexts.finish(),
        number: this.labelNumbers.finish(),
        unit: this.labelUnits.finish(),
      },
      stacks: { caller, location },
      locations: {
        address: new BigUint64Array(this.addresses.finish().buffer),
        mapping: this.locationMappings.finish(),
        lines: this.locationLines.finish(),
      },
      lines: {
        function: this.lineFunctions.finish(),
        line: this.lineNumbers.finish(),
        column: this.lineColumns.finish(),
      },
      functions: {
        name: this.names.finish(),
        systemName: this.systemNames.finish(),
        file: this.files.finish(),
        startLine: this.startLines.finish(),
      },
      mappings: this.mappings,
    };
  }
}
