import { encodeProfile } from '#formats/pprof/encode-profile.ts';
import { toPackage } from '#model/go-names.ts';
import { type Granularity, toFrameTable } from '#model/profile/frames.ts';
import { listLabels, toLabelText } from '#model/profile/labels.ts';
import type { Mapping, Profile, ValueType } from '#model/profile/profile.ts';
import { toDropPattern } from '#model/profile/stack-filter.ts';
import { isStdPackage, toFilePlace, toPackagePlace } from './code-places.ts';
import { toPlainPattern } from './patterns.ts';
import { findProgram } from './process-lists.ts';
import { isCommonType, isCommonUnit } from './common-types.ts';
import type { RedactedFile } from './redact-recording.ts';
import type { Redactor } from './redactor.ts';

/** Keys of labels that makers of profiles put there themselves, and whose values say nothing of anyone. */
const ownKeys: ReadonlySet<string> = new Set(['bytes', 'pid', 'tid', 'cpu', 'pprof::base']);
/** The name of a program, as perf knows it. */
const programKey = 'comm';

/** By what a view's label is found among the new names: a frame may be called the same. */
export function toLabelName(text: string): string {
  return `\0label ${text}`;
}

/** By what a view's sample type is found among the new names. */
export function toTypeName(text: string): string {
  return `\0type ${text}`;
}

export function learnProfile(profile: Profile, redactor: Redactor): void {
  const { strings, functions, mappings, comments } = profile;
  const labels = [...listLabels(profile)].flatMap(([key, values]) => [
    key,
    ...values.map((value) => `${key}=${value}`),
  ]);
  const files = Array.from(new Set(functions.file), (text) => strings[text]!);
  redactor.learn(comments.flatMap((comment) => comment.split('\n')));
  redactor.learn([...labels, ...files, ...mappings.map(({ file }) => file)]);
  for (const [key, values] of listLabels(profile)) {
    if (ownKeys.has(key) || key === programKey) continue;
    for (const value of values) redactor.learnLabel(key, value);
  }
  const wholes = [
    ...comments,
    ...mappings.filter(({ file }) => !isSystemObject(file)).map(({ buildId }) => buildId),
  ];
  for (const whole of wholes) redactor.learnLabel('', whole);
  const dependencies = new Set<string>();
  const places: { path: string; file: string }[] = [];
  for (let at = 0; at < functions.name.length; at++) {
    const file = strings[functions.file[at]!]!;
    const path = toPackage(strings[functions.name[at]!]!);
    if (/@v\d/.test(file)) dependencies.add(path);
    places.push({ path, file });
  }
  for (const { path, file } of places) {
    if (path.includes('/')) redactor.learnPlace(path, toPackagePlace(path, dependencies.has(path)));
    const place = file === '' ? undefined : toFilePlace(file, path);
    if (place) redactor.learnPlace(file, place);
  }
  if (!redactor.has('process')) return;
  const programs = [...mappings.map(({ file }) => file), ...(listLabels(profile).get(programKey) ?? [])];
  for (const program of programs) {
    const name = isSystemObject(program) ? undefined : findProgram(program);
    if (name !== undefined) redactor.learnProcess(name);
  }
}

/** The profile as pprof writes it, the names of its frames and labels by those of before, and its strings. */
export function redactProfile(
  profile: Profile,
  redactor: Redactor,
): { files: RedactedFile[]; keys: ReadonlyMap<string, string>; texts: readonly string[] } {
  const { redacted, labelNames } = toRedacted(profile, redactor);
  const pieces = [encodeProfile(redacted)];
  const types = profile.sampleTypes.map(
    ({ type }, at) => [toTypeName(type), redacted.sampleTypes[at]!.type] as const,
  );
  const keys = new Map([...listFrames(profile, redacted), ...labelNames, ...types]);
  return { files: [{ name: 'profile.pb', kind: 'profile', pieces }], keys, texts: redacted.strings };
}

/** Names in it by which a view may name a part of it. */
export function* listProfileNames(profile: Profile): Generator<string> {
  for (const by of granularities) for (const { name } of toFrameTable(profile, by).frames) yield name;
  for (const [key, values] of listLabels(profile)) {
    yield toLabelName(key);
    for (const value of values) yield toLabelName(value);
  }
  for (const { type } of profile.sampleTypes) yield toTypeName(type);
}

/** All text is gone through twice: to learn from, and to take out of. */
export function countProfile({ strings, comments }: Profile): number {
  return 2 * [...strings, ...comments].reduce((sum, text) => sum + text.length, 0);
}

const granularities: readonly Granularity[] = ['functions', 'lines', 'files', 'packages'];

function* listFrames(before: Profile, after: Profile): Generator<[string, string]> {
  for (const by of granularities) {
    const [old, fresh] = [toFrameTable(before, by), toFrameTable(after, by)];
    const [oldNames, freshNames] = [old.frames, fresh.frames];
    for (const part of ['ofLine', 'ofLocation'] as const) {
      const numbers = fresh[part];
      for (const [at, frame] of old[part].entries()) {
        // Of a location that has lines the table says nothing.
        const isSaid = part === 'ofLine' || before.locations.lines[at] === before.locations.lines[at + 1];
        if (isSaid) yield [oldNames[frame]!.name, freshNames[numbers[at]!]!.name];
      }
    }
  }
}

