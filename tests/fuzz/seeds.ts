import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Random } from './random.ts';

export interface Seed {
  /** The folder of its format. */
  format: string;
  name: string;
  bytes: Uint8Array;
}

/** Of a larger one this much is taken at most: many small runs find more than few large ones. */
export const largestSeed = 12_000;

/** Its beginning, or a piece from anywhere. */
export function drawSeedBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const most = random.pick([600, 2000, 4000, largestSeed]);
  const from = bytes.length <= most || random.once(2) ? 0 : random.below(bytes.length - most);
  return bytes.subarray(from, from + most);
}

const root = new URL('../fixtures/', import.meta.url);

/** Every fixture, valid and invalid, by format; a gzipped one unpacked as well. */
export const seeds: readonly (readonly Seed[])[] = readdirSync(root)
  .sort()
  .map((format) =>
    ['valid', 'invalid'].flatMap((folder) =>
      findFiles(`${format}/${folder}`).flatMap((name): Seed[] => {
        const bytes = new Uint8Array(readFileSync(new URL(`${format}/${folder}/${name}`, root)));
        const seed = { format, name, bytes };
        if (!name.endsWith('.gz')) return [seed];
        return [seed, { format, name: name.slice(0, -3), bytes: new Uint8Array(gunzipSync(bytes)) }];
      }),
    ),
  )
  .filter((ofFormat) => ofFormat.length > 0);

function findFiles(folder: string): string[] {
  const url = new URL(`${folder}/`, root);
  if (!existsSync(url)) return [];
  const entries = readdirSync(url, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name).sort(); // prettier-ignore
}

