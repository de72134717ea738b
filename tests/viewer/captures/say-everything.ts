import { deflateSync, gunzipSync, gzipSync } from 'node:zlib';
import { ThreadWorker } from '../../workers/thread-worker.ts';
import type { Failure, Notice } from '#model/notice.ts';
import { unpackCapture } from '../../view/unpack.ts';
import { OpenCaptures } from '#viewer/captures/open-captures.ts';
import { toParseFailure } from '#workers/parse-task.ts';
import { ParsePool, type ParseWorker } from '#workers/parse-pool.ts';
import { listFixtures, read, readFixture } from '../../formats/read-fixture.ts';
import { bytes, makeProfile, number, packed, type Parts, text } from '../../formats/pprof/message.ts';
import { pseudoRandom } from './pseudo-random.ts';

export type Said = (Notice | Failure) & { isError: boolean };

const formats = ['go-crash', 'table', 'topid-info', 'topid-process', 'topid-snapshot', 'topid-text'];
/** Their fixtures are made by hand where they have to be wrong: see sayOfProfiles. */
const ofProfiles = ['folded', 'perf-script', 'pprof', 'pprof-text'];
const utf8 = new TextEncoder();

/** What reading these bytes has to say, as notices or as the error. */
async function sayOf(name: string, bytes: Uint8Array, options?: Parameters<typeof read>[2]): Promise<Said[]> {
  try {
    const { notices } = await read(name, bytes, options);
    return notices.map((notice) => ({ ...notice, isError: false }));
  } catch (error) {
    return [{ ...toParseFailure(error, name), isError: true }];
  }
}

function flip(bytes: Uint8Array, random: Iterator<number>, count = 3): Uint8Array {
  const broken = bytes.slice();
  for (let each = 0; each < count; each++) {
    broken[Math.floor(random.next().value * broken.length)] = Math.floor(random.next().value * 256);
  }
  return broken;
}

/** All fixtures, whole; the smaller ones also cut, damaged, and under a name that is none. */
async function sayOfFixtures(): Promise<Said[]> {
  const said: Said[] = [];
  const random = pseudoRandom(7);
  for (const format of formats) {
    for (const kind of ['valid', 'invalid'] as const) {
      const fixtures = listFixtures(format, kind);
      for (const [index, { file, bytes }] of fixtures.entries()) {
        said.push(...(await sayOf(file, bytes)));
        // Of the many crash logs some will do.
        if (bytes.length > 60_000 || (format === 'go-crash' && index % 12 > 0)) continue;
        said.push(...(await sayOf('unnamed', bytes)));
        for (let part = 1; part < 8; part++) {
          said.push(...(await sayOf(file, bytes.subarray(0, Math.floor((bytes.length * part) / 8)))));
          said.push(...(await sayOf(file, flip(bytes, random))));
        }
      }
    }
  }
  return said;
}

function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

async function sayOfArchives(): Promise<Said[]> {
  const log = readFixture('go-crash/valid/go1.26-nil-map.log');
  const packed = new Uint8Array(gzipSync(log));
  const random = pseudoRandom(11);
  const badSum = packed.slice();
  badSum[badSum.length - 8]! ^= 1;
  const files = [
    packed.subarray(0, 14),
    packed.subarray(0, packed.length - 20),
    badSum,
    concat(packed, utf8.encode('what follows')),
    new Uint8Array(gzipSync('')),
    ...Array.from({ length: 150 }, () => flip(packed, random, 2)),
  ];
  const said: Said[] = [];
  for (const bytes of files) said.push(...(await sayOf('crash.log.gz', bytes)));
  return said;
}

