import { countBytes, findHeadText, readLines } from '#bytes/text.ts';
import { type Format, FormatError, type ParseContext, type Parsed, type Verdict } from '#formats/format.ts';
import { atPlace, type Notice } from '#model/notice.ts';
import { isInt64 } from '#model/profile/columns.ts';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import type { Profile } from '#model/profile/profile.ts';
import { Decimals } from './decimals.ts';
import { sayOfFolded } from './says.ts';
import { isStackLine, readStackLine, type StackLine } from './stack-line.ts';

const FILE_NAME = /\.(?:folded|collapsed|stacks)(?:\.gz)?$/i;
/** A stack of a million frames is one line. */
const LONGEST_LINE = 2 ** 26;
/** A stack may be deeper than a head is long. Its count is not there then. */
const LONG_LINE = 4096;
const ENOUGH_FRAMES = 16;
/** So many lines that are all stacks are no accident. */
const ENOUGH_LINES = 3;
/** Stacks by which a file is taken for a difference: all of them end in two numbers. */
const LOOKED_AT = 64;

/** What difffolded.pl has put together: how often a stack was seen in two files, the earlier one first. */
const differenceTypes = ['before', 'after', 'change'].map((type) => ({ type, unit: 'count' }));
const plainTypes = [{ type: 'samples', unit: 'count' }];

/**
 * Folded stacks, one a line: frames from the root, parted by semicolons, and how often the stack was seen. This is
 * what the stackcollapse scripts of FlameGraph make, and many profilers (https://github.com/brendangregg/FlameGraph).
 * Its difffolded.pl writes two numbers a line. Numbers may be decimal, as its flamegraph.pl takes them: what measures
 * times writes such, and they are counted in millionths.
 */
export const folded: Format<Profile> = {
  id: 'folded',
  title: 'folded stacks',
  detect: detectFolded,
  parse: parseFolded,
};

export function detectFolded(head: Uint8Array, name: string): Verdict {
  const lines = findHeadText(head)?.split(/\r?\n/) ?? [];
  if (lines.length === 1 && head.length >= LONG_LINE && hasFrames(lines[0]!)) {
    return FILE_NAME.test(name) ? 'certain' : 'likely';
  }
  // The last one is cut off, as a rule.
  if (lines.length > 1) lines.pop();
  const stacks = lines.filter((line) => line.trim() !== '');
  const isNamed = FILE_NAME.test(name);
  const read = stacks.filter((line) => isStackLine(line)).length;
  // What is called so may have lines that are none, which are left out and reported.
  if (read === 0 || (isNamed ? read * 2 < stacks.length : read < stacks.length)) return 'no';
  if (!isNamed && !stacks.some((line) => line.includes(';'))) return 'no';
  return isNamed || stacks.length >= ENOUGH_LINES ? 'certain' : 'likely';
}

/** Frames parted by semicolons alone; what a program's text has between its own are mostly lines and blanks. */
function hasFrames(line: string): boolean {
  // The last one is cut off, behind its semicolon or within a blank too.
  const frames = line.split(';').slice(0, -1);
  return frames.length >= ENOUGH_FRAMES && frames.every((frame) => frame !== '' && frame.trim() === frame);
}

export async function parseFolded(
  chunks: AsyncIterable<Uint8Array>,
  { name, signal }: ParseContext,
): Promise<Parsed<Profile>> {
  const builder = new ProfileBuilder();
  const locations = new Map<string, number>();
  const locationOf = (frame: string): number => {
    let location = locations.get(frame);
    if (location === undefined) {
      location = builder.addNamedLocation(builder.functionOf(frame));
      locations.set(frame, location);
    }
    return location;
  };
  const count = { bytes: 0 };
  const unread = { lines: 0, line: 0 };
  const leaveOut = (line: number): void => {
    if (unread.lines++ === 0) unread.line = line;
  };
  const decimals = new Decimals();
  const add = (stack: string, values: readonly bigint[]): void => {
    let at = NO_STACK;
    for (const frame of stack.split(';')) at = builder.stackOf(at, locationOf(frame));
    builder.startSample(at);
    values.forEach((value, type) => builder.addBigValue(type, value));
  };
  const addPlain = (one: StackLine): void => {
    const [value] = decimals.take(builder.samples, one);
    if (value === undefined) leaveOut(one.line);
    else add(one.stack, [value]);
  };
  const addDifference = (one: StackLine): void => {
    const earlier = readStackLine(one.stack, one.line);
    const [before, after] = earlier ? decimals.take(builder.samples, earlier, one) : [];
    const change = before !== undefined && after !== undefined ? after - before : undefined;
    if (change === undefined || !isInt64(change)) leaveOut(one.line);
    else add(earlier!.stack, [before!, after!, change]);
  };
  /** The first ones, until it is known what they are. */
  const head: StackLine[] = [];
  let addStack: ((one: StackLine) => void) | undefined;
  const begin = (): ((one: StackLine) => void) => {
    const isDifference =
      head.length > 0 && head.every(({ stack, line }) => readStackLine(stack, line) !== undefined);
    for (const type of isDifference ? differenceTypes : plainTypes) builder.addSampleType(type);
    const chosen = isDifference ? addDifference : addPlain;
    head.forEach(chosen);
    return chosen;
  };
  let line = 0;
  for await (const batch of readLines(countBytes(chunks, count), signal, LONGEST_LINE)) {
    for (const text of batch) {
      line++;
      if (text.trim() === '') continue;
      const one = readStackLine(text, line);
      if (!one) leaveOut(line);
      else if (addStack) addStack(one);
      else if (head.push(one) === LOOKED_AT) addStack = begin();
    }
  }
  if (!addStack) begin();
  if (builder.samples === 0) throw new FormatError(sayOfFolded('folded-none', { file: name, lines: line }));
  const finished = builder.finish({ format: 'folded' });
  const value = decimals.apply(finished, leaveOut);
  const notices: Notice[] = [];
  if (unread.lines > 0) notices.push(atPlace({ line: unread.line }, sayOfFolded('folded-lines', unread)));
  return {
    value,
    notices,
    end: { byte: count.bytes, complete: true },
  };
}
