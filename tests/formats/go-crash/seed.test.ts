import { describe, expect, test } from 'vitest';
import { parse, parseOne, readCapture } from './read-log.ts';

const reason = 's.allocCount != s.nelems && freeIndex == s.nelems';

describe.each([
  [1, 12, 'runtime: s.allocCount= 3 s.nelems= 5', 'pidinfo.newPidInfo'],
  [2, 10, 'runtime: s.allocCount= 3 s.nelems= 5', 'pidinfo.(*PidInfo).init'],
  [3, 13, 'runtime: s.allocCount= 492 s.nelems= 512', 'pidinfo.(*PidInfo).init'],
])('topid-crash-%i', (n, frames, said, outermost) => {
  const name = `topid-crash-${n}.log`;

  test('is one throw of one goroutine', async () => {
    const crash = await parseOne(readCapture(name));
    expect(crash).toMatchObject({ reason, reasonKind: 'fatal error', signal: undefined, panics: [] });
    expect(crash.runtimeLines.map(({ text }) => text)).toEqual([said]);
    expect(crash.goroutines).toHaveLength(1);
    const [goroutine] = crash.goroutines;
    expect(goroutine).toMatchObject({ id: 1, state: 'running', waitMinutes: 0, createdBy: undefined });
    expect(goroutine!.frames).toHaveLength(frames);
    expect(goroutine!.frames.slice(0, 3).map((frame) => frame.function)).toEqual([
      'runtime.throw',
      'runtime.(*mcache).nextFree',
      'runtime.mallocgc',
    ]);
    expect(goroutine!.frames.at(-1)!.function).toBe(outermost);
  });

  test('the greeting is kept', async () => {
    const { lines } = (await parse(readCapture(name))).value;
    expect(lines.find((line) => line.includes('Hello'))).toContain(
      n === 3 ? 'Hello \\xe4\\xbd\\xa0\\xe5\\xa5\\xbd Hola' : '你好',
    );
  });
});

test('a frame in full', async () => {
  const [goroutine] = (await parseOne(readCapture('topid-crash-1.log'))).goroutines;
  expect(goroutine!.frames[2]).toEqual({
    function: 'runtime.mallocgc',
    package: 'runtime',
    file: 'runtime/malloc.go',
    fileLine: 1022,
    args: '0x600, 0x15d600, 0x1, 0x0',
    inlined: false,
    owner: 'runtime',
    offset: '+0x688',
    fp: '0x40000a0db0',
    sp: '0x40000a0cf0',
    pc: '0x1b0e8',
    sizeBytes: 192,
    line: 12,
  });
  expect(goroutine!.frames[8]).toMatchObject({
    function: 'io/ioutil.ReadAll',
    package: 'io/ioutil',
    args: '...',
    inlined: true,
    owner: 'std',
    fileLine: 45,
    offset: undefined,
    sizeBytes: undefined,
  });
  expect(goroutine!.frames.map(({ owner }) => owner)).toEqual([
    ...Array<string>(4).fill('runtime'),
    ...Array<string>(5).fill('std'),
    ...Array<string>(3).fill('user'),
  ]);
});

test('the second is cut off: its last call has no file line', async () => {
  const { value, end } = await parse(readCapture('topid-crash-2.log'));
  const [goroutine] = value.crashes[0]!.goroutines;
  expect(goroutine!.cut).toBe(true);
  expect(goroutine!.frames.at(-1)).toMatchObject({
    file: undefined,
    fileLine: undefined,
    args: '0x40001a84b0, 0xa, 0x1d6860',
  });
  expect(value.crashes[0]!.notices).toEqual([
    {
      code: 'go-crash-cut',
      message: 'go-crash: a traceback breaks off at line 27',
      params: { line: 27 },
      where: { line: 27 },
    },
  ]);
  expect(end.complete).toBe(false);
});

test('the three in one file are three', async () => {
  const text = [1, 2, 3]
    .map((n) => new TextDecoder().decode(readCapture(`topid-crash-${n}.log`)))
    .join('~ #\n');
  const { crashes } = (await parse(text)).value;
  expect(crashes.map(({ goroutines }) => goroutines[0]!.frames.length)).toEqual([12, 10, 13]);
  expect(crashes.map(({ runtimeLines }) => runtimeLines.length)).toEqual([1, 1, 1]);
});
