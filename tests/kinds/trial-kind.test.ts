import { describe, expect, test } from 'vitest';
import { readSources } from '../find-places.ts';
import { findBranches, namesKind } from './find-branches.ts';
import { findMarks } from './find-marks.ts';
import { compileTrial, replaceOnce } from './trial-kind.ts';

/** Where a kind has to be known, and what of it. A place more is a line more. */
const places = [
  // How files of one capture are one value.
  'src/model/capture/join-files.ts',
  // Which formats give it.
  'src/formats/index.ts',
  // What a worker hands over.
  'src/workers/parse-task.ts',
  'src/workers/long-lists.ts',
  // A line and a picture of it.
  'src/describe/summary.ts',
  'src/describe/picture.ts',
  // What of its view a link says.
  'src/view/view-state.ts',
  'src/view/state-fields.ts',
  // What is taken out of it.
  'src/redact/redactable.ts',
  // What cells are given.
  'src/notebook/runtime/captures.ts',
  // How it is shown, what the list says of it, whether a part of it is to be seen.
  'src/viewer/captures/CaptureBody.tsx',
  'src/viewer/captures/RecordingBody.tsx',
  'src/viewer/captures/describe.ts',
  'src/viewer/captures/happenings.ts',
  'src/viewer/captures/progress.ts',
  'src/viewer/captures/title.ts',
  // What in it is asked for by name, and what the editor of cells offers of it.
  'src/viewer/captures/names-within.ts',
  'src/viewer/notebook/cell-completions.ts',
  // What its files look like by their names.
  'src/viewer/notebook/notebook-captures.ts',
  // What it is called.
  'src/texts/en/captures.ts',
  'src/texts/en/stored-pages.ts',
  // The numbers that a case's prose may take from it.
  'src/build/capture-value.ts',
  // Which of them a flame graph shows.
  'src/build/check-profile.ts',
  'src/build/check-usage.ts',
  'src/build/thumbnail.ts',
  // The command line.
  'src/command-line/inspect.ts',
  'src/command-line/inspect-json.ts',
  'src/command-line/inspect-text.ts',
  'src/command-line/redact.ts',
];

/** Files that name a kind and have no table: they make values of one, or are about nothing else. */
const makers = [
  'src/model/kind.ts',
  'src/model/capture/models.ts',
  'src/model/recording/recording.ts',
  'src/model/recording/recording-builder.ts',
  'src/model/crash/crash-log.ts',
  'src/model/profile/profile.ts',
  'src/model/profile/profile-builder.ts',
  'src/formats/topid/empty-recording.ts',
  'src/formats/go-crash/format.ts',
  'src/formats/go-crash/crash-builder.ts',
  'src/redact/redact-crash.ts',
  'src/redact/redact-profile.ts',
  'src/redact/redact-recording.ts',
  'src/notebook/runtime/recording-data.ts',
  'src/notebook/runtime/crash-data.ts',
  'src/notebook/runtime/profile-data.ts',
  'src/viewer/captures/CrashBody.tsx',
  'src/viewer/captures/ProfileBody.tsx',
  // Has a field that is called so.
  'src/viewer/kinds/recording/usage-view.ts',
  'src/viewer/kinds/recording/snapshots-within.ts',
  // Typed by the English ones, which are among the places.
  'src/texts/zh-cn/captures.ts',
  'src/texts/zh-cn/stored-pages.ts',
  // A capture that says nothing, to render a page of.
  'src/integrations/request-pages.ts',
];

const texts = readSources();

const marks = findMarks();
const branchesOf = (text: string, file = 'src/planted.ts') =>
  findBranches(file, text, marks).map((branch) => `${branch.line}: ${branch.text}`);

describe('one kind more', () => {
  test(
    'is asked for by the compiler in every place and every table, and nowhere else',
    { timeout: 240_000 },
    () => {
      const { files, looseTables } = compileTrial();
      expect(files.toSorted()).toEqual(places.toSorted());
      // The Chinese ones are typed by the English ones, which the compiler names in their place.
      expect(looseTables.filter((table) => !table.startsWith('src/texts/zh-cn/'))).toEqual([]);
    },
  );

  test('a table that takes whatever comes is missed', { timeout: 240_000 }, () => {
    const { files, looseTables } = compileTrial({
      'src/describe/summary.ts': (text) =>
        replaceOnce(text, /const summaries: ByKind<string> =/, 'const summaries: any ='),
      'src/workers/parse-task.ts': (text) =>
        replaceOnce(text, /const transferables: ByKind<ArrayBuffer\[\]> =/, 'const transferables: any ='),
      // In a file that has a table that the compiler holds.
      'src/describe/picture.ts': (text) =>
        `export const loose: Partial<any> = { a: { recording: 1, 'crash-log': 2 } };${text}`,
    });
    const missing = places.filter((place) => !files.includes(place));
    expect(missing.toSorted()).toEqual(['src/describe/summary.ts', 'src/workers/parse-task.ts']);
    const found = looseTables.filter((table) => !table.startsWith('src/texts/zh-cn/'));
    expect(found.map((table) => table.replace(/:\d+$/, '')).toSorted()).toEqual([
      'src/describe/picture.ts',
      'src/describe/summary.ts',
      'src/workers/parse-task.ts',
    ]);
  });
});