/** Words that readers look for, and what stands between them. */
export const tokens: readonly string[] = [
  ['goroutine 1 [running]:\n', 'goroutine 1 [', 'goroutine ', 'goroutine profile: total 7\n', '1000000000 @ 0x1 0x2\n', '#\t0x1\tmain.f+0x1d\t/x/main.go:7\n'], // prettier-ignore
  ['panic: ', 'panic: boom [recovered]\n', '\tpanic: again\n', 'fatal error: ', 'panic(', '[recovered, repanicked]', 'runtime: ', 'goexit'], // prettier-ignore
  ['[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1]\n', 'SIGQUIT: quit\n', 'PC=0x1 m=0 sigcode=0\n', 'Exception 0xc0000005 0x0 0x0 0x1\n', 'signal arrived during external code execution\n'], // prettier-ignore
  ['runtime stack:\n', 'created by main.main in goroutine 1\n', '\t/x/main.go:7 +0x1d\n', 'main.f(0x1, {0x2})\n', 'main.(*T).f[...](...)\n', '...additional frames elided...\n', 'goroutine running on other thread; stack unavailable\n', '[originating from goroutine 1]:\n'], // prettier-ignore
  ['==================\n', 'WARNING: DATA RACE\n', 'Write at 0x1 by goroutine 7:\n', 'Previous read at 0x1 by main goroutine:\n', 'exit status 2\n', '-----\n', 'rax    0x1\n', '--- FAIL: TestX (0.00s)\n', 'panic: test timed out after 1s\n'], // prettier-ignore
  ['{"log":"', '{"msg":"', '"stack":"', '{"Action":"output","Output":"x\\n"}\n', '{"MESSAGE":"x"}\n', '{"MESSAGE":[112,97]}\n', '{"textPayload":"x"}\n', '\\n', '\\t', '\\"', '\\u001b', '#011', '#012', '"}\n', '{', '}', '[', ']'], // prettier-ignore
  ['Sep 13 00:02:03 board topid[654]: ', '2026-11-23T17:10:55.1Z ', '2026/11/23 17:10:55 ', 'E1123 17:10:55.123456       1 runtime.go:77] ', '[GIN] ', 'level=error msg="x"\n', '> ', 'web-1  | ', '@4000000037c219bf2ef02e94 '], // prettier-ignore
  ['topid', 'topid -i 3 -MB\n', '  PID PRIO     CPU      MEM COMM\n', '  PID PRIO    uCPU    sCPU      MEM COMM\n', '    1   20    0.33     4096 init\n', '    +   20    0.00   204800 │  └> 2*<app>: [661 662]\n', '├─ ', '│  ', '\\xe2\\x94\\x9c', 'Hello 你好\n', 'Visit below URL to get the chart:\n'], // prettier-ignore
  ['------CPUInfo------\n', '------KernelInfo------\n', '------ExtraInfo------\n', '######Command######\n', '$ cmd\n', '------Snapshot------ 1\n'], // prettier-ignore
  ['time,pid,name,ucpu,scpu,mem_kb\n', 'time\tpid\tname\tcpu\n', 'time;pid;name;ucpu;mem_kb\n', '1637305200,1,init,1,1,4096\n', '1;1;a;1,5;4096\n', '"', '""', ',', ';', '\t', '1e999', '-1', 'NaN', '+Inf', '18446744073709551615', '0x10', '2026-11-23T17:10:55+25:00'], // prettier-ignore
  ['Timestamp', 'Processes', 'ProcessInfo', 'Snapshot', 'Ucpu', 'Mem', '\xff\x82', '\xf8\xff\xff\xff\xff\xff\xff\xff\xff', '\x7f\xff\x81\x03\x01\x01'], // prettier-ignore
  ['\0', '\0\0\0\0', '\r\n', '\n', '\n\n', '\r', ' ', '\ufeff', '\u001b[31m', '\u001b]8;;x\u0007', '\ud83d', '\u202e', '\u0301', '火', '<a href="x">', '&lt;', '__proto__', 'constructor', 'undefined'], // prettier-ignore
  ['main;run;read 12\n', ';', ' 12\n', 'heap profile: 2: 1024 [10: 20480] @ heap/8192\n', '44: 180224 [44: 180224] @ 0x2 0x3\n', '#\t0x1\tmain.f+0x1\t/x.go:7\n', 'threadcreate profile: total 6\n', '6 @ 0x1 0x2\n', '--- mutex:\n', 'cycles/second=2600000127\n', 'sampling period=1\n'], // prettier-ignore
  ['app 7/9 [000] 1.5: 250000 cpu-clock:u: \n', '\t          2a3c29 main.f+0x49 (/bin/app)\n', '\t 1 [unknown] ([unknown])\n', '\t 1 f (inlined)\n', '  main.go:7\n', '\x0a\x04\x08\x01\x10\x02', '\x12\x04\x0a\x01\x01\x12\x01\x0a', '\x22\x06\x08\x01\x22\x02\x08\x01', '\x32\x00'], // prettier-ignore
  ['password=', 'token x', 'curl -u a:b ', 'user@host:/srv$ ', '10.9.8.7', 'fe80::1%eth0', 'aa:bb:cc:dd:ee:ff', '/home/carol/x.go', 'C:\\Users\\carol\\x.go', 'https://a:b@c.d/e?f=g', 'Bearer abc', '-----BEGIN RSA PRIVATE KEY-----\n', '\ue000', '\uf8ff'], // prettier-ignore
].flat();

/** Pieces of a link. */
export const linkTokens: readonly string[] = [
  ['v=2', 'v=1', 'v=0', 'v=7', 'v=', '&', '=', '#', '.', ',', ':', '@', '%', '%41', '%E7', '%ED%A0%BD', "''", '&amp;', '+', '?'], // prettier-ignore
  ['open=site:x', 'open=url:/captures/x.log', 'open=store:0123456789abcdefghjkmnpqrs:x', 'open=file:x:12:', 'open=link:x:1', 'data=eJw', 'data=', 'at=x', 'filter=2,10,10,20'], // prettier-ignore
  ['x.pins=time:1,text:a', 'x.pins=', 'x.edits=goal,9f86d081884c7d65,a', 'x.window=1,2', 'x.only=a,b', 'x.only', 'x.compare=y,start', 'x.line=3', 'x.fold=std', 'x.chart=stack', '.top=3', '__proto__.top=1', 'x.__proto__=1', 'x.constructor=1'], // prettier-ignore
].flat();
