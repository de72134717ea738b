import { deflateSync, gzipSync } from 'node:zlib';

/** An input that can be made of any size, and what reads it. */
export interface GrowthCase {
  name: string;
  /**
   * `capture` is read, told and redacted; `profile` read and folded; `link` decoded and encoded; `data` unpacked as
   * a link's; `cells` found and compiled.
   */
  reader: 'capture' | 'profile' | 'link' | 'data' | 'cells';
  /** The name that a capture has, where that matters. */
  file?: string;
  /** How many of what `make` repeats the smallest of the three inputs has. Default 100. */
  count?: number;
  make(count: number): string | Uint8Array;
  /** What is held afterwards is looked at too. */
  kept?: true;
  /** Of so many rows or crashes it is read once more: enough for lists that are handed over as arguments. */
  large?: number;
}

const header = 'goroutine 1 [running]:\n';
const frame = 'main.f(0x1)\n\t/x/main.go:7 +0x1d\n';
const crash = `panic: boom\n\n${header}${frame}`;
const topidHeader = '  PID PRIO     CPU      MEM COMM\n';
const heapHeader = 'heap profile: 1: 8 [1: 8] @ heap/8192\n';
const tableHeader = 'time,pid,name,ucpu,scpu,mem_kb\n';

/** Shapes of text in which a careless reader looks through the same again and again. */
export const growthCases: GrowthCase[] = [
  // ---- crash logs: many of a kind
  ...repeated('a panic of many lines', 'panic: first', '\nmore of it', `\n\n${header}${frame}`),
  ...repeated('a panic of many lines with tabs', 'panic: first', '\n\tmore of it', `\n\n${header}${frame}`),
  ...repeated('a panic of many blank lines', 'panic: first', '\n', `\n${header}${frame}`),
  ...repeated('a panic of headers', 'panic: x\n', header),
  ...repeated('panics one upon another', '', 'panic: x\n'),
  ...repeated('nested panics', 'panic: a\n', '\tpanic: b [recovered]\n', `\n${header}${frame}`),
  ...repeated('panics that end in a header', '', `panic: goroutine 1 [running]:\n`),
  ...repeated('fatal errors', '', 'fatal error: all goroutines are asleep - deadlock!\n'),
  ...repeated('signals', '', '[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1]\n'),
  ...repeated('lines of the runtime', '', 'runtime: s.allocCount= 3 s.nelems= 5\n', crash),
  ...repeated('lines of the runtime, none of a crash', crash, 'runtime: s.allocCount= 3 s.nelems= 5\n'),
  ...repeated('whole crashes', '', `${crash}exit status 2\n`),
  ...repeated('goroutines alike', `panic: x\n\n`, `${header}${frame}\n`),
  ...numbered('goroutines unlike', 'panic: x\n\n', (i) => `goroutine ${i} [running]:\nmain.f${i}(0x1)\n\t/x/main.go:${i} +0x1d\n\n`), // prettier-ignore
  ...numbered('headers unlike', '', (i) => `goroutine ${i} [state ${i}]:\n`),
  ...repeated('one header with many frames', `panic: x\n\n${header}`, frame),
  ...repeated('calls without files', `panic: x\n\n${header}`, 'main.f(0x1)\n'),
  ...repeated('files without calls', `panic: x\n\n${header}`, '\t/x/main.go:7 +0x1d\n'),
  ...repeated('created by', `panic: x\n\n${header}${frame}`, 'created by main.main in goroutine 1\n'),
  ...repeated('ancestors', `panic: x\n\n${header}${frame}`, '[originating from goroutine 1]:\n'),
  ...repeated('elided', `panic: x\n\n${header}${frame}`, '...additional frames elided...\n'),
  ...repeated('registers', `${crash}\n`, 'rax    0x1\n'),
  ...repeated('registers in one line', `${crash}\n`, 'rax 0x1 '),
  ...repeated('other logs between', crash, '2026/11/23 17:10:55 hello\n'),
  ...repeated('lines of three letters', crash, 'abc\n'),
  ...repeated('blank lines', `panic: x\n\n${header}`, '\n', frame),
  ...repeated('rules and races', '', `${'='.repeat(18)}\nWARNING: DATA RACE\n`),
  ...repeated('accesses of a race', `${'='.repeat(18)}\nWARNING: DATA RACE\n`, 'Write at 0x00c0000b4010 by goroutine 7:\n  main.f()\n      /x/main.go:7 +0x1d\n\n'), // prettier-ignore
  ...repeated('stacks of threads', crash, `-----\n\ngoroutine 0 [idle]:\n${frame}`),
  ...numbered('goroutine profile', 'goroutine profile: total 7\n', (i) => `1 @ 0x${i} 0x2\n#\t0x1\tmain.f${i}+0x1d\t/x/main.go:7\n\n`), // prettier-ignore
  ...repeated('a profile that counts to a thousand million', 'goroutine profile: total 7\n', '1000000000 @ 0x1\n#\t0x1\tmain.f+0x1d\t/x/main.go:7\n\n'), // prettier-ignore
  // ---- crash logs: one line
  ...repeated('headers in one line', '', 'goroutine 1 ['),
  ...repeated('whole headers in one line', '', 'goroutine 1 [running]: '),
  ...repeated('headers in one line of JSON', '{"msg":"x","stack":"', 'goroutine 1 [running]:\\nmain.f()\\n\\t/x.go:1\\n', '"}\n'), // prettier-ignore
  ...repeated('quotes in one line of JSON', '{"stack":"goroutine 1 [running]:\\n', '\\"', '"}\n'),
  ...repeated('attributes of a header', 'goroutine 1', ' m=0', ' [running]:\n'),
  ...repeated('marks of a header', 'goroutine 1 [running', ', locked to thread', `]:\n${frame}`),
  ...repeated('an argument list', `panic: x\n\n${header}main.f(`, '{0x1, 0x2}, ', `)\n\t/x.go:1 +0x1\n`),
  ...repeated('brackets of a call', `panic: x\n\n${header}main.f`, '[...]', `()\n\t/x.go:1 +0x1\n`),
  ...repeated('a path of many parts', `panic: x\n\n${header}`, 'a/', `b.f()\n\t/x.go:1 +0x1\n`),
  ...repeated('a name of many dots', `panic: x\n\n${header}`, 'a.', `f()\n\t/x.go:1 +0x1\n`),
  ...repeated('a deep folder', `panic: x\n\n${header}main.f()\n\t`, '/a', `/x.go:1 +0x1\n`),
  ...repeated('colons of a position', `panic: x\n\n${header}main.f()\n\t/x.go`, ':1', ` +0x1\n`),
  // ---- prefixes and records
  ...prefixed('a syslog prefix', 'Sep 13 00:02:03 board topid[654]: '),
  ...prefixed('a prefix of journald', '2026-11-23T17:10:55.123456+01:00 board topid[654]: '),
  ...prefixed('marks of a quote', '> '),
  ...prefixed('a prefix of docker compose', 'web-1  | '),
  ...prefixed('a prefix of logcat', '11-23 17:10:55.123  4321  4567 E Go      : '),
  ...numbered('a prefix of another kind a line', '', (i) => `p${String.fromCharCode(97 + (i % 26), 97 + ((i / 26) % 26))} ${header}p ${frame}`), // prettier-ignore
  ...numbered('a process id of its own a line', '', (i) => `Sep 13 00:02:03 board topid[${i}]: panic: boom\n`), // prettier-ignore
  ...recorded('docker', (text) => ({ log: `${text}\n`, stream: 'stderr', time: '2026-11-23T17:10:55.1Z' })),
  ...recorded('go test -json', (text) => ({ Action: 'output', Package: 'x', Output: `${text}\n` })),
  ...recorded('journalctl -o json', (text) => ({ __CURSOR: 's=1', _PID: '654', MESSAGE: text })),
  ...recorded('a cloud', (text) => ({ textPayload: text, timestamp: '2026-11-23T17:10:55.1Z' })),
  ...recorded('a logger', (text) => ({ level: 'error', msg: text, stack: text })),
  ...repeated('records that do not end', '', '{"log":"'),
  ...repeated('arrays in arrays', '{"log":', '[', '\n'),
  ...repeated('octal tabs', `panic: x\n\n${header}`, 'main.f()#012#011/x/main.go:7 +0x1d#012'),
  ...repeated('escaped line ends', `panic: x\n\n${header}`, 'main.f()\\n\\t/x/main.go:7 +0x1d\\n'),
  ...repeated('colours', crash, '\u001b[31m'),
  ...repeated('links of a terminal', crash, '\u001b]8;;'),
  ...repeated('links of a page', crash, '<a href="'),
  ...repeated('entities of a page', '<pre>', '&lt;', crash),
  ...numbered('newest first', '', (i) => `2026-11-23T17:10:${String(59 - (i % 60)).padStart(2, '0')}.000Z ${i % 2 ? 'main.f(0x1)' : '\t/x/main.go:7 +0x1d'}\n`), // prettier-ignore
  ...repeated('klog', '', 'E1123 17:10:55.123456       1 runtime.go:77] Observed a panic: boom\n'),
  ...repeated('logfmt', '', 'time=2026-11-23T17:10:55Z level=ERROR msg=boom stack="goroutine 1 [running]:\\nmain.f()\\n\\t/x.go:1\\n"\n'), // prettier-ignore
  ...repeated('registers of Windows', 'Exception 0xc0000005 0x0 0x0 0x1\nPC=0x1\n\n', 'rax     0x0\n'),
  // ---- topid
  ...numbered('rows of topid', topidHeader, (i) => `${String(i).padStart(5)}   20    0.33     4096 p${i}\n`),
  ...repeated('one pid in many rows', topidHeader, '    1   20    0.33     4096 init\n'),
  ...numbered('one pid with many names', topidHeader, (i) => `    1   20    0.33     4096 p${i}\n`),
  ...repeated('headers of topid', '', `${topidHeader}    1   20    0.33     4096 init\n`),
  ...repeated('topid in a row', `${topidHeader}    1   20    0.33     4096 sh -c `, 'topid '),
  ...repeated(
    'topid in the preamble',
    '~ # ',
    'topid ',
    `\n${topidHeader}    1   20    0.33     4096 init\n`,
  ),
  ...repeated('intervals in the preamble', '~ # topid', ' -i', ` 3\n${topidHeader}    1   20    0.33     4096 init\n`), // prettier-ignore
  ...repeated('a deep tree', `${topidHeader}    1   20    0.33     4096 `, '│  ', '├─ init\n'),
  ...repeated('spaces in a row', `${topidHeader}    1   20    0.33     4096 init`, ' ', 'x\n'),
  ...repeated('spaces before a row', topidHeader, ' ', '1   20    0.33     4096 init\n'),
  ...repeated('escapes of a dumb terminal', `${topidHeader}    1   20    0.33     4096 `, '\\xe2\\x94\\x9c', ' init\n'), // prettier-ignore
  ...repeated('threads', topidHeader, '  660  -51    3.10   204800 │  ├> <worker>\n'),
  ...repeated(
    'groups of threads',
    topidHeader,
    '    +   20    0.00   204800 │  └> 2*<board_app>: [661 662]\n',
  ),
  ...repeated('commands of the information', '------CPUInfo------\nx\n', '######Command######\n$ env\nA=1\n'),
  ...repeated('spaces in the information', '------CPUInfo------\nx', ' ', '\ny\n------KernelInfo------\nz\n'),
  ...repeated(
    'line ends in the information',
    '------CPUInfo------\nx',
    '\n',
    'y\n------KernelInfo------\nz\n',
  ),
  ...repeated('spaces and line ends in the information', '------CPUInfo------\nx', ' \n', '\n------KernelInfo------\nz\n'), // prettier-ignore
  ...repeated('sections of the information', '', '------CPUInfo------\nx\n'),
  ...repeated('dashes in the information', '------CPUInfo------\n', '-', '\n'),
  ...repeated('hashes in the information', '------CPUInfo------\n', '#', '\n'),
  ...numbered('snapshots as text', '', (i) => `------Snapshot------ ${i}\n${topidHeader}    1   20    0.33     4096 init\n`), // prettier-ignore
  // ---- tables
  ...numbered('rows of a table', tableHeader, (i) => `${i},1,init,1,1,4096\n`),
  ...numbered('processes of a table', tableHeader, (i) => `1,${i},p${i},1,1,4096\n`),
  ...repeated('one process twice in a sample', tableHeader, '1,1,init,1,1,4096\n'),
  ...numbered('samples in no order', tableHeader, (i) => `${(i * 7919) % 10_007},1,init,1,1,4096\n`),
  ...numbered('processes of a table that share a pid', tableHeader, (i) => `${i % 7},1,p${i},1,1,4096\n`),
  ...repeated('rows that are none', `${tableHeader}1,1,init,1,1,4096\n`, 'x,y,z\n'),
  ...repeated('quotes of a table', `${tableHeader}1,1,`, '"', 'init,1,1,4096\n'),
  ...repeated('a quoted cell that does not end', `${tableHeader}1,1,"`, 'a\n'),
  ...repeated('columns of a table', 'time,pid,name,ucpu,scpu,mem_kb', ',x', '\n1,1,init,1,1,4096\n'),
  ...repeated('cells of a row', `${tableHeader}1,1,init,1,1,4096`, ',1', '\n'),
  ...repeated('cells by semicolon', tableHeader.replaceAll(',', ';'), '1;1;init;1,5;1,5;4096\n'),
  ...repeated('digits of a number', `${tableHeader}1,1,init,1.`, '1', ',1,4096\n'),
  ...repeated('digits of a time', tableHeader, '1', ',1,init,1,1,4096\n'),
  // ---- characters of each kind, alone and where a row should be
  ...[
    ' ',
    '\t',
    '\r',
    '\0',
    'a',
    '0',
    '.',
    ',',
    ';',
    ':',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    '"',
    "'",
    '\\',
    '/',
    '-',
    '=',
    '#',
    '*',
    '|',
    '+',
    '@',
    '%',
    '_',
    '│',
    '火',
    '\ufffd',
    '\u0301',
  ].flatMap((unit) => [
    // prettier-ignore
    ...repeated(`lines of ${JSON.stringify(unit)} in a log`, crash, unit, '!\n', 900),
    ...repeated(`words parted by ${JSON.stringify(unit)} in a log`, crash, `ab${unit}`, '!\n', 900),
    ...repeated(`words parted by ${JSON.stringify(unit)} in a row`, `${topidHeader}    1   20    0.33     4096 `, `a${unit}${unit}`, '!\n', 900), // prettier-ignore
  ]),
  ...repeated('zeros before a log', '', '\0', crash, 2000),
  ...repeated('zeros', '', '\0', '', 2000),
  // ---- profiles
  ...profiled('folded stacks', (i) => `main;f${i};g 1\n`),
  ...profiled('folded stacks with two counts', (i) => `main;f${i};g 1 2\n`),
  ...profiled('folded stacks alike', () => 'main;f;g 1\n'),
  ...profiled('lines that are no folded stack', (i) => (i === 1 ? 'main 1\n' : 'main;f\n')),
  {
    name: 'a deep folded stack',
    reader: 'profile',
    count: 1000,
    make: (count) => `${'f;'.repeat(count)}g 1\n`,
  },
  {
    name: 'a long name of a folded stack',
    reader: 'profile',
    count: 4400,
    make: (count) => `${'a '.repeat(count)}1\n`,
  },
  {
    name: 'blanks behind a folded stack',
    reader: 'profile',
    count: 4400,
    make: (count) => `main;f 1${' '.repeat(count)}x 1\n`,
  },
  ...profiled(
    'samples of perf',
    (i) => `app 7 1.${i}: 1 cycles: \n\t ${i}0 f${i}+0x1 (/bin/app)\n\t 1 main (/bin/app)\n\n`,
  ),
  ...profiled('headers of perf', (i) => `app 7 1.${i}: 1 cycles: \n`),
  {
    name: 'events of perf',
    reader: 'profile',
    count: 20,
    make: (count) =>
      Array.from({ length: count }, (_, i) => `app 7 1.0: 1 e${i}: \n\t 1 f (/x)\n\n`).join(''),
  },
  {
    name: 'a deep stack of perf',
    reader: 'profile',
    count: 200,
    make: (count) => `app 7 1.0: 1 cycles: \n${'\t 1 f (/x)\n'.repeat(count)}`,
  },
  {
    name: 'inlined calls of perf',
    reader: 'profile',
    count: 200,
    make: (count) => `app 7 1.0: 1 cycles: \n${'\t 1 f (inlined)\n'.repeat(count)}\t 1 g (/x)\n`,
  },
  {
    name: 'words of a header of perf',
    reader: 'profile',
    count: 2000,
    make: (count) => `${'7 '.repeat(count)}1.0: cycles: \n\t 1 f (/x)\n`,
  },
  {
    name: 'brackets of a frame of perf',
    reader: 'profile',
    count: 2000,
    make: (count) => `app 7 1.0: cycles: \n\t 1 f${' ('.repeat(count)})\n`,
  },
  {
    name: 'colons of a frame of perf',
    reader: 'profile',
    count: 2000,
    make: (count) => `app 7 1.0: cycles: \n\t 1 f (/x)\n  a${':1'.repeat(count)}\n`,
  },
  ...profiled('a heap as text', (i) =>
    i === 1 ? heapHeader : `1: 8 [1: 8] @ 0x${i} 0x2\n#\t0x${i}\tmain.f${i}+0x1\t/x.go:${i}\n`,
  ),
  ...profiled('names of one address', (i) =>
    i === 1 ? `${heapHeader}1: 8 [1: 8] @ 0x2\n` : `#\t0x1\tmain.f${i}+0x1\t/x.go:${i}\n`,
  ),
  ...profiled('addresses of a sample as text', (i) => (i === 1 ? `${heapHeader}1: 8 [1: 8] @` : ` 0x${i}`)),
  // ---- gzip
  {
    name: 'many members of gzip',
    reader: 'capture',
    make: (count) => Buffer.concat(Array.from({ length: count }, () => gzipSync(frame))),
  },
  {
    name: 'many empty members of gzip',
    reader: 'capture',
    make: (count) => Buffer.concat([...Array.from({ length: count }, () => gzipSync('')), gzipSync(crash)]),
  },
  {
    name: 'gzip of many zeros',
    reader: 'capture',
    count: 100_000,
    make: (count) => gzipSync('\0'.repeat(count)),
  },
  { name: 'gzip in gzip', reader: 'capture', count: 4, make: (count) => Array.from({ length: count }).reduce<Uint8Array>((bytes) => gzipSync(bytes), gzipSync(crash)) }, // prettier-ignore
  { name: 'a comment of gzip that does not end', reader: 'capture', count: 20_000, make: (count) => Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 16, 0, 0, 0, 0, 0, 3]), Buffer.alloc(count, 'a')]) }, // prettier-ignore
  // ---- links
  ...linked('pins', 'v=2&open=site:x', '&x.pins=time:1,text:a'),
  ...linked('pins that do not read', 'v=2&open=site:x', '&x.pins=colour:red'),
  ...linked('parts of one pin', 'v=2&open=site:x&x.pins=time:1', ',time:1'),
  ...linked('edits', 'v=2&open=site:x', '&x.edits=goal,9f86d081884c7d65,a'),
  ...linked('captures', 'v=2', '&open=site:x'),
  ...linked('captures in the link', 'v=2', '&open=link:x:1'),
  ...linked('data without captures', 'v=2', '&data=eJw'),
  ...linked('names', 'v=2&open=site:x&x.only=a', ',b'),
  ...linked('unknown keys', 'v=2&open=site:x', '&zoom=1'),
  ...linked('values given twice', 'v=2&open=site:x', '&x.top=3'),
  ...linked('separators', 'v=2&open=site:x', '&'),
  ...linked('dots', 'v=2&open=site:x&', '.'),
  ...linked('escapes', 'v=2&open=site:x&x.text=', '%41'),
  ...linked('halves of pairs', 'v=2&open=site:x&x.text=', '%ED%A0%BD'),
  ...linked('broken escapes', 'v=2&open=site:x&x.text=', '%E7'),
  ...linked('at signs', 'v=2&open=', '@'),
  ...linked('slots', 'v=2&open=', 'a@site:'),
  ...linked('commas of topidchart', 'filter=', ','),
  { name: 'slots with a state each', reader: 'link', make: (count) => `v=2${Array.from({ length: count }, (_, at) => `&x${at}.top=3`).join('')}` }, // prettier-ignore
  // ---- cells
  ...celled('cells', '```js cell\nconst a = 1\n```\n'),
  { name: 'cells: each reads the one before', reader: 'cells', make: (count) => Array.from({ length: count }, (_, at) => `\`\`\`js cell\nconst a${at + 1} = a${at}\n\`\`\`\n`).join('') }, // prettier-ignore
  ...celled('cells in Go', '```go cell\nfmt.Println(1)\n```\n'),
  ...celled('fences that do not end', '````js cell\n'),
  ...celled('cells that emit', '```go cell\ncell.Emit("n", 1)\n```\n'),
  ...celled('functions in functions', '(x => ', '```js cell\n', '\n```\n', 40),
  ...celled('lines of Go', 'x := f(1)\n', '```go cell\n', '```\n'),
  ...celled('functions of Go', 'func f() {\n}\n', '```go cell\n', '```\n'),
  ...celled('options of a fence', ' fold', '```js cell', '\n1\n```\n'),
  { name: 'data of zeros', reader: 'data', count: 50_000, make: (count) => deflateSync(Buffer.alloc(count)) },
  { name: 'data that deflate cannot shorten', reader: 'data', count: 4000, make: (count) => deflateSync(Buffer.from(Array.from({ length: count }, (_, at) => Math.imul(at + 1, 0x9e37_79b1) >>> 24))) }, // prettier-ignore
];

