import { countBytes, findHeadText, readLines } from '#bytes/text.ts';
import { type Format, FormatError, type ParseContext, type Parsed, type Verdict } from '#formats/format.ts';
import { atPlace, type Notice } from '#model/notice.ts';
import { isInt64 } from '#model/profile/columns.ts';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import type { Profile } from '#model/profile/profile.ts';
import { sayOfPprofText } from './says.ts';
import { findSection, type Section, type TextSample } from './sections.ts';

/**
 * Profiles as net/http/pprof prints them with `?debug=1`: heap, allocs, threadcreate, block, mutex, and those of a
 * program's own that count. Below each sample stand the names of its addresses:
 *
 *   44: 180224 [44: 180224] @ 0x48576c 0x489d09 0x6a4533
 *   #	0x6a4532	main.allocate+0x92	casebook/profiles/main.go:132
 *
 * A goroutine profile looks the same and is a dump of goroutines: it is read as a crash log.
 */
export const pprofText: Format<Profile> = {
  id: 'pprof-text',
  title: 'pprof profile as text (?debug=1)',
  detect: detectPprofText,
  parse: parsePprofText,
};

export function detectPprofText(head: Uint8Array): Verdict {
  const [first = ''] = findHeadText(head)?.trimStart().split(/\r?\n/, 1) ?? [];
  return findSection(first) ? 'certain' : 'no';
}

export async function parsePprofText(
  chunks: AsyncIterable<Uint8Array>,
  { name, signal }: ParseContext,
): Promise<Parsed<Profile>> {
  const reader = new PprofTextReader();
  const count = { bytes: 0 };
  for await (const batch of readLines(countBytes(chunks, count), signal)) {
    for (const line of batch) reader.take(line);
  }
  const { section, line } = reader;
  if (!section) throw new FormatError(sayOfPprofText('pprof-text-none', { file: name, lines: line }));
  return { ...reader.finish(section), end: { byte: count.bytes, complete: true } };
}

/** A call, inlined or not, as a comment names it. */
interface NamedCall {
  name: string;
  file: string;
  line: number;
}

/** A sample, and the first and the last of its addresses that have a name below it. */
interface NamedSample extends TextSample {
  firstNamed?: string;
  lastNamed?: string;
}

class PprofTextReader {
  section: Section | undefined;
  line = 0;
  private readonly samples: NamedSample[] = [];
  /** By address: the calls that are there, the innermost first. */
  private readonly names = new Map<string, NamedCall[]>();
  private readonly named = new Set<string>();
  private unread = { lines: 0, line: 0 };
  private isOver = false;

  take(text: string): void {
    this.line++;
    if (this.isOver || text.trim() === '') return;
    if (!this.section) {
      this.section = findSection(text.trimStart());
      if (!this.section && !text.startsWith('#')) this.isOver = true;
      return;
    }
    if (text.startsWith('#')) {
      this.takeName(text);
      return;
    }
    // What follows is no sample: where libraries are mapped.
    if (/^(?:---|MAPPED_LIBRARIES)/.test(text)) {
      this.isOver = true;
      return;
    }
    if (this.samples.length === 0 && this.section.readAttribute?.(text)) return;
    const sample = this.section.readSample(text);
    if (sample?.values.every(isInt64)) this.samples.push(sample);
    else if (this.unread.lines++ === 0) this.unread.line = this.line;
  }

  private takeName(text: string): void {
    // `#	0x6a4532	main.allocate+0x92	casebook/profiles/main.go:132`, its columns filled up with tabs
    const [mark, address, name, place] = text.split(/\t+/);
    const sample = this.samples.at(-1);
    if (mark !== '#' || !sample || address === undefined || name === undefined || place === undefined) return;
    sample.firstNamed ??= address;
    sample.lastNamed = address;
    // A call that is in many stacks, or in one several times, is named each time.
    const key = `${address} ${name} ${place}`;
    if (this.named.has(key)) return;
    this.named.add(key);
    const colon = place.lastIndexOf(':');
    const call = {
      name: name.replace(/\+0x[0-9a-f]+$/, ''),
      file: place.slice(0, colon),
      line: Number(place.slice(colon + 1)) || 0,
    };
    const known = this.names.get(address);
    if (known) known.push(call);
    else this.names.set(address, [call]);
  }

  finish(section: Section): { value: Profile; notices: Notice[] } {
    const builder = new ProfileBuilder(section.sampleTypes);
    const locations = new Map<string, number>();
    let nameless = 0;
    const locationOf = (address: bigint): number => {
      const text = toText(address);
      let location = locations.get(text);
      if (location === undefined) {
        location = builder.addBigLocation(address, 0);
        const calls = this.names.get(text) ?? [];
        for (const { name, file, line } of calls) builder.addLine(builder.functionOf(name, file), line);
        if (calls.length === 0) nameless++;
        locations.set(text, location);
      }
      return location;
    };
    for (const sample of this.samples) {
      const { values, blockBytes } = sample;
      let stack = NO_STACK;
      for (const address of toCalls(sample).reverse()) stack = builder.stackOf(stack, locationOf(address));
      builder.startSample(stack);
      values.forEach((value, type) => builder.addBigValue(type, value));
      if (blockBytes !== undefined) {
        builder.addBigNumberLabel(builder.textOf('bytes'), blockBytes, builder.textOf('bytes'));
      }
    }
    const notices: Notice[] = [];
    const { unread } = this;
    if (unread.lines > 0)
      notices.push(atPlace({ line: unread.line }, sayOfPprofText('pprof-text-lines', unread)));
    if (nameless > 0) notices.push(sayOfPprofText('pprof-text-no-names', { frames: nameless }));
    const { periodType, period } = section;
    return { value: builder.finish({ format: 'pprof-text', periodType, period }), notices };
  }
}

/**
 * The addresses of a sample's calls, each before the one to return to. Zeros are where a stack has no more. What
 * has no name before the first that has one, and behind the last, are the runtime's own frames, which Go
 * leaves out of profiles as pprof writes them.
 */
function toCalls({ addresses, firstNamed, lastNamed }: NamedSample): bigint[] {
  const calls = addresses
    .split(' ')
    .filter((text) => text !== '' && !/^0x0+$/.test(text))
    .map((text) => BigInt.asUintN(64, BigInt(text) - 1n));
  if (firstNamed === undefined || lastNamed === undefined) return calls;
  const texts = calls.map(toText);
  const first = Math.max(0, texts.indexOf(firstNamed));
  const last = texts.lastIndexOf(lastNamed);
  return calls.slice(first, last < first ? undefined : last + 1);
}

function toText(address: bigint): string {
  return `0x${address.toString(16)}`;
}
