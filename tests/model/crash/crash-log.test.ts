import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CrashLog } from '#model/crash/crash-log.ts';
import { checkAllocation } from '#model/crash/allocation-check.ts';
import { countStates, findCrashing, toBuckets } from '#model/crash/buckets.ts';
import { diffCrashes } from '#model/crash/crash-diff.ts';
import { crashGuides, findCrashGuide } from '#model/crash/crash-reasons.ts';
import { toCrashText } from '#model/crash/crash-text.ts';
import { countPackages, matchesGoroutine } from '#model/crash/goroutine-filter.ts';
import { findGoRelease, findOldestRelease } from '#model/crash/go-release.ts';
import { sharedFrames } from '#model/crash/shared-frames.ts';
import { countObjects, findSizeClass, findSizeClasses } from '#model/crash/size-classes.ts';
import { findSourceUrl } from '#model/source-link.ts';
import { countWaits } from '#model/crash/wait-times.ts';
import { reasonSamples } from './crash-reason-samples.ts';
import { parseOne, readCapture, readText, readValid } from '../../formats/go-crash/read-log.ts';

const seeds = await Promise.all([1, 2, 3].map((n) => parseOne(readCapture(`topid-crash-${n}.log`))));
const crash = (name: string): Promise<CrashLog> => parseOne(readValid(`${name}.log`));

describe('buckets', () => {
  test('a deadlock: the first goroutine, then by count', async () => {
    const { goroutines } = await crash('go1.26-deadlock');
    const buckets = toBuckets(goroutines);
    expect(buckets.map(({ count, state }) => [count, state])).toEqual([
      [5, 'chan receive'],
      [3, 'sync.Mutex.Lock'],
      [1, 'sync.WaitGroup.Wait'],
    ]);
    expect(buckets[0]!.goroutines.map(({ id }) => id)).toEqual([19, 20, 21, 22, 23]);
    expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(goroutines.length);
  });

  test('the one that crashed stays first however many others there are', async () => {
    const buckets = toBuckets((await crash('go1.26-traceback-all')).goroutines);
    expect(buckets.map(({ count, state }) => [count, state])).toEqual([
      [1, 'running'],
      [3, 'select (no cases)'],
      [1, 'sleep'],
    ]);
  });

  test('arguments differ and the stack is the same; another line is another stack', async () => {
    const { goroutines } = await crash('go1.26-sigquit');
    const receiving = toBuckets(goroutines).filter(({ state }) => state === 'chan receive');
    // Twelve from one line, and one that locks its thread from another.
    expect(receiving.map(({ count }) => count)).toEqual([12, 1]);
  });

  test('waits span from the shortest to the longest', async () => {
    const { goroutines } = await crash('go1.26-sigquit-minutes');
    const [most] = toBuckets(goroutines).filter(
      ({ createdBy }) => createdBy?.function === 'main.init.7.func2',
    );
    expect(most).toMatchObject({ count: 10, waitMinutes: { min: 2, max: 4 } });
    const waits = countWaits(most!.goroutines);
    expect(waits).toEqual([
      { state: 'chan receive', minutes: 4, count: 3 },
      { state: 'chan receive', minutes: 2, count: 7 },
    ]);
  });

  test('states', async () => {
    expect(countStates((await crash('go1.26-deadlock')).goroutines)).toEqual([
      { state: 'chan receive', count: 5 },
      { state: 'sync.Mutex.Lock', count: 3 },
      { state: 'sync.WaitGroup.Wait', count: 1 },
    ]);
  });
});

describe('shared frames', () => {
  test('of the three of the case', () => {
    expect(sharedFrames(seeds)).toEqual(['runtime.throw', 'runtime.(*mcache).nextFree', 'runtime.mallocgc']);
    expect(sharedFrames(seeds.slice(0, 2))).toHaveLength(8);
  });

  test('one crash shares nothing, nor do two of different kinds', async () => {
    expect(sharedFrames(seeds.slice(0, 1))).toEqual([]);
    expect(sharedFrames([seeds[0]!, await crash('go1.26-divide')])).toEqual([]);
  });
});