/** The same samples, with a table of strings that holds nothing but what is still referred to. */
function toRedacted(
  profile: Profile,
  redactor: Redactor,
): { redacted: Profile; labelNames: Map<string, string> } {
  const texts = new Texts();
  const { comments, sampleTypes, periodType, mappings } = profile;
  const toType = ({ type, unit }: ValueType): ValueType => ({
    type: toTypeOrUnit(type, isCommonType, redactor),
    unit: toTypeOrUnit(unit, isCommonUnit, redactor),
  });
  const functions = redactFunctions(profile, redactor, texts);
  const { columns, names: labelNames } = redactLabels(profile, redactor, texts);
  const redacted: Profile = {
    ...profile,
    format: 'pprof',
    sampleTypes: sampleTypes.map(toType),
    defaultSampleType: toTypeOrUnit(profile.defaultSampleType, isCommonType, redactor),
    periodType: periodType && toType(periodType),
    comments: comments.map((comment) => toComment(comment, redactor)),
    // With another host or path it leads nowhere.
    docUrl: redactor.line(profile.docUrl) === profile.docUrl ? profile.docUrl : '',
    ...toFramePatterns(profile, { functions, strings: texts.list }, redactor),
    mappings: mappings.map((mapping) => toMapping(mapping, redactor)),
    functions,
    labels: columns,
    strings: texts.list,
  };
  return { redacted, labelNames };
}

/** A program may count what it likes, and calls it as it calls its functions; what everybody counts stays. */
function toTypeOrUnit(text: string, isCommon: (text: string) => boolean, redactor: Redactor): string {
  return isCommon(text) ? text : redactor.whole('function', text);
}

/** A table of strings that is begun anew. */
class Texts {
  readonly list: string[] = [''];
  readonly #indexes = new Map([['', 0]]);

  of(text: string): number {
    let index = this.#indexes.get(text);
    if (index === undefined) {
      index = this.list.push(text) - 1;
      this.#indexes.set(text, index);
    }
    return index;
  }
}

function redactFunctions(profile: Profile, redactor: Redactor, texts: Texts): Profile['functions'] {
  const { functions, strings } = profile;
  const isSystem = findSystemFunctions(profile);
  const count = functions.name.length;
  const columns = {
    name: new Uint32Array(count),
    systemName: new Uint32Array(count),
    file: new Uint32Array(count),
    startLine: functions.startLine,
  };
  const known = new Map<string, number>();
  const once = (key: string, make: () => string): number => {
    let index = known.get(key);
    if (index === undefined) known.set(key, (index = texts.of(make())));
    return index;
  };
  for (let at = 0; at < count; at++) {
    const toName = (text: number): number =>
      once(`${isSystem[at]} ${text}`, () => toFunction(strings[text]!, isSystem[at] === 1, redactor));
    columns.name[at] = toName(functions.name[at]!);
    columns.systemName[at] = toName(functions.systemName[at]!);
    const file = functions.file[at]!;
    columns.file[at] = once(`file ${file}`, () => redactor.code(strings[file]!));
  }
  return columns;
}

/** By function: 1 where all that it stands in is the system's: the kernel, a library of it. */
function findSystemFunctions({ functions, locations, lines, mappings }: Profile): Uint8Array {
  const isSystem = mappings.map(({ file }) => isSystemObject(file));
  const found = new Uint8Array(functions.name.length);
  const own = new Uint8Array(functions.name.length);
  for (let location = 0; location < locations.mapping.length; location++) {
    const mapping = locations.mapping[location]!;
    for (let at = locations.lines[location]!; at < locations.lines[location + 1]!; at++) {
      const number = lines.function[at]!;
      if (number === 0) continue;
      if (mapping > 0 && isSystem[mapping - 1]) found[number - 1] = 1;
      else own[number - 1] = 1;
    }
  }
  return found.map((is, at) => (own[at] ? 0 : is));
}

/** `[kernel.kallsyms]`, `[vdso]`, `/usr/lib/x86_64-linux-gnu/libc.so.6`; no library of the user's in a place of their own. */
function isSystemObject(file: string): boolean {
  return systemMemory.test(file) || systemLibrary.test(file);
}

const systemMemory =
  /^\[(?:(?:guest\.)?kernel(?:\.kallsyms|\.vmlinux)?(?:\.\d+)?|vdso|vsyscall|vvar|unknown|heap|stack|anon)\](?:_s?text)?$/;

const systemLibrary =
  /^(?:\/usr)?\/lib(?:32|64|x32)?\/(?:[\w-]+-linux-[\w]+\/)?(?:ld-linux[\w.-]*|ld-musl[\w.-]*|ld-[\d.]+\.so|lib(?:c|m|pthread|rt|dl|stdc\+\+|gcc_s|resolv|util|nss_(?:compat|db|dns|files|hesiod|mdns[46]?(?:_minimal)?|myhostname|nis|nisplus|resolve|sss|systemd|winbind)|z|musl[\w-]*)(?:-[\d.]+)?\.so[\d.]*)$/;