describe('nothing asks for a kind but by a table', () => {
  test('in any source or page', () => {
    const found = [...texts].flatMap(([file, text]) =>
      branchesOf(text, file).map((branch) => `${file}:${branch}`),
    );
    expect(found).toEqual([]);
  });

  test('a file that names a kind has a table that the compiler holds, or makes values of that kind', () => {
    const naming = [...texts].filter(([file, text]) => namesKind(file, text)).map(([file]) => file);
    const known = new Set([...places, ...makers]);
    expect(naming.filter((file) => !known.has(file))).toEqual([]);
    expect(makers.filter((file) => !naming.includes(file))).toEqual([]);
  });

  test.each([
    [`const a = value.kind === 'recording' ? 1 : 2;`, [`1: value.kind === 'recording'`]],
    [`\nif ('crash-log' != kind) go();`, [`2: 'crash-log' != kind`]],
    [`if (kind === 'crash-file') go();`, [`1: kind === 'crash-file'`]],
    [`switch (kind) {\n  case 'recording':\n    go();\n}`, [`2: case 'recording':`]],
    [`const is = 'crashes' in value;`, [`1: 'crashes' in value`]],
    [`const is = 'series' in value && x;`, [`1: 'series' in value`]],
    [`const is = data instanceof CrashData;`, ['1: data instanceof CrashData']],
    [`const t: Partial<Record<Kind, string>> = {};`, ['1: Partial<Record<Kind, string>>']],
    [`type T = { [K in Kind]?: string };`, ['1: { [K in Kind]?: string }']],
    [`const is = value.kind.startsWith('rec');`, ['1: value.kind.startsWith']],
    [`const is = value.kind[0] === 'r';`, ['1: value.kind[0]']],
    [`const is = value.kind < 'd';`, [`1: value.kind < 'd'`]],
    [`const is = /^rec/.test(value.kind);`, ['1: /^rec/.test(value.kind)']],
    [`const is = ['recording'].includes(value.kind);`, [`1: ['recording']`]],
    [`const logs = new Set<string>(['crash-log']);`, [`1: ['crash-log']`]],
    [`const log = 'crash-log';`, [`1: log = 'crash-log'`]],
    [`const is = Object.hasOwn(value, 'crashes');`, [`1: Object.hasOwn(value, 'crashes')`]],
    [`const is = Reflect.has(value, 'series');`, [`1: Reflect.has(value, 'series')`]],
    [`const is = value.crashes !== undefined;`, ['1: value.crashes']],
    [`const is = typeof value.cpuSplit === 'boolean';`, ['1: value.cpuSplit']],
    [`if (value.crashes) go();`, ['1: value.crashes']],
    [`const count = value.crashes?.length ?? 0;`, ['1: value.crashes']],
    [`const is = Array.isArray(value.series);`, ['1: value.series']],
    [`go(value as CrashFile);`, ['1: value as CrashFile']],
    [`go((value as { crashes?: unknown }).crashes);`, ['1: value as { crashes?: unknown }']],
    [`const is = (value: Model): value is Recording => true;`, ['1: value is Recording']],
    [`const is = value.format === 'go-crash';`, [`1: value.format === 'go-crash'`]],
    [`const is = value.format.startsWith('topid');`, ['1: value.format.startsWith']],
    [`switch (value.format) {\n}`, ['1: switch (value.format) {']],
    [
      `const t: Record<string, string> = { recording: 'a' };`,
      [`1: t: Record<string, string> = { recording: 'a' }`],
    ],
    [`const { cpuSplit } = value;\nif (info.rows > 0 && value.info && !value.cpuSplit) go();`, []],
    [`const is = kind < 7 || options.format === undefined || value.kind === other.kind;`, []],
    [`const is = Object.keys(value).includes('crashes');`, [`1: Object.keys(value).includes('crashes')`]],
    [`const known = ['recording', 'crash-log'];`, [`1: ['recording', 'crash-log']`]],
    [`const is = kind === 'process' || 'data' in reply || error instanceof Error;`, []],
    [`const t: Record<Kind, string> = { recording: 'a', 'crash-log': 'b' };`, []],
  ])('what is found: %s', (text, found) => {
    expect(branchesOf(text)).toEqual(found);
  });

  test('what of one kind asks is its own: which format it has, whether a field of another thing is there', () => {
    const text = `const is = value.format === 'topid-text' || pin.series !== undefined;`;
    expect(branchesOf(text)).toHaveLength(2);
    expect(branchesOf(text, 'src/viewer/kinds/recording/planted.ts')).toEqual([]);
    expect(branchesOf(text, 'src/model/capture/planted.ts')).toHaveLength(2);
    expect(branchesOf(text, 'src/formats/index.ts')).toHaveLength(2);
  });

  test('what is found in a page: before, within and below its template', () => {
    const page = `---
const a = value.kind === 'recording';
---

<p class="x">{value.kind === 'crash-log' && <b>it's a log</b>}</p>
<style>
  p { color: red; }
</style>
<script>
  if (kind === 'recording') go();
  const names = { recording: 'a', 'crash-log': 'b' };
</script>
`;
    expect(branchesOf(page, 'src/planted.astro')).toEqual([
      `2: value.kind === 'recording'`,
      `5: value.kind === 'crash-log'`,
      `10: kind === 'recording'`,
      `11: { recording: 'a', 'crash-log': 'b' }`,
    ]);
  });
});