describe('difference', () => {
  test('new, gone, and changed counts', async () => {
    const before = await crash('go1.26-deadlock');
    const after = structuredClone(before);
    after.goroutines = after.goroutines.filter(
      ({ state, id }) => state !== 'sync.Mutex.Lock' && id !== 19 && id !== 20,
    );
    after.goroutines.at(-1)!.state = 'select';
    const { changes, sameReason } = diffCrashes(before, after);
    expect(sameReason).toBe(true);
    expect(changes.map(({ change, before: b, after: a, bucket }) => [change, b, a, bucket.state])).toEqual([
      ['new', 0, 1, 'select'],
      ['gone', 3, 0, 'sync.Mutex.Lock'],
      ['shrunk', 5, 2, 'chan receive'],
      ['same', 1, 1, 'sync.WaitGroup.Wait'],
    ]);
  });

  test('the same code of another release: lines have moved', async () => {
    const { changes } = diffCrashes(
      await crash('go1.25-goroutine-panic'),
      await crash('go1.26-goroutine-panic'),
    );
    expect(changes).toMatchObject([{ change: 'same', moved: false }]);
    const a = await crash('go1.26-nil-deref');
    const b = structuredClone(a);
    b.goroutines[0]!.frames[0]!.fileLine = 41;
    expect(diffCrashes(a, b).changes).toMatchObject([{ change: 'same', before: 1, after: 1, moved: true }]);
  });
});

describe('text for a ticket', () => {
  test('a throw', () => {
    const lines = toCrashText(seeds[0]!).split('\n');
    expect(lines.slice(0, 6)).toEqual([
      'fatal error: s.allocCount != s.nelems && freeIndex == s.nelems',
      'runtime: s.allocCount= 3 s.nelems= 5',
      'in your code: pidinfo.(*TidInfo).updateStat  pidinfo/pidinfo.go:486',
      '',
      'goroutine 1 [running]:',
      'runtime.throw  runtime/panic.go:774',
    ]);
    expect(lines.at(-2)).toBe('pidinfo.newPidInfo  pidinfo/pidinfo.go:631');
  });

  test('nested panics with a signal', async () => {
    expect(
      toCrashText(await crash('go1.26-recovered-other'))
        .split('\n')
        .slice(0, 3),
    ).toEqual([
      'panic: runtime error: invalid memory address or nil pointer dereference [recovered]',
      '\tpanic: wrapped: runtime error: invalid memory address or nil pointer dereference',
      '[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x51a5c4]',
    ]);
  });

  test('a race', async () => {
    expect(toCrashText(await crash('go1.26-race'))).toMatch(
      /^DATA RACE: Write at .*\n\nWrite at 0x[0-9a-f]+ by goroutine \d+:\nmain\.\(\*counter\)\.add  /,
    );
  });

  test('a deep stack is cut short and says so', async () => {
    expect(toCrashText(await crash('go1.26-divide'))).not.toContain('more frames');
    expect(toCrashText(await crash('go1.26-cgo-quit'))).not.toContain('more frames');
    const deep = await crash('go1.26-stack-overflow');
    expect(toCrashText({ ...deep, goroutines: deep.goroutines.slice(1) })).toContain('… 1001614 more frames');
  });
});

describe('filter', () => {
  test('by state, package and text', async () => {
    const { goroutines } = await crash('go1.26-sigquit');
    const count = (filter: Parameters<typeof matchesGoroutine>[1]): number =>
      goroutines.filter((goroutine) => matchesGoroutine(goroutine, filter)).length;
    expect(count({})).toBe(goroutines.length);
    expect(count({ state: 'chan send' })).toBe(4);
    expect(count({ package: 'net' })).toBe(1);
    expect(count({ text: 'WAITING.GO' })).toBe(
      goroutines.filter(({ frames }) => frames.some(({ file }) => file?.endsWith('waiting.go'))).length,
    );
    expect(count({ text: '19', state: 'chan receive' })).toBeGreaterThan(0);
    expect(count({ text: 'no such thing' })).toBe(0);
  });

  test('packages, the user’s first', () => {
    const packages = countPackages(seeds[0]!.goroutines);
    expect(packages.map((entry) => [entry.package, entry.owner])).toEqual([
      ['pidinfo', 'user'],
      ['bytes', 'std'],
      ['io/ioutil', 'std'],
      ['runtime', 'runtime'],
    ]);
  });
});