/** Go's own, and the system's, stay as they are: everybody has those names. */
function toFunction(name: string, isSystem: boolean, redactor: Redactor): string {
  const path = toPackage(name);
  // Of a function of Go's the types that it was made for may be the user's.
  if (isStdPackage(path)) return withoutTypes(name);
  if (name === '' || isSystem || !redactor.has('function')) return redactor.code(name);
  const own = redactor.whole('function', name);
  if (path === '') return own;
  return `${path === 'main' ? path : redactor.whole('path', path)}.${own}`;
}

/** `slices.SortFunc[...]`, as pprof has it where nobody names the types. */
function withoutTypes(name: string): string {
  const [start, end] = [name.indexOf('['), name.lastIndexOf(']')];
  return start < 0 ? name : `${name.slice(0, start)}[...]${name.slice(Math.max(start, end) + 1)}`;
}

function redactLabels(
  { labels, strings }: Profile,
  redactor: Redactor,
  texts: Texts,
): { columns: Profile['labels']; names: Map<string, string> } {
  const count = labels.key.length;
  const columns = {
    key: new Uint32Array(count),
    text: new Uint32Array(count),
    number: labels.number.slice(),
    unit: new Uint32Array(count),
  };
  const names = new Map<string, string>();
  for (let at = 0; at < count; at++) {
    const key = strings[labels.key[at]!]!;
    const value = toLabelText({ labels, strings }, at);
    const isOwn = ownKeys.has(key) || key === programKey;
    const newKey = isOwn ? key : redactor.whole('label', key);
    columns.key[at] = texts.of(newKey);
    const isNumber = labels.text[at] === 0;
    const unit = strings[labels.unit[at]!]!;
    let newValue: string;
    if (isNumber && (isOwn || !redactor.has('label'))) {
      const newUnit = isCommonUnit(unit) ? unit : redactor.whole('label', unit);
      columns.unit[at] = texts.of(newUnit);
      newValue = `${labels.number[at]}${newUnit}`;
    } else {
      newValue = toLabelValue(key, value, redactor);
      columns.text[at] = texts.of(newValue);
      columns.number[at] = 0n;
    }
    names.set(toLabelName(key), newKey);
    names.set(toLabelName(value), newValue);
  }
  return { columns, names };
}

function toLabelValue(key: string, value: string, redactor: Redactor): string {
  if (key === programKey) return redactor.command(value);
  // The word that marks the samples of a difference's base.
  if (key === 'pprof::base' && value === 'true') return value;
  return redactor.whole('label', value);
}

function toComment(comment: string, redactor: Redactor): string {
  if (redactor.has('label')) return redactor.whole('label', comment);
  return comment
    .split('\n')
    .map((line) => redactor.line(line))
    .join('\n');
}

function toMapping(mapping: Mapping, redactor: Redactor): Mapping {
  const { file, buildId } = mapping;
  const [, path = '', rest = ''] = /^(.*?)( \(deleted\))?$/s.exec(file) ?? [];
  const name = isSystemObject(path) ? path : toObject(path, redactor);
  return {
    ...mapping,
    file: name + rest,
    buildId: isSystemObject(path) ? buildId : redactor.whole('label', buildId),
  };
}

/** A program, a library, or what stands in brackets: a module of the kernel, `[anon:…]` as a program calls its memory. */
function toObject(path: string, redactor: Redactor): string {
  const inner = /^\[(.*)\]$/s.exec(path)?.[1];
  if (inner === undefined) return redactor.command(path);
  return /^\w+$/.test(inner) && !redactor.has('process')
    ? redactor.names(path)
    : `[${redactor.whole('label', inner)}]`;
}

/** Characters of an expression that can stay. Makers write a hundred; a longer one is gone through for too long. */
const LONGEST_PATTERN = 2000;

/**
 * What frames are dropped and kept by. Under their new names the expressions would not find them, and they name
 * functions that the samples have no more: where names are taken out there is one of the new names of what is dropped.
 */
function toFramePatterns(
  profile: Profile,
  redacted: Pick<Profile, 'functions' | 'strings'>,
  redactor: Redactor,
): Pick<Profile, 'dropFrames' | 'keepFrames'> {
  const patterns = [profile.dropFrames, profile.keepFrames];
  const stays = (text: string): boolean => redactor.line(text) === text;
  const canStay = (pattern: string): boolean =>
    pattern === '' || (pattern.length <= LONGEST_PATTERN && stays(pattern) && stays(toPlainPattern(pattern)));
  if (!redactor.has('function') && patterns.every(canStay)) {
    const { dropFrames, keepFrames } = profile;
    return { dropFrames, keepFrames };
  }
  return { dropFrames: toDropPattern(profile, redacted), keepFrames: '' };
}
