import { describe, expect, test } from 'vitest';
import { parse, parseOne, readCapture, readText, withoutLines } from './read-log.ts';
import { paramOf } from '../../model/notice-params.ts';

// Real logs, and the seed's, as they reach people: prefixed, coloured, wrapped, quoted, cut.
const originals: [string, string][] = [
  ...[
    'nil-deref',
    'nested',
    'deadlock',
    'bad-pointer',
    'sigquit',
    'recovered-other',
    'race',
    'generics',
    'labels',
    'cgo-segv',
    'fault-address',
    'panic-error',
    'panic-lookalike',
    'http-panic',
  ].map((way): [string, string] => [`go1.26-${way}`, readText(`go1.26-${way}.log`)]),
  ['go1.19-panic-lookalike', readText('go1.19-panic-lookalike.log')],
  ['topid-crash-1', new TextDecoder().decode(readCapture('topid-crash-1.log'))],
  ['topid-crash-3', new TextDecoder().decode(readCapture('topid-crash-3.log'))],
];

async function read(input: string | Uint8Array): Promise<unknown[]> {
  return (await parse(input)).value.crashes.map((crash) => withoutLines(crash));
}

/** Every line through a function of its text and index. */
function eachLine(text: string, change: (line: string, index: number) => string): string {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return `${lines.map(change).join('\n')}\n`;
}

const second = (index: number): string => String(index % 60).padStart(2, '0');

const prefixes: Record<string, (line: string, index: number) => string> = {
  syslog: (line, i) => `Sep 13 00:02:${second(i)} board topid[654]: ${line}`,
  'syslog, blanks trimmed': (line, i) => `Sep  3 00:02:${second(i)} board topid[654]: ${line}`.trimEnd(),
  'journald -o short-iso': (line, i) => `2026-11-23T17:10:${second(i)}+0100 board crashes[12345]: ${line}`,
  'docker compose': (line) => `web-1  | ${line}`,
  'docker -t': (line, i) => `2026-11-23T17:10:${second(i)}.${100000000 + i * 7}Z ${line}`,
  'docker json-file': (line, i) =>
    JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: `2026-11-23T17:10:${second(i)}.1Z` }),
  'kubectl --prefix': (line) => `[pod/web-7d9f8c5b6-x2lqj/web] ${line}`,
  'container runtime': (line, i) => `2026-11-23T17:10:${second(i)}.123456789+01:00 stderr F ${line}`,
  'kernel log': (line, i) => `[   12.${String(345678 + i)}] ${line}`,
  logcat: (line, i) => `11-23 17:10:${second(i)}.123  4321  4567 E Go      : ${line}`,
  TAI64N: (line, i) => `@400000006924${(0x1a2b + i).toString(16)}${(0x2ef02e08 + i).toString(16)} ${line}`,
  'rsyslog, tabs as octal': (line, i) =>
    `Sep 13 00:02:${second(i)} board topid[654]: ${line.replaceAll('\t', '#011')}`,
  'journalctl -o json': (line, i) =>
    JSON.stringify({ _PID: '654', __REALTIME_TIMESTAMP: `${1_700_000_000_000_000 + i}`, MESSAGE: line }),
  'journalctl -o json, bytes': (line) =>
    JSON.stringify({ _PID: '654', MESSAGE: [...new TextEncoder().encode(line)] }),
  'go test -json': (line) =>
    JSON.stringify({ Action: 'output', Package: 'board', Test: 'TestPort', Output: `${line}\n` }),
  'GCP, textPayload': (line, i) =>
    JSON.stringify({ insertId: `a${i}`, textPayload: `${line}\n`, severity: 'ERROR' }),
  'GCP, jsonPayload': (line, i) =>
    JSON.stringify({ insertId: `a${i}`, jsonPayload: { message: line }, severity: 'ERROR' }),
  CloudWatch: (line, i) =>
    JSON.stringify({ logStreamName: 'web/1', timestamp: 1_700_000_000_000 + i, message: line }),
  'a JSON logger, line by line': (line, i) =>
    JSON.stringify({ level: 'error', ts: 1_700_000_000 + i, msg: line }),
  quoted: (line) => `> ${line}`,
  'quoted twice': (line) => `> > ${line}`,
};