describe('release', () => {
  test('of the seed: panic.go:774 is throw in 1.13', () => {
    expect(seeds.map((seed) => findGoRelease(seed))).toEqual(
      [8, 9, 10].map((line) => ({
        line: '1.13',
        evidence: { kind: 'known-line', text: 'runtime/panic.go:774', line },
      })),
    );
  });

  test.each(['1.21', '1.22', '1.23', '1.24', '1.25', '1.26'])('a throw of %s', async (line) => {
    expect(findGoRelease(await crash(`go${line}-bad-pointer`))?.line).toBe(line);
  });

  test('1.19 is not certain, and nothing is told', async () => {
    expect(findGoRelease(await crash('go1.19-bad-pointer'))).toBeUndefined();
  });

  test.each([
    ['/home/ana/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.21.13.linux-amd64/src/', '1.21', 'go1.21.13'],
    ['/opt/hostedtoolcache/go/1.22.3/x64/src/', '1.22', 'go1.22.3'],
    ['/usr/local/Cellar/go/1.20.4/libexec/src/', '1.20', 'go1.20.4'],
    ['C:/Users/ana/sdk/go1.21.3/src/', '1.21', 'go1.21.3'],
    ['/usr/lib/go-1.19/src/', '1.19', undefined],
  ])('by the path %s', async (root, line, tag) => {
    const text = readText('go1.26-nil-deref-system.log').replaceAll('\truntime/', `\t${root}runtime/`);
    expect(findGoRelease(await parseOne(text))).toMatchObject({
      line,
      ...(tag && { tag }),
      evidence: { kind: 'path' },
    });
  });

  test('a plain root says nothing, but what is printed tells how old it can be', async () => {
    const text = readText('go1.26-nil-deref.log').replaceAll('\truntime/', '\t/usr/local/go/src/runtime/');
    expect(findGoRelease(await parseOne(text))).toBeUndefined();
    expect(findOldestRelease(await crash('go1.26-nil-deref-system'))?.line).toBe('1.22');
    expect(findOldestRelease(await crash('go1.21-goroutine-panic'))?.line).toBe('1.21');
    expect(findOldestRelease(await crash('go1.26-bubble'))?.line).toBe('1.21');
    expect(findOldestRelease(seeds[0]!)).toBeUndefined();
  });
});

describe('size classes', () => {
  test('the 24 bytes of 1.16 move every later class by one', () => {
    const of = (release: string, bytes: number): number | undefined =>
      findSizeClass(release, { bytes, noscan: true })?.index;
    expect([of('1.13', 1536), of('1.15', 1536), of('1.16', 1536), of('1.26', 1536)]).toEqual([
      35, 35, 36, 36,
    ]);
    expect([of('1.13', 24), of('1.16', 24)]).toEqual([3, 3]);
    expect([
      findSizeClass('1.13', { bytes: 24, noscan: true })?.objectBytes,
      findSizeClass('1.16', { bytes: 24, noscan: true })?.objectBytes,
    ]).toEqual([32, 24]);
    expect([findSizeClasses('1.15')!.length, findSizeClasses('1.16')!.length]).toEqual([66, 67]);
    expect([findSizeClasses('1.12'), findSizeClasses('1.27')]).toEqual([undefined, undefined]);
    expect(of('1.26', 32769)).toBeUndefined();
  });

  test('a span holds as many objects as the column “objects” of Go’s sizeclasses.go says', () => {
    // prettier-ignore
    expect(findSizeClasses('1.26')!.map(({ spanBytes, objectBytes }) => Math.floor(spanBytes / objectBytes))).toEqual([
      1024, 512, 341, 256, 170, 128, 102, 85, 73, 64, 56, 51, 46, 42, 39, 36, 34, 32, 28, 25, 23, 21, 19, 18, 17, 16,
      14, 12, 11, 10, 9, 8, 7, 6, 11, 5, 9, 4, 7, 3, 8, 5, 7, 2, 5, 3, 4, 5, 6, 7, 1, 6, 5, 4, 3, 2, 3, 4, 1, 4, 3, 2,
      3, 1, 3, 2, 1,
    ]);
  });

  // Counted by allocating until spans were full, with each of these releases on amd64.
  test.each([
    ['1.19', [512, 512, 128, 128, 16, 8]],
    ['1.21', [512, 512, 128, 128, 16, 8]],
    ['1.22', [512, 504, 128, 126, 15, 7]],
    ['1.25', [512, 504, 128, 126, 15, 7]],
    ['1.26', [504, 496, 126, 124, 15, 7]],
  ])('objects in a span of %s', (release, counts) => {
    const sizes: [number, boolean][] = [
      [16, true],
      [16, false],
      [64, true],
      [64, false],
      [512, false],
      [1024, false],
    ];
    const found = sizes.map(([bytes, noscan]) =>
      countObjects(release, findSizeClass(release, { bytes, noscan })!, noscan),
    );
    expect(found).toEqual(counts);
  });
});