/** Files that are something else, and gob of other programs. */
async function sayOfStrangers(): Promise<Said[]> {
  const tar = new Uint8Array(600);
  tar.set(utf8.encode('ustar'), 257);
  const heads: [string, Uint8Array][] = [
    ['logs.zip', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0)],
    ['log.xz', Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0)],
    ['log.zst', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 4)],
    ['log.bz2', Uint8Array.of(0x42, 0x5a, 0x68, 0x39, 0x31)],
    ['logs.7z', Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0)],
    ['logs.tar', tar],
    ['app.bin', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1)],
    ['chart.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10)],
    ['chart.jpeg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ['chart.pdf', utf8.encode('%PDF-1.7 \0\0')],
    ['page.bin', utf8.encode('<!doctype html><title>404\0</title>')],
    ['lost.data', new Uint8Array(5000)],
    ['noise.bin', Uint8Array.from({ length: 300 }, (_, at) => (at * 73 + 41) % 251)],
    ['none.data', new Uint8Array()],
    ['thrice.gz', new Uint8Array(gzipSync(gzipSync(gzipSync('a'))))],
    ['top.txt', readFixture('recorders/top-procps.txt')],
    ['a poem.txt', utf8.encode('Der Mond ist aufgegangen\n')],
  ];
  const said: Said[] = [];
  for (const [name, bytes] of heads) said.push(...(await sayOf(name, bytes)));
  const log = readFixture('go-crash/valid/go1.26-nil-map.log');
  said.push(...(await sayOf('process-20211111-abc.data', log)), ...(await sayOf('rows.csv', log)));
  said.push(
    ...(await sayOf('a.log', log, { maxBytes: 150 })),
    ...(await sayOf('a.log', log, { format: 'x' })),
    ...(await sayOf('a.log', log, { maxLines: 3 })),
    ...(await sayOf('a.log', concat(utf8.encode('boot\nboot\n'), log), { maxLines: 1 })),
  );
  const lines = new TextDecoder().decode(log).trimEnd().split('\n');
  said.push(...(await sayOf('a.log', utf8.encode(lines.toReversed().join('\n')))));
  said.push(...(await sayOf('a.log', utf8.encode(`goroutine 1 [running]:\n${'main.f(0x1)\n'.repeat(60)}`))));
  for (const format of [...formats, ...ofProfiles]) {
    said.push(...(await sayOf('other', new Uint8Array(4), { format })));
    said.push(...(await sayOf('other', utf8.encode('a,b\n1,2\n'), { format })));
  }
  return said;
}

/** A message as gob frames it: its length, then it. */
const message = (...body: number[]) => Uint8Array.of(body.length, ...body);

/** A topid sample as gob sends it: type 64; its time, shorter than 64 seconds; one process, of which only the pid is sent. */
const sampleAt = (time: number) => message(0xff, 0x80, 1, 2 * time, 1, 1, 1, 14, 0, 0);

/** The same at any time of 31 bits. */
const sampleAtLong = (time: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(2 * time);
  return message(0xff, 0x80, 1, 0xfc, ...bytes, 1, 1, 1, 14, 0, 0);
};

/** Three processes of one name that share their memory. */
const rowOfMemory = (pid: number) => [1, 2 * pid, 4, 100, 0];
const sampleOfAlike = message(
  0xff, 0x80, 1, 10, 1, 3, ...rowOfMemory(1), ...rowOfMemory(2), ...rowOfMemory(3), 0,
); // prettier-ignore

async function sayOfGob(): Promise<Said[]> {
  const whole = readFixture('topid-process/valid/process-20211111-normal.data');
  // Three messages describe the types.
  let typesEnd = 0;
  for (let each = 0; each < 3; each++) typesEnd += 1 + whole[typesEnd]!;
  const types = whole.subarray(0, typesEnd);
  const memAsText = types.slice();
  memAsText[Buffer.from(types).lastIndexOf('Mem') + 4] = 0x0c;
  const ofNoType = message(0x7e, 1);
  const farTime = message(0xff, 0x80, 1, 0xf8, 0x7f, 9, 9, 9, 9, 9, 9, 9, 0);
  const absurd = Uint8Array.of(0x80, 1, 2, 3);
  const long = Uint8Array.of(0xfa, 1, 0, 0, 0, 0, 0, 9);
  const files = [
    types,
    concat(types, new Uint8Array(64)),
    concat(types, ofNoType),
    concat(types, absurd),
    concat(types, long),
    concat(types, Uint8Array.of(20, 1)),
    concat(whole, new Uint8Array(64)),
    concat(whole, ofNoType, ofNoType, whole),
    concat(whole, absurd),
    concat(whole, long),
    concat(whole, Uint8Array.of(0xfe)),
    concat(types, ...Array.from({ length: 30 }, () => [ofNoType, sampleAt(5)]).flat()),
    concat(types, ...Array.from({ length: 30 }, (_, at) => sampleAt(at % 2 ? 50 : 3))),
    concat(memAsText, sampleAt(1), sampleAt(2)),
    concat(types, sampleAt(9), farTime, sampleAt(10)),
    concat(types, sampleOfAlike),
    concat(
      types,
      ...Array.from({ length: 400 }, (_, at) => sampleAtLong(1e9 + at + 90_000 * Math.floor(at / 30))),
    ),
    readFixture('topid-process/valid/process-20261126-spikes.data'),
    readFixture('topid-process/valid/process-20261126-threads.data'),
    readFixture('topid-process/valid/process-20261126-zero-rows.data'),
  ];
  const said: Said[] = [];
  for (const bytes of files) said.push(...(await sayOf('process-20211111-a.data', bytes)));
  const snapshots = readFixture('topid-snapshot/valid/snapshot-20211111-normal.data');
  const random = pseudoRandom(5);
  for (let each = 0; each < 200; each++) {
    said.push(...(await sayOf('process-20211111-a.data', flip(whole, random, 40))));
    said.push(...(await sayOf('snapshot-20211111-a.data', flip(snapshots, random, 4))));
  }
  return said;
}

