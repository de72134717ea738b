import { describe, expect, test } from 'vitest';
import type { CallTreeOptions } from '#model/profile/call-tree.ts';
import { toTotal } from '#model/profile/weights.ts';
import { fixturePath, hasGo, readGoTop } from '../../formats/pprof/go-pprof.ts';
import { readPprofFixture, topOf, typeOf } from './read-profile.ts';

const units: Record<string, string> = { nanoseconds: 'ns', bytes: 'B', count: 'count' };

async function compare(file: string, type: string, options: CallTreeOptions, ...args: string[]) {
  const path = `pprof/valid/${file}`;
  const profile = readPprofFixture(path);
  const index = typeOf(profile, type);
  const unit = units[profile.sampleTypes[index]!.unit]!;
  const go = await readGoTop(unit, `-sample_index=${type}`, ...args, fixturePath(path));
  const ours = topOf(profile, index, options);
  expect(go.rows.size).toBeGreaterThan(0);
  expect(sorted(ours)).toEqual(sorted(go.rows));
  return { go, ours, total: Number(toTotal(profile, index)) };
}

const sorted = (rows: Map<string, [number, number]>) =>
  [...rows].filter(([, [flat, cum]]) => flat !== 0 || cum !== 0).sort(([a], [b]) => (a < b ? -1 : 1));

describe.skipIf(!hasGo)('every function has the flat and cum that `go tool pprof -top` gives it', () => {
  const files: [string, string[]][] = [
    ['cpu-labels.pb.gz', ['samples', 'cpu']],
    ['go-test-cpu.pb.gz', ['cpu']],
    ['heap.pb.gz', ['alloc_objects', 'alloc_space', 'inuse_objects', 'inuse_space']],
    ['allocs.pb.gz', ['alloc_space']],
    ['goroutine.pb.gz', ['goroutine']],
    ['threadcreate.pb.gz', ['threadcreate']],
    ['block.pb', ['contentions', 'delay']],
    ['mutex.pb.gz', ['contentions', 'delay']],
    ['diff.pb.gz', ['samples', 'cpu']],
    ['merged.pb.gz', ['cpu']],
  ];
  test.each(files.flatMap(([file, types]) => types.map((type) => [file, type])))(
    '%s, %s',
    async (file, type) => {
      const { go, total } = await compare(file, type, {});
      expect(total).toBe(go.total);
    },
  );
});

describe.skipIf(!hasGo)('so it does', () => {
  test('by line', async () => {
    const { ours } = await compare(
      'cpu-labels.pb.gz',
      'cpu',
      { granularity: 'lines' },
      '-lines',
      '-trim_path=/none',
    );
    expect([...ours.keys()].some((name) => /^main\.descend \S+\.go:\d+$/.test(name))).toBe(true);
  });

  test('by file', async () => {
    const path = 'pprof/valid/cpu-labels.pb.gz';
    const profile = readPprofFixture(path);
    const ours = topOf(profile, typeOf(profile, 'cpu'), { granularity: 'files' });
    const { rows } = await readGoTop('ns', '-files', '-trim_path=/none', fixturePath(path));
    const flats = (of: typeof rows) => sorted(of).map(([name, [flat]]) => [name, flat]);
    expect(flats(ours)).toEqual(flats(rows));
    // pprof has a row for each function of a file, so that a stack counts several times when they are added up.
    for (const [name, [, cum]] of ours) expect(cum).toBeLessThanOrEqual(rows.get(name)![1]);
  });

  test.each<[string, CallTreeOptions['filter'], string[]]>([
    ['-focus', { focus: /descend/ }, ['-focus=descend']],
    ['-focus by file', { focus: /strings\.go$/ }, ['-focus=strings\\.go$']],
    ['-ignore', { ignore: /descend|mcall/ }, ['-ignore=descend|mcall']],
    ['-focus and -ignore', { focus: /work/, ignore: /^runtime\.mem/ }, ['-focus=work', '-ignore=^runtime\\.mem']],
    ['-hide', { hide: /descend/ }, ['-hide=descend']],
    ['-hide of an inlined call', { hide: /square/ }, ['-hide=square']],
    ['-hide of all there is', { hide: /main|runtime/ }, ['-hide=main|runtime']],
    ['-show', { show: /^main\./ }, ['-show=^main\\.']],
    ['-show and -hide', { show: /^main\./, hide: /square|count/ }, ['-show=^main\\.', '-hide=square|count']],
    ['-show_from', { showFrom: /main\.descend/ }, ['-show_from=main\\.descend']],
    ['-show_from an inlined call', { showFrom: /square/ }, ['-show_from=square']],
    ['-show_from and -hide', { showFrom: /descend|words/, hide: /descend/ }, ['-show_from=descend|words', '-hide=descend']],
    ['by program', { focus: /bin\/profiles|profiles$/ }, ['-focus=bin/profiles|profiles$']],
  ])('%s', async (_, filter, args) => {
    await compare('cpu-labels.pb.gz', 'cpu', { filter }, ...args);
  }); // prettier-ignore
});