describe.each(originals)('%s', (_, text) => {
  test.each(Object.keys(prefixes))('prefixed: %s', async (name) => {
    expect(await read(eachLine(text, prefixes[name]!))).toEqual(await read(text));
  });

  test('newest first', async () => {
    const lines = eachLine(text, prefixes['docker -t']!).trimEnd().split('\n');
    const turned = await parse(`${lines.toReversed().join('\n')}\n`);
    const crashes = await read(text);
    // Both ends of a file: its crashes come the other way round.
    expect(turned.value.crashes.map((crash) => withoutLines(crash)).toReversed()).toEqual(crashes);
    expect(turned.notices.map(({ code }) => code)).toEqual(['go-crash-newest-first']);
    for (const { firstLine, lastLine } of turned.value.crashes)
      expect(firstLine).toBeLessThanOrEqual(lastLine);
  });

  test('as a page of HTML', async () => {
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(await read(`<html><body><pre class="log">${escaped}</pre></body></html>\n`)).toEqual(
      await read(text),
    );
  });

  test('whole, in one record', async () => {
    expect(await read(`${JSON.stringify({ textPayload: text, severity: 'ERROR' })}\n`)).toEqual(
      await read(text),
    );
  });

  test('coloured', async () => {
    const coloured = eachLine(text, (line, i) =>
      line === '' ? line : `\u001b[${31 + (i % 6)}m${line}\u001b[0m\u001b[K`,
    );
    expect(await read(coloured)).toEqual(await read(text));
  });

  test.each([
    ['CRLF', '\r\n'],
    ['CR CR LF', '\r\r\n'],
  ])('%s', async (_name, end) => {
    expect(await read(text.replaceAll('\n', end))).toEqual(await read(text));
  });

  test.each([
    ['UTF-16LE with a mark', '\ufeff', true],
    ['UTF-16LE', '', true],
    ['UTF-16BE with a mark', '\ufeff', false],
    ['UTF-16BE', '', false],
  ])('%s', async (_name, mark, little) => {
    const units = `${mark}${text.replaceAll('\n', '\r\n')}`;
    const bytes = new Uint8Array(units.length * 2);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < units.length; i++) view.setUint16(i * 2, units.charCodeAt(i), little);
    expect(await read(bytes)).toEqual(await read(text));
  });

  test('UTF-8 with a mark', async () => {
    expect(await read(`\ufeff${text}`)).toEqual(await read(text));
  });

  test.each([4, 8])('tabs as %i spaces', async (width) => {
    const spaces = ' '.repeat(width);
    // Not that within a panic's own text: it is text.
    const spaced = eachLine(text, (line) =>
      /^\t(?!\/nowhere)\S*:\d+/.test(line) ? line.replace('\t', spaces) : line,
    );
    expect(await read(spaced)).toEqual(await read(text));
  });

  test('an indented block', async () => {
    expect(await read(eachLine(text, (line) => (line === '' ? '' : `      ${line}`)))).toEqual(
      await read(text),
    );
  });

  test('another log in between', async () => {
    const mixed = eachLine(text, (line, i) =>
      i % 7 === 3 && line !== '' ? `2026/11/23 17:10:${second(i)} polled 3 sensors in 12ms\n${line}` : line,
    );
    expect(await read(mixed)).toEqual(await read(text));
  });

  test('twice in one file', async () => {
    const once = await read(text);
    expect(await read(`${text}~ # ./topid again\n${text}`)).toEqual([...once, ...once]);
  });

  test('Windows paths', async () => {
    const windows = text.replaceAll(/^(\s+)casebook\//gm, '$1C:/Users/Ana Lin/board app/');
    const found = (await parse(windows)).value.crashes;
    expect(found.map(({ goroutines }) => goroutines.map(({ frames }) => frames.length))).toEqual(
      (await parse(text)).value.crashes.map(({ goroutines }) =>
        goroutines.map(({ frames }) => frames.length),
      ),
    );
    expect(windows === text || JSON.stringify(found).includes('C:/Users/Ana Lin/board app/')).toBe(true);
  });
});

