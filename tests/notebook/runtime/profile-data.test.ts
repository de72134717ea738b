import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import { ProfileData, type ProfileNode } from '#notebook/runtime/profile-data.ts';
import { madeSamples, makeProfile } from '../../model/profile/make-profile.ts';
import { readPprofFixture, topOf, typeOf } from '../../model/profile/read-profile.ts';

const cpu = new ProfileData('cpu', readPprofFixture('pprof/valid/cpu-labels.pb.gz'));

test('what it is', () => {
  expect(cpu).toMatchObject({ kind: 'profile', name: 'cpu', sampleType: 'cpu', samples: 55 });
  expect(cpu.sampleTypes).toEqual([
    { type: 'samples', unit: 'count' },
    { type: 'cpu', unit: 'nanoseconds' },
  ]);
  expect(cpu.total()).toBe(760_000_000);
  expect(cpu.total('samples')).toBe(76);
  expect(cpu.durationSeconds).toBeCloseTo(1.4, 1);
  expect(cpu.date?.toISOString()).toMatch(/^2026-11-27T/);
  expect(cpu.labels().get('kind')).toEqual(['parse', 'render']);
});

test('top has the numbers of the model, the greatest cum first', () => {
  const rows = cpu.top();
  const expected = topOf(cpu.profile, typeOf(cpu.profile, 'cpu'));
  expect(new Map(rows.map(({ name, flat, cum }) => [name, [flat, cum]]))).toEqual(expected);
  const cums = rows.map(({ cum }) => Number(cum));
  expect(cums).toEqual(cums.toSorted((a, b) => b - a));
  expect(rows.find(({ name }) => name === 'main.count')).toMatchObject({
    flat: 330_000_000,
    cum: 400_000_000,
    flatShare: 330 / 760,
    cumShare: 400 / 760,
    file: expect.stringMatching(/main\.go$/) as string,
  });
});

test('options are those of pprof', () => {
  const names = (options: Parameters<ProfileData['top']>[0]) =>
    new Set(cpu.top(options).map(({ name }) => name));
  expect(cpu.top({ type: 'samples' })[0]?.cum).toBeLessThanOrEqual(76);
  expect(names({ focus: '^main\\.descend$' }).has('main.words')).toBe(false);
  expect(names({ focus: /^main\.descend$/g })).toEqual(names({ focus: '^main\\.descend$' }));
  expect(names({ ignore: 'descend' }).has('main.descend')).toBe(false);
  expect([...names({ show: '^main\\.' })].every((name) => name.startsWith('main.'))).toBe(true);
  expect(names({ hide: '^main\\.' }).has('main.main')).toBe(false);
  expect(names({ showFrom: 'main\\.work' }).has('runtime.main')).toBe(false);
  expect(names({ by: 'packages' }).has('main')).toBe(true);
  const parts = ['parse', 'render'].map((kind) => Number(cpu.top({ labels: { kind } })[0]?.cum));
  const both = Number(cpu.top({ labels: { kind: /parse|render/ } })[0]?.cum);
  expect(parts[0]! + parts[1]!).toBe(both);
});

test('what is asked for and is not there is said', () => {
  expect(() => cpu.top({ type: 'heap' })).toThrow('cpu has no sample type heap; there are samples, cpu');
  expect(() => cpu.total('heap')).toThrow(RangeError);
  expect(() => cpu.tree({ focus: '(' })).toThrow("focus: ( is no regular expression in Go's syntax");
});

test('an option that is none of what it may be is said, with its name', () => {
  const ask = (options: unknown) => () => cpu.top(options as Parameters<ProfileData['top']>[0]);
  expect(ask({ sample: 'samples' })).toThrow('sample: no such option; there are type, by, focus');
  expect(ask({ by: 'line' })).toThrow('by: line is none of functions, lines, files, packages');
  expect(ask({ focus: null })).toThrow('focus: null is neither a text nor an expression');
  expect(ask({ labels: { user: 7 } })).toThrow('labels: user is 7, neither a text nor an expression');
  expect(cpu.top({ labels: { kind: undefined } as never })).toEqual(cpu.top());
});

test('of a profile without sample types it is said that there are none, and of one with thousands some', () => {
  const none = new ProfileData('none', new ProfileBuilder().finish({ format: 'pprof' }));
  expect(() => none.top()).toThrow('none has no sample types: nothing was counted');
  expect(none.sampleTypes).toEqual([]);
  const types = Array.from({ length: 3000 }, (_, at) => ({ type: `t${at}`, unit: 'count' }));
  const many = new ProfileData('many', new ProfileBuilder(types).finish({ format: 'pprof' }));
  expect(() => many.total('x')).toThrow(/^many has no sample type x; there are t0, .*, t19 and 2980 more$/);
  expect([many.total(), many.top(), many.stacks(), many.tree().children]).toEqual([0, [], [], []]);
});