async function sayOfText(): Promise<Said[]> {
  const header = 'time,pid,name,ucpu,scpu,mem_kb\n';
  const row = (time: number | string, rest = '1,app,1,2,300') => `${time},${rest}\n`;
  const tables = [
    header,
    header + row('soon') + row(''),
    header + row('2021-02-30T10:00:00Z') + row(1),
    header + row('1636624800000') + row(1),
    header + row(1, '1.5,app,1,2,3') + row(1, '1,app,x,2,3') + row(1, '0,,1,2,3') + row(1),
    header + row(1, '1,app,1,2,-3') + row(1, '1,app,1,2,3,4,5') + row(1, '1,"app"x,1,2,3') + row(1),
    `${header}${row(1)}1,1,"app,1,2,3\n${row(2)}`,
    header + row(1) + row('x').repeat(100),
    header + Array.from({ length: 40 }, (_, at) => row(at % 2 ? 1000 - at : at + 5000)).join(''),
    'time,name,mem_kb\n2021-11-11T10:00:00,app,3\n',
    'time,name,cpu\n5,a,3\n9,a,3\n5,b,3\n',
    'who,what\n1,2\n',
    '# 3 remarks\n',
    header + row(1, '1,app,1,,3') + row(2) + row(3, '1,app,nan,1,3'),
    header + row(1, '1,app,1,,3'),
    header + Array.from({ length: 12 }, (_, at) => row(1, `${at},app,1,2e7,3`)).join(''),
    header + Array.from({ length: 3 }, (_, at) => row(1, `${at},app,1,1,3`)).join(''),
    header + Array.from({ length: 6 }, (_, at) => row(1, `${at},app,1,1,${3 + (at % 3)}`)).join(''),
    header + Array.from({ length: 400 }, (_, at) => row(1e9 + at + 90_000 * Math.floor(at / 30))).join(''),
  ];
  const info = new TextDecoder().decode(readFixture('topid-info/valid/info-20211111-normal.data'));
  const log = new TextDecoder().decode(readFixture('go-crash/valid/go1.26-nil-map.log'));
  const frame = 'main.work(0x1)\n\t/src/main.go:12 +0x1d\n';
  const logs = [
    frame.repeat(3),
    `panic: boom\n\ngoroutine 1 [running]:\n${frame}a line of the daemon\n${frame}another\nand one more\n${frame}`,
    `panic: boom\n\ngoroutine 1 [running]:\nmain.work(0x1)\nmain.main()\n\t/src/main.go:12 +0x1d\n`,
    log.slice(0, log.lastIndexOf('\n\t')),
    log.replaceAll(/(.{30})/g, '$1\n'),
    'nothing happened in 300 s\nnor later\n',
    '\n',
  ];
  const tree = ['PID PRIO CPU MEM COMM', '1 20 3.1 35 init', '?? 12 lines of 7', '2 20 1.0 13 sh'].join('\n');
  const again = 'topid -i 2\nPID PRIO CPU MEM COMM\n~ # topid -i 5\nPID PRIO CPU MEM COMM\n';
  const said: Said[] = [];
  said.push(...(await sayOf('again.txt', utf8.encode(again))));
  const odd = Array.from({ length: 12 }, (_, pid) => `${pid} 20 NaN 4 app\n`).join('');
  said.push(...(await sayOf('odd.txt', utf8.encode(`PID PRIO CPU MEM COMM\n${odd}`))));
  for (const text of tables) said.push(...(await sayOf('rows.csv', utf8.encode(text), { format: 'table' })));
  for (const text of logs) said.push(...(await sayOf('app.log', utf8.encode(text), { format: 'go-crash' })));
  said.push(...(await sayOf('bom.log', Uint8Array.of(0xef, 0xbb, 0xbf), { format: 'go-crash' })));
  said.push(...(await sayOf('topid.txt', utf8.encode(tree), { format: 'topid-text' })));
  const long = `${info}\n${`${'x'.repeat(120)}\n`.repeat(150_000)}`;
  said.push(...(await sayOf('info-1.data', utf8.encode(long), { format: 'topid-info' })));
  said.push(
    ...(await sayOf('snapshot-1.txt', utf8.encode('no tree\nof 3\n'), { format: 'topid-snapshot-text' })),
  );
  const undated = '------Snapshot------ 5\nno tree\n------Snapshot------ 9000000000000\nno tree\n';
  said.push(...(await sayOf('snapshot-1.txt', utf8.encode(undated))));
  const trees = `------Snapshot------ 5\n${`${'x'.repeat(120)}\n`.repeat(600_000)}`;
  said.push(...(await sayOf('snapshot-1.txt', utf8.encode(trees), { format: 'topid-snapshot-text' })));
  return said;
}