describe('wrapped by a terminal', () => {
  // A panic's text cannot be told from its wrapping: these have none that is longer than the screen.
  const wrappable = originals.filter(([name]) =>
    /topid|sigquit|bad-pointer|deadlock|generics|cgo/.test(name),
  );

  /** As a terminal of so many columns shows it and a mouse copies it. */
  function wrap(text: string, columns: number): string {
    return eachLine(text, (line) => {
      const shown = line.replaceAll('\t', '        ');
      if (/^runtime: |^crashes: |^~ #|^\.\//.test(shown)) return shown.slice(0, columns);
      return shown.match(new RegExp(`.{1,${columns}}`, 'gu'))?.join('\n') ?? '';
    });
  }

  const bySpace = (crashes: unknown): unknown =>
    JSON.parse(JSON.stringify(crashes), (key, value: unknown) =>
      key === 'runtimeLines' ? undefined : value,
    );

  test.each(
    wrappable.flatMap(([name, text]) => [80, 100, 120].map((columns) => [name, columns, text] as const)),
  )('%s at %i columns', async (_name, columns, text) => {
    expect(bySpace(await read(wrap(text, columns)))).toEqual(bySpace(await read(text)));
  });

  test('the reader is told', async () => {
    const { notices } = await parse(wrap(readText('go1.26-bad-pointer.log'), 80));
    expect(notices.map(({ code }) => code)).toEqual(['go-crash-wrapped']);
    expect(paramOf(notices[0], 'count')).toBeGreaterThan(20);
  });

  test('with a prefix, whose lines go on without', async () => {
    const text = readText('go1.26-bad-pointer.log');
    const wrapped = wrap(eachLine(text, prefixes['syslog']!), 80);
    const [crash] = (await parse(wrapped)).value.crashes;
    const [original] = (await parse(text)).value.crashes;
    expect(crash!.goroutines.map(({ frames }) => frames.map((frame) => [frame.function, frame.pc]))).toEqual(
      original!.goroutines.map(({ frames }) => frames.map((frame) => [frame.function, frame.pc])),
    );
  });
});

describe('in the wild', () => {
  const text = readText('go1.26-nil-deref.log');

  test('two programs that crash into one log, line by line', async () => {
    const a = text.trimEnd().split('\n');
    const b = readText('go1.26-nested.log').trimEnd().split('\n');
    const both = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [
      ...(i < a.length ? [`web-1    | ${a[i]}`] : []),
      ...(i < b.length ? [`worker-1 | ${b[i]}`] : []),
    ]);
    const found = await read(`${both.flat().join('\n')}\n`);
    expect(found).toEqual([...(await read(text)), ...(await read(readText('go1.26-nested.log')))]);
  });

  test('journald’s further lines of one message', async () => {
    const prefix = 'Nov 23 17:10:55 board crashes[12345]: ';
    const journal = eachLine(text, (line, i) => (i === 0 ? prefix : ' '.repeat(prefix.length)) + line);
    const [crash] = (await parse(journal)).value.crashes;
    expect(crash!.goroutines[0]!.frames).toHaveLength(4);
  });

  test('a stack in one string of a JSON log', async () => {
    const stack = text.slice(text.indexOf('goroutine'));
    const log = `${JSON.stringify({ level: 'info', msg: 'up' })}\n${JSON.stringify({ level: 'error', msg: 'boom', stack })}\n`;
    const crash = await parseOne(log);
    expect(crash.goroutines[0]!.frames).toHaveLength(4);
    expect(crash.goroutines[0]!.frames.every(({ line }) => line === 2)).toBe(true);
  });

  test('debug.Stack() in a log line: the prefix is the header’s alone', async () => {
    const stack = text.slice(text.indexOf('goroutine'));
    const crash = await parseOne(`2026/11/23 17:10:55 lost a worker: ${stack}`);
    expect(crash).toMatchObject({ reasonKind: 'goroutine dump', reason: '' });
    expect(crash.goroutines[0]!.frames).toHaveLength(4);
  });

  test('the head of the log is lost', async () => {
    const headless = text.slice(text.indexOf('main.init'));
    const { value, notices } = await parse(headless);
    expect(value.crashes[0]!.goroutines[0]!.frames.map((frame) => frame.function)).toEqual([
      'main.init.3.func1',
      'main.main',
    ]);
    expect(notices.map(({ code }) => code)).toEqual(['go-crash-headless']);
  });

  test('a blank line after every line', async () => {
    expect(await read(eachLine(text, (line) => `${line}\n`))).toEqual(await read(text));
  });

  test('no blank lines at all', async () => {
    const log = readText('go1.26-deadlock.log');
    expect(await read(log.replaceAll(/\n+/g, '\n'))).toEqual(await read(log));
  });

  test('what follows is kept apart: exit status, the prompt, a second crash', async () => {
    const log = `${text}exit status 2\n~ # ls\nboard.log\n~ # ./crashes nested\n${readText('go1.26-nested.log')}`;
    const { crashes } = (await parse(log)).value;
    expect(crashes.map(({ firstLine, lastLine }) => [firstLine, lastLine])).toEqual([
      [2, 14],
      [19, 35],
    ]);
  });

  test('dumps one after the other, other lines between', async () => {
    const stack = text.slice(text.indexOf('goroutine'));
    const { crashes } = (
      await parse(`${stack}served 12 requests\n${stack.replace('goroutine 1 ', 'goroutine 7 ')}`)
    ).value;
    expect(crashes.map(({ goroutines }) => goroutines.map(({ id }) => id))).toEqual([[1], [7]]);
  });

  test('old headers and marks that today’s Go prints no more', async () => {
    const crash = await parseOne(
      [
        'panic: boom',
        '[signal 0xb code=0x1 addr=0x0 pc=0x401000]',
        '',
        'goroutine 18 [chan receive, 10 minutes, locked to thread]:',
        'main.f(0xc208001b60)',
        '\t/go/src/a.go:7 +0x20 fp=0xc208040000 sp=0xc20803ffe0',
        '...additional frames elided...',
        'created by main.main',
        '\t/go/src/a.go:12 +0x40',
        '',
        'goroutine 5 [select (no cases) (scan)]:',
        'non-Go function at pc=7f3a0c1d2e3f',
        'inC',
        '\t/src/board.c:7 pc=0x6ed9f2',
        'goroutine 6 [running]:',
        '\tgoroutine running on other thread; stack unavailable',
        'goroutine 7 [chan receive (leaked)]:',
        'main.g(0x1)',
        '\t?:0 +0x1',
      ].join('\n'),
    );
    expect(crash.signal).toEqual({
      name: '0xb',
      text: '',
      code: '0x1',
      addr: '0x0',
      pc: '0x401000',
      line: 2,
    });
    const [a, b, c, d] = crash.goroutines;
    expect(a).toMatchObject({
      id: 18,
      state: 'chan receive',
      waitMinutes: 10,
      lockedToThread: true,
      elided: -1,
    });
    expect(a!.frames[0]).toMatchObject({ sizeBytes: 32, pc: undefined });
    expect(a!.createdBy).toMatchObject({ function: 'main.main', fileLine: 12, goroutine: undefined });
    expect(b).toMatchObject({ state: 'select (no cases)', marks: ['scan'] });
    expect(b!.frames).toMatchObject([
      { function: 'non-Go function', owner: 'cgo', pc: '0x7f3a0c1d2e3f' },
      { function: 'inC', owner: 'cgo', file: '/src/board.c', fileLine: 7, pc: '0x6ed9f2' },
    ]);
    expect(c).toMatchObject({ stackUnavailable: true, frames: [] });
    expect(d).toMatchObject({ state: 'chan receive', marks: ['leaked'] });
    expect(d!.frames[0]).toMatchObject({ file: undefined, fileLine: undefined });
  });
});