test('a sample at each depth of a recursion: frames of a stack are worked out where they are asked for', () => {
  const depth = 20_000;
  const builder = new ProfileBuilder([{ type: 'cpu', unit: 'count' }]);
  const location = builder.addNamedLocation(builder.functionOf('main.descend'));
  let stack = NO_STACK;
  for (let at = 0; at < depth; at++) {
    stack = builder.stackOf(stack, location);
    builder.startSample(stack);
    builder.addValue(0, 1, 0);
  }
  const stacks = new ProfileData('deep', builder.finish({ format: 'pprof' })).stacks();
  expect([stacks.length, stacks[2]?.frames.length, stacks.at(-1)?.frames.length]).toEqual([depth, 3, depth]);
  // As what it stands for, where it is written or copied.
  expect(JSON.stringify(stacks[1])).toBe('{"frames":["main.descend","main.descend"],"value":1}');
  expect({ ...stacks[0] }).toEqual({ frames: ['main.descend'], value: 1 });
});

test('a cell calls a node of the tree by its class, in a site made small too', () => {
  expect(Object.prototype.toString.call(cpu.tree())).toBe('[object ProfileNode]');
});

test('names of whatever characters come as they are', () => {
  const names = ['__proto__', 'constructor', 'a\u0001\u001b[31m', 'x\ud800', '<b>"&', ''];
  const data = new ProfileData('names', makeProfile(names.map((name) => ({ stack: [name], value: 1 }))));
  expect(data.stacks().map(({ frames }) => frames[0])).toEqual(names.map((name) => name || '<unknown>'));
  expect(new Set(data.top().map(({ name }) => name))).toEqual(
    new Set(names.map((name) => name || '<unknown>')),
  );
});

describe('tree and stacks', () => {
  function walk(node: ProfileNode, path: string[], found: Map<string, number>): void {
    for (const child of node.children) {
      const below = [...path, child.name];
      if (child.self !== 0) found.set(below.join(';'), Number(child.self));
      walk(child, below, found);
    }
  }

  test('say the same of any profile, and the children of a node are its total', () => {
    fc.assert(
      fc.property(madeSamples, (samples) => {
        const data = new ProfileData('made', makeProfile(samples));
        const root = data.tree();
        const found = new Map<string, number>();
        walk(root, [], found);
        expect(found).toEqual(
          new Map(data.stacks().map(({ frames, value }) => [frames.join(';'), Number(value)])),
        );
        const check = (node: ProfileNode): void => {
          const { self, total, children } = node;
          expect(children.reduce((sum, child) => sum + Number(child.total), Number(self))).toBe(total);
          children.forEach(check);
        };
        check(root);
      }),
    );
  });

  test('a stack of a million frames', () => {
    const deep = makeProfile([
      { stack: Array.from({ length: 1_000_000 }, (_, at) => (at % 2 ? 'a' : 'b')), value: 5 },
    ]);
    const data = new ProfileData('deep', deep);
    expect(data.top().map(({ name, flat, cum }) => [name, flat, cum])).toEqual([
      ['a', 5, 5],
      ['b', 0, 5],
    ]);
    expect(data.stacks()[0]?.frames).toHaveLength(1_000_000);
    expect(data.tree().children[0]).toMatchObject({ name: 'b', total: 5, self: 0 });
  });
});

test('beyond 2^53 digits stand for numbers, exact', () => {
  const profile = makeProfile([
    { stack: ['main', 'a'], value: 1 },
    { stack: ['main', 'b'], value: 1 },
    { stack: ['main', 'c'], value: 1 },
  ]);
  const most = 2n ** 63n - 1n;
  profile.samples.values[0]!.set([most, 7n, -(2n ** 63n)]);
  const data = new ProfileData('huge', profile);
  const rows = new Map(data.top().map(({ name, flat, cum }) => [name, [flat, cum]]));
  expect(rows.get('a')).toEqual([String(most), String(most)]);
  expect(rows.get('b')).toEqual([7, 7]);
  expect(rows.get('c')).toEqual(['-9223372036854775808', '-9223372036854775808']);
  expect(rows.get('main')).toEqual([0, 6]);
  expect(data.tree().total).toBe(6);
  expect(data.stacks().map(({ value }) => value)).toEqual([String(most), 7, '-9223372036854775808']);
});