describe('allocation', () => {
  test('the seed’s 1536 bytes: five in a span, class 35 without pointers, only before 1.16', () => {
    expect(checkAllocation(seeds[0]!)).toMatchObject({
      release: { line: '1.13' },
      askedBytes: 1536,
      said: { allocated: 3, objects: 5, line: 4 },
      expected: { objects: 5, tiny: false, sizeClass: { index: 35, objectBytes: 1536, spanBytes: 8192 } },
      agrees: true,
      spanClass: {
        value: 0x47,
        argument: '0xa2f47',
        noscan: true,
        agrees: true,
        onlyBefore116: true,
        sizeClass: { index: 35 },
      },
    });
  });

  test('the seed’s 8 bytes: the tiny class', () => {
    expect(checkAllocation(seeds[2]!)).toMatchObject({
      askedBytes: 8,
      said: { allocated: 492, objects: 512 },
      expected: { objects: 512, tiny: true, sizeClass: { index: 2, objectBytes: 16 } },
      agrees: true,
      spanClass: { value: 5, noscan: true, agrees: true, onlyBefore116: false },
    });
  });

  test('says that they disagree', async () => {
    const text = new TextDecoder()
      .decode(readCapture('topid-crash-1.log'))
      .replace('s.nelems= 5\n', 's.nelems= 6\n');
    expect(checkAllocation(await parseOne(text))).toMatchObject({ agrees: false, expected: { objects: 5 } });
  });

  test.each([
    ['an unknown release', 'panic.go:774', 'panic.go:775'],
    ['no numbers', 'runtime: s.allocCount= 3 s.nelems= 5', 'runtime: x'],
    ['an uncertain argument', 'mallocgc(0x600,', 'mallocgc(0x600?,'],
  ])('%s: says nothing', async (_, from, to) => {
    const text = new TextDecoder().decode(readCapture('topid-crash-1.log')).replace(from, to);
    expect(checkAllocation(await parseOne(text))).toBeUndefined();
  });
});