/** Profiles, whole and in part; and messages that no maker writes. */
async function sayOfProfiles(): Promise<Said[]> {
  const said: Said[] = [];
  const random = pseudoRandom(13);
  for (const format of ofProfiles) {
    for (const { file, bytes } of listFixtures(format, 'valid')) {
      // What is packed would be cut as gzip, not as a profile.
      const plain = file.endsWith('.gz') ? new Uint8Array(gunzipSync(bytes)) : bytes;
      said.push(...(await sayOf(file, bytes)));
      for (let part = 1; part < 8; part++) {
        const head = plain.subarray(0, Math.floor((plain.length * part) / 8));
        said.push(
          ...(await sayOf('x', head, { format })),
          ...(await sayOf('x', flip(plain, random, 20), { format })),
        );
      }
    }
  }
  const twoLabels = bytes(2, [...packed(1, [1]), ...packed(2, [1, 2, 3])]);
  const messages: Parts[] = [
    { samples: [] },
    { samples: twoLabels },
    { samples: bytes(2, [...packed(1, [77, 1]), ...packed(2, [10])]) },
    { strings: ['first', 'cpu', 'nanoseconds'].flatMap((one) => text(6, one)) },
    { rest: [0x0b] },
    { rest: bytes(4, [0x80]) },
    { locations: bytes(4, []) },
    { sampleTypes: [] },
  ];
  for (const parts of messages) said.push(...(await sayOf('x.pb', makeProfile(parts), { format: 'pprof' })));
  const timed = makeProfile({ rest: number(9, 5) });
  said.push(...(await sayOf('x.pb', concat(timed, timed), { format: 'pprof' })));
  const texts: [string, string][] = [
    ['folded', 'main;work 3\nno count\nmain 4\n'],
    ['perf-script', 'app 7 1.5: 9 cycles: \n\t2a3c29 main.f (/app)\n odd\n\t2a3c2a main.g (/app)\n\n'],
    [
      'perf-script',
      'app 7 1.5: 99999999999999999999 cycles: \n\t2a3c29 main.f (/app)\n\t2a3c2a main.g (/app)\n\n',
    ],
    [
      'perf-script',
      Array.from(
        { length: 20 },
        (_, at) => `app 7 1.${at}: 9 event-${at}: \n\t2a3c29 main.f (/app)\n\n`,
      ).join(''),
    ],
    ['pprof-text', 'heap profile: 1: 5 [1: 5] @ heap/2\n1: 5 [1: 5] @ 0x43\nodd\n'],
  ];
  for (const [format, content] of texts) said.push(...(await sayOf('x', utf8.encode(content), { format })));
  return said;
}