/** As many pieces as there are, the first of which may be a header. */
function profiled(name: string, piece: (number: number) => string): GrowthCase[] {
  const make = (count: number) => Array.from({ length: count }, (_, at) => piece(at + 1)).join('');
  return [{ name, reader: 'profile', count: 150, make }];
}

function repeated(name: string, before: string, unit: string, after = '', sizeBytes?: number): GrowthCase[] {
  const isLines = unit.endsWith('\n');
  // In one line, more than `detect` gets to see: a format is not told in one size and told in another.
  const count = Math.round((sizeBytes ?? (isLines ? 2000 : 4400)) / Buffer.byteLength(unit));
  const make = (times: number) => before + unit.repeat(times) + after;
  return [
    {
      name,
      reader: 'capture',
      count: isLines ? Math.max(120, count) : count,
      make,
      ...(isLines && toLarge(unit)),
    },
  ];
}

function toLarge(unit: string): { large: number; kept: true } {
  return { large: Math.min(150_000, Math.round(2_000_000 / unit.length)), kept: true };
}

function numbered(name: string, before: string, unit: (index: number) => string): GrowthCase[] {
  const make = (count: number) => before + Array.from({ length: count }, (_, at) => unit(at + 1)).join('');
  return [{ name, reader: 'capture', make, ...toLarge(unit(1)) }];
}