describe('guides', () => {
  const samples = reasonSamples.map(([slug, reasonKind, reason, line]) => ({
    slug,
    reasonKind,
    reason,
    line,
  }));
  test.each(samples)('$slug: $reasonKind $reason $line', ({ slug, reasonKind, reason, line }) => {
    const runtimeLines = line === undefined ? [] : [{ text: line, line: 1 }];
    expect(findCrashGuide({ ...seeds[0]!, reasonKind, reason, runtimeLines })).toBe(slug);
  });

  test.each([
    ['panic', 'worker: index out of range in the table of ports', 'unrecovered-error-panic'],
    ['fatal error', 'stackmapdata: index out of range', 'runtime-throw'],
    ['fatal error', 'runtime: split stack overflow', 'stack-split'],
    ['panic', 'fork/exec /bin/sh: cannot allocate memory', 'unrecovered-error-panic'],
  ] as const)('words within others lead nowhere else: %s %s', (kind, reason, slug) => {
    expect(findCrashGuide({ ...seeds[0]!, reasonKind: kind, reason, runtimeLines: [] })).toBe(slug);
  });

  test('a panic in words of its own, by whether the program went on', () => {
    const own = { ...seeds[0]!, reasonKind: 'panic' as const, reason: 'no ports', runtimeLines: [] };
    expect(findCrashGuide(own)).toBe('unrecovered-error-panic');
    expect(findCrashGuide({ ...own, recovered: true })).toBe('recovered-panic');
  });

  // Every message that a page shows leads to that page; the lines above one in its paragraph stand beside it.
  test.each(crashGuides)('the messages on the page %s lead to it', (slug) => {
    const page = new URL(`../../../src/content/docs/guides/crashes/${slug}.mdx`, import.meta.url);
    const block = /```txt.*\n([\s\S]*?)\n```/.exec(readFileSync(page, 'utf8'))![1]!;
    for (const paragraph of block.split('\n\n')) {
      const lines = paragraph.split('\n');
      for (const [at, text] of lines.entries()) {
        const found = /^(?:(panic|fatal error): )?(.*)/.exec(text)!;
        const signal = /^(?:SIG[A-Z]+: |Exception 0x)/.test(text);
        if (found[1] === undefined && !signal) continue;
        const reasonKind = (found[1] ?? 'signal') as 'panic' | 'fatal error' | 'signal';
        const runtimeLines = lines.slice(0, at).map((line) => ({ text: line, line: 1 }));
        const name = /^\[signal (\w+)/.exec(lines[at + 1] ?? '')?.[1];
        const crashed = {
          ...seeds[0]!,
          reasonKind,
          reason: found[2]!,
          runtimeLines,
          signal: name === undefined ? undefined : { name, text: '', line: 1 },
        };
        expect(findCrashGuide(crashed), text).toBe(slug);
      }
    }
  });

  test('each has its page in both languages', () => {
    for (const folder of ['', 'zh-cn/']) {
      const pages = new URL(`../../../src/content/docs/${folder}guides/crashes/`, import.meta.url);
      const index = readFileSync(new URL('index.mdx', pages), 'utf8');
      for (const slug of crashGuides) {
        expect(readFileSync(new URL(`${slug}.mdx`, pages), 'utf8').length).toBeGreaterThan(200);
        expect(index, `${folder} ${slug}`).toContain(`/guides/crashes/${slug}/)`);
      }
      const files = readdirSync(pages).filter((name) => name !== 'index.mdx');
      expect(files.map((name) => name.replace(/\.mdx$/, '')).toSorted()).toEqual(crashGuides.toSorted());
    }
  });

  test.each([
    ['go1.26-nil-deref', 'nil-dereference'],
    ['go1.26-slice-bounds', 'index-out-of-range'],
    ['go1.26-closed-channel', 'closed-channel'],
    ['go1.26-close-nil', 'closed-channel'],
    ['go1.26-type-assertion', 'type-assertion'],
    ['go1.26-inlined', 'invalid-argument'],
    ['go1.26-fault-address', 'unexpected-signal'],
    ['go1.26-cgo-segv', 'unexpected-signal'],
    ['go1.26-sigquit', 'sigquit-dump'],
    ['go1.26-bubble', 'all-goroutines-asleep'],
    ['go1.26-goexit', 'all-goroutines-asleep'],
    ['go1.26-bad-pointer', 'bad-pointer'],
    ['go1.26-out-of-memory', 'out-of-memory'],
    ['go1.26-race', 'data-race'],
    ['go1.26-panic-error', 'unrecovered-error-panic'],
    ['go1.26-profile', 'sigquit-dump'],
  ])('%s: %s', async (name, slug) => {
    expect(findCrashGuide(await crash(name))).toBe(slug);
  });
});

describe('links to source', () => {
  const frame = { owner: 'std', file: '/usr/local/go1.21.13/src/net/http/server.go', fileLine: 12 } as const;
  const tag = 'go1.21.13';

  test('std at its tag, trimmed paths too', () => {
    const url = 'https://github.com/golang/go/blob/go1.21.13/src/net/http/server.go#L12';
    expect(findSourceUrl(frame, tag, '')).toBe(url);
    expect(findSourceUrl({ ...frame, file: 'net/http/server.go' }, tag, '')).toBe(url);
  });

  test('not where the tag is not known, nor for generated files', () => {
    expect(findSourceUrl(frame, undefined, '')).toBeUndefined();
    expect(findSourceUrl({ ...frame, file: '<autogenerated>' }, tag, '')).toBeUndefined();
    expect(findSourceUrl({ ...frame, file: '_cgo_gotypes.go' }, tag, '')).toBeUndefined();
  });

  test('the user’s by their template; nothing but http', () => {
    const own = { owner: 'user', file: '/src/board/a b#.go', fileLine: 7 } as const;
    expect(findSourceUrl(own, undefined, 'https://git.example/blob/main/{path}#L{line}')).toBe(
      'https://git.example/blob/main/src/board/a%20b%23.go#L7',
    );
    expect(findSourceUrl(own, undefined, '')).toBeUndefined();
    expect(findSourceUrl(own, undefined, 'javascript:alert({line})')).toBeUndefined();
    expect(findSourceUrl(own, undefined, 'not a url {path}')).toBeUndefined();
  });
});

test('the crashing goroutine is the first that has frames', async () => {
  expect(findCrashing(await crash('go1.26-bad-pointer'))?.state).toBe('runtime stack');
  expect(findCrashing(await crash('go1.26-goexit'))).toBeUndefined();
});
