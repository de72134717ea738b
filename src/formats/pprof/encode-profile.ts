import { NO_STACK } from '#model/profile/profile-builder.ts';
import type { Profile } from '#model/profile/profile.ts';
import { PROFILE_FIELDS } from './fields.ts';
import { WireWriter } from './wire-writer.ts';

/** A profile as pprof's tools read it, profile.proto without gzip. Ids are indexes from 1. */
export function encodeProfile(profile: Profile): Uint8Array<ArrayBuffer> {
  const out = new WireWriter();
  const part = new WireWriter();
  const texts = new Map(profile.strings.map((text, index) => [text, index]));
  /** Of what does not stand in the profile's own table. */
  const added: string[] = [];
  const textOf = (text: string): number => {
    let index = texts.get(text);
    if (index === undefined) {
      index = profile.strings.length + added.push(text) - 1;
      texts.set(text, index);
    }
    return index;
  };
  const message = (field: number, write: () => void): void => {
    part.clear();
    write();
    out.message(field, part);
  };
  for (const { type, unit } of profile.sampleTypes) {
    message(PROFILE_FIELDS.sample_type, () => {
      part.number(1, textOf(type));
      part.number(2, textOf(unit));
    });
  }
  writeSamples(profile, message, part);
  const named = findNamedMappings(profile);
  profile.mappings.forEach(({ start, limit, offset, file, buildId }, at) => {
    message(PROFILE_FIELDS.mapping, () => {
      part.number(1, at + 1);
      part.big(2, start);
      part.big(3, limit);
      part.big(4, offset);
      part.number(5, textOf(file));
      part.number(6, textOf(buildId));
      // It has functions, files and lines: nobody need look for them in the program.
      for (const field of [7, 8, 9]) part.number(field, named[at + 1]!);
    });
  });
  writeLocations(profile, message, part);
  const { functions } = profile;
  for (let at = 0; at < functions.name.length; at++) {
    message(PROFILE_FIELDS.function, () => {
      part.number(1, at + 1);
      part.number(2, functions.name[at]!);
      part.number(3, functions.systemName[at]!);
      part.number(4, functions.file[at]!);
      part.number(5, functions.startLine[at]!);
    });
  }
  const { periodType } = profile;
  if (periodType) {
    message(PROFILE_FIELDS.period_type, () => {
      part.number(1, textOf(periodType.type));
      part.number(2, textOf(periodType.unit));
    });
  }
  out.number(PROFILE_FIELDS.drop_frames, textOf(profile.dropFrames));
  out.number(PROFILE_FIELDS.keep_frames, textOf(profile.keepFrames));
  out.big(PROFILE_FIELDS.time_nanos, profile.timeNanos);
  out.big(PROFILE_FIELDS.duration_nanos, profile.durationNanos);
  out.big(PROFILE_FIELDS.period, profile.period);
  for (const comment of profile.comments) out.number(PROFILE_FIELDS.comment, textOf(comment));
  out.number(PROFILE_FIELDS.default_sample_type, textOf(profile.defaultSampleType));
  out.number(PROFILE_FIELDS.doc_url, textOf(profile.docUrl));
  const encoder = new TextEncoder();
  for (const text of [...profile.strings, ...added]) {
    out.content(PROFILE_FIELDS.string_table, encoder.encode(text));
  }
  return out.finish();
}

type Message = (field: number, write: () => void) => void;

function writeSamples({ samples, stacks, labels }: Profile, message: Message, part: WireWriter): void {
  const numbers = new WireWriter();
  for (let sample = 0; sample < samples.count; sample++) {
    message(PROFILE_FIELDS.sample, () => {
      numbers.clear();
      for (let stack = samples.stack[sample]!; stack !== NO_STACK; stack = stacks.caller[stack]!) {
        numbers.varint(stacks.location[stack]! + 1, 0);
      }
      part.message(1, numbers);
      numbers.clear();
      for (const values of samples.values) {
        const value = values[sample]!;
        numbers.varint(Number(BigInt.asUintN(32, value)), Number(BigInt.asUintN(32, value >> 32n)));
      }
      part.message(2, numbers);
      for (let at = samples.labels[sample]!; at < samples.labels[sample + 1]!; at++) {
        numbers.clear();
        numbers.number(1, labels.key[at]!);
        numbers.number(2, labels.text[at]!);
        numbers.big(3, labels.number[at]!);
        numbers.number(4, labels.unit[at]!);
        part.message(3, numbers);
      }
    });
  }
}

function writeLocations({ locations, lines }: Profile, message: Message, part: WireWriter): void {
  const inner = new WireWriter();
  for (let location = 0; location < locations.mapping.length; location++) {
    message(PROFILE_FIELDS.location, () => {
      part.number(1, location + 1);
      part.number(2, locations.mapping[location]!);
      part.big(3, locations.address[location]!);
      for (let at = locations.lines[location]!; at < locations.lines[location + 1]!; at++) {
        // pprof refuses a line of no function.
        if (lines.function[at] === 0) continue;
        inner.clear();
        inner.number(1, lines.function[at]!);
        inner.number(2, lines.line[at]!);
        inner.number(3, lines.column[at]!);
        part.message(4, inner);
      }
    });
  }
}

/** By number of the mapping: 1 where some of its addresses have a name. */
function findNamedMappings({ mappings, locations }: Profile): Uint8Array {
  const named = new Uint8Array(mappings.length + 1);
  for (let location = 0; location < locations.mapping.length; location++) {
    if (locations.lines[location] !== locations.lines[location + 1]) named[locations.mapping[location]!] = 1;
  }
  return named;
}