/** One goroutine of many frames, each line behind the prefix; and as many whole crashes. */
function prefixed(name: string, prefix: string): GrowthCase[] {
  const behind = (text: string) => text.replace(/^/gm, prefix);
  return [
    { name, reader: 'capture', count: 40, make: (count) => behind(crash + frame.repeat(count)) },
    { name: `${name}, crashes`, reader: 'capture', count: 20, make: (count) => behind(crash.repeat(count)) },
  ];
}

/** A JSON record a line, as `prefixed` has lines. */
function recorded(name: string, toRecord: (text: string) => object): GrowthCase[] {
  const behind = (text: string) =>
    text
      .split('\n')
      .map((line) => `${JSON.stringify(toRecord(line))}\n`)
      .join('');
  return [
    { name: `records of ${name}`, reader: 'capture', count: 40, make: (count) => behind(crash + frame.repeat(count)) }, // prettier-ignore
    { name: `records of ${name}, crashes`, reader: 'capture', count: 20, make: (count) => behind(crash.repeat(count)) }, // prettier-ignore
    { name: `one record of ${name}`, reader: 'capture', count: 40, make: (count) => `${JSON.stringify(toRecord(crash + frame.repeat(count)))}\n` }, // prettier-ignore
  ];
}

function celled(name: string, unit: string, before = '', after = '', count?: number): GrowthCase[] {
  const times = count ?? Math.max(40, Math.round(2000 / unit.length));
  return [{ name: `cells: ${name}`, reader: 'cells', count: times, make: (count) => before + unit.repeat(count) + after }]; // prettier-ignore
}

function linked(name: string, before: string, unit: string): GrowthCase[] {
  return [
    { name: `links: ${name}`, reader: 'link', count: 1000, make: (count) => before + unit.repeat(count) },
  ];
}
