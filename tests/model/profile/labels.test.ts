import { expect, test } from 'vitest';
import { filterByLabels, listLabels, weighLabels } from '#model/profile/labels.ts';
import { fixturePath, hasGo, readGoTop } from '../../formats/pprof/go-pprof.ts';
import { foldStacks, toCallTree } from '#model/profile/call-tree.ts';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import { toTop } from '#model/profile/top.ts';
import { toWeights } from '#model/profile/weights.ts';
import { makeProfile } from './make-profile.ts';
import { readPprofFixture } from './read-profile.ts';

const profile = makeProfile([
  { stack: ['a'], value: 1, labels: { kind: 'parse', bytes: 4096n } },
  { stack: ['a'], value: 2, labels: { kind: 'render' } },
  { stack: ['a'], value: 3, labels: { bytes: -8n, other: 'parse' } },
  { stack: ['a'], value: 4 },
]);

test('weigh what their samples do, the heaviest value first, a sample once for each value', () => {
  expect([...weighLabels(profile, toWeights(profile, 0))]).toEqual([
    [
      'kind',
      [
        { value: 'render', total: 2 },
        { value: 'parse', total: 1 },
      ],
    ],
    [
      'bytes',
      [
        { value: '-8bytes', total: 3 },
        { value: '4096bytes', total: 1 },
      ],
    ],
    ['other', [{ value: 'parse', total: 3 }]],
  ]);
});

test('a text and a number that are written alike are one value, and other keys, texts and units are others', () => {
  const builder = new ProfileBuilder([{ type: 'cpu', unit: 'nanoseconds' }]);
  const texts = Object.fromEntries(['a', 'b', 'ms', 's', '1ms'].map((text) => [text, builder.textOf(text)]));
  const add = (value: number, label: () => void): void => {
    builder.startSample(NO_STACK);
    builder.addBigValue(0, BigInt(value));
    label();
  };
  add(1, () => builder.addTextLabel(texts['a']!, texts['1ms']!));
  add(2, () => builder.addBigNumberLabel(texts['a']!, 1n, texts['ms']!));
  add(4, () => builder.addBigNumberLabel(texts['a']!, 1n, texts['s']!));
  add(8, () => builder.addBigNumberLabel(texts['a']!, 1n + (1n << 32n), texts['ms']!));
  add(16, () => builder.addBigNumberLabel(texts['b']!, 1n, texts['ms']!));
  add(32, () => {
    builder.addBigNumberLabel(texts['a']!, 1n, texts['ms']!);
    builder.addTextLabel(texts['a']!, texts['1ms']!);
  });
  const made = builder.finish({ format: 'pprof' });
  expect(Object.fromEntries(weighLabels(made, toWeights(made, 0)))).toEqual({
    a: [
      { value: '1ms', total: 35 },
      { value: '4294967297ms', total: 8 },
      { value: '1s', total: 4 },
    ],
    b: [{ value: '1ms', total: 16 }],
  });
  const keep = (key: string, wanted: string): number[] => [
    ...filterByLabels(made, [{ key, value: { test: (text) => text === wanted } }]),
  ];
  expect(keep('a', '1ms')).toEqual([1, 1, 0, 0, 0, 1]);
  expect(keep('b', '1ms')).toEqual([0, 0, 0, 0, 1, 0]);
  expect(keep('a', '1s')).toEqual([0, 0, 1, 0, 0, 0]);
});

test('labels that there are', () => {
  expect([...listLabels(profile)]).toEqual([
    ['kind', ['parse', 'render']],
    ['bytes', ['4096bytes', '-8bytes']],
    ['other', ['parse']],
  ]);
});

test('samples by their labels', () => {
  const kept = (
    ...filters: Parameters<typeof filterByLabels> extends [unknown, ...infer Rest] ? Rest : never
  ) => [...filterByLabels(profile, ...filters)];
  expect(kept([])).toEqual([1, 1, 1, 1]);
  expect(kept([{ key: 'kind', value: /^parse$/ }])).toEqual([1, 0, 0, 0]);
  expect(kept([{ key: 'bytes', value: /bytes$/ }])).toEqual([1, 0, 1, 0]);
  expect(kept([{ key: 'kind', value: /./ }, { key: 'bytes', value: /4096/ }])).toEqual([1, 0, 0, 0]); // prettier-ignore
  expect(kept([], [{ key: 'kind', value: /r/ }])).toEqual([0, 0, 1, 1]);
  expect(kept([{ key: 'nothing', value: /./ }])).toEqual([0, 0, 0, 0]);
});

test.skipIf(!hasGo)('as -tagfocus and -tagignore mean them', async () => {
  const path = 'pprof/valid/cpu-labels.pb.gz';
  const cpu = readPprofFixture(path);
  const weights = toWeights(cpu, 1);
  const parse = [{ key: 'kind', value: /parse/ }];
  for (const [option, kept] of [
    ['-tagfocus=kind=parse', filterByLabels(cpu, parse)],
    ['-tagignore=kind=parse', filterByLabels(cpu, [], parse)],
  ] as const) {
    const { rows } = await readGoTop('ns', option, fixturePath(path));
    const tree = toCallTree(cpu, foldStacks(cpu), weights.map((weight, sample) => weight * kept[sample]!)); // prettier-ignore
    const ours = toTop(tree).map(({ frame, flat, cum }) => [frame.name, [flat, cum]] as const);
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual(
      [...rows].sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
});