/** What happens around a parser: the file is gone, memory ends, a worker dies. */
async function sayOfWorkers(): Promise<Said[]> {
  const failures = [
    toParseFailure(new DOMException('gone', 'NotReadableError'), 'a 1.data'),
    toParseFailure(new RangeError('Array buffer allocation failed'), 'a 2.data'),
    toParseFailure(new TypeError('x 3 is no function'), 'a 4.data'),
  ].map((failure): Said => ({ ...failure, isError: true }));
  const die = [
    (worker: ParseWorker) => worker.onerror?.call(worker as Worker, new Event('error') as ErrorEvent),
    (worker: ParseWorker) => worker.onmessageerror?.call(worker as Worker, {} as MessageEvent),
  ];
  for (const end of die) {
    const worker: ParseWorker = {
      onmessage: null,
      onmessageerror: null,
      onerror: null,
      postMessage: () => end(worker),
      terminate: () => {},
    };
    const failure: unknown = await new ParsePool(() => worker, 1)
      .parse(new Blob([]), 'b.log')
      .catch((error: unknown) => error);
    failures.push({ ...toParseFailure(failure, 'b.log'), isError: true });
  }
  return failures;
}

/** What the list of open captures says of links and of the site's own files; `location` and `fetch` are the test's. */
async function sayOfOpening(stub: (name: string, value: unknown) => void): Promise<Said[]> {
  stub('location', new URL('http://localhost:4321/open/'));
  const answers: Record<string, () => Promise<Response>> = {
    '/captures/1.log': async () => new Response('', { status: 404, statusText: 'Not Found' }),
    '/captures/2.log': () => Promise.reject(new TypeError('Failed to fetch')),
    '/captures/3.log': async () => new Response('x'),
  };
  stub('fetch', (url: string) => answers[url]?.());
  // Which fails: there are no workers here.
  stub('Worker', undefined);
  const captures = new OpenCaptures([]);
  await captures.addRef({ from: 'site', name: 'gone-2' });
  await captures.addRef({ from: 'url', url: 'https://example.org/9.log' });
  for (const url of Object.keys(answers)) await captures.addRef({ from: 'url', url });
  const packed = deflateSync(utf8.encode('goroutine 1 [running]:\n'.repeat(9)));
  const broken = Buffer.from(packed);
  broken[broken.length - 1]! ^= 1;
  const bomb = deflateSync(Buffer.alloc(65 * 1024 * 1024));
  const noZlib = Buffer.from([0x78, 0x9c, 0xff, 0xff]);
  const inLinks = [Buffer.of(), packed.subarray(0, -9), packed.subarray(0, 2), broken, noZlib, bomb].map(
    (bytes) => bytes.toString('base64url'),
  );
  // Links are unpacked in a worker.
  stub('Worker', ThreadWorker);
  for (const [at, data] of inLinks.entries()) {
    await captures.addRef({ from: 'link', name: `link ${at}.log`, data });
  }
  const thrown = await unpackCapture(inLinks.at(-1) ?? '').catch((error: unknown) => error);
  const told = captures.items.flatMap(({ sources, notices }) => [
    ...notices.map((notice): Said => ({ ...notice, isError: false })),
    ...sources.flatMap(({ failure }): Said[] =>
      failure && !('from' in failure) ? [{ ...failure, isError: true }] : [],
    ),
  ]);
  return [...told, { ...toParseFailure(thrown, 'a link'), isError: true }];
}

/** Everything that real input, whole and damaged, and a failing surrounding make Casebook say. */
export async function sayEverything(stub: (name: string, value: unknown) => void): Promise<Said[]> {
  return [
    ...(await sayOfFixtures()),
    ...(await sayOfArchives()),
    ...(await sayOfStrangers()),
    ...(await sayOfGob()),
    ...(await sayOfText()),
    ...(await sayOfProfiles()),
    ...(await sayOfWorkers()),
    ...(await sayOfOpening(stub)),
  ];
}
