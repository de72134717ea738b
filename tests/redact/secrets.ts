import * as fc from 'fast-check';
import { joinRecordings } from '#model/recording/join.ts';
import type { CrashFile } from '#model/crash/crash-log.ts';
import type { Recording } from '#model/recording/recording.ts';
import { read, readRecording } from '../formats/read-fixture.ts';

/** Things that no one should see, made up anew for each run. */
export interface Secrets {
  ip: string;
  ip6: string;
  mac: string;
  host: string;
  user: string;
  folder: string;
  password: string;
  token: string;
  argument: string;
  mailbox: string;
}

const word = (prefix: string) =>
  fc
    .string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'), minLength: 5, maxLength: 9 })
    .map((text) => prefix + text);
const octet = fc.integer({ min: 1, max: 254 });
const hexByte = fc.integer({ min: 16, max: 255 }).map((byte) => byte.toString(16));

export const secretsArbitrary: fc.Arbitrary<Secrets> = fc.record({
  ip: fc.tuple(fc.integer({ min: 128, max: 223 }), octet, octet, octet).map((parts) => parts.join('.')),
  ip6: fc
    .array(hexByte, { minLength: 6, maxLength: 6 })
    .map(([a, b, c, d, e, f]) => `2001:db8:${a}${b}:${c}${d}::${e}${f}`),
  mac: fc.array(hexByte, { minLength: 6, maxLength: 6 }).map((parts) => parts.join(':')),
  host: word('zh'),
  user: word('zu'),
  folder: word('zf'),
  password: word('zp'),
  token: word('zt'),
  argument: word('za'),
  mailbox: word('ze'),
});

/** The secrets in every place of a recording's three files. */
export async function toRecording(secret: Secrets): Promise<Recording> {
  const { ip, ip6, mac, host, user, folder, password, token, argument, mailbox } = secret;
  const names = [
    'init',
    `/home/${user}/${folder}/bin/board_app --peer ${ip}:80 -k ${argument}`,
    `sshd: ${argument} ${user}@pts/0`,
    `${host}-agent`,
    `[kworker/0:1]`,
    `MODE=${password} ./run.sh`,
  ];
  const table = names
    .map((name, pid) => `1,${pid + 1},"${name}",1,2,3\n2,${pid + 1},"${name}",1,2,3\n`)
    .join('');
  const tree = [
    '  PID PRIO    uCPU    sCPU      MEM COMM',
    '    1   20    0.33    0.00     4096 init',
    `  654  -51   40.00   10.00   204800 ├─ /srv/${folder}/bin/board_app -x ${argument} http://${user}:${password}@${ip}:9888/${folder}/1?t=${token}`,
    `  660  -51    3.10    0.00   204800 │  ├> <${host}>`,
    `  661  -51    3.10    0.00   204800 │  └─ ${user}`,
  ];
  const info = [
    '------CPUInfo------',
    `Serial of ${host}: ${mac}`,
    '------KernelInfo------',
    `Linux ${host} 5.4.0-1 #1 SMP (${user}@${host}.lan) armv7l`,
    '------ExtraInfo------',
    '######Command######',
    '$ env',
    `API_TOKEN=${token} and more`,
    `HOME=/home/${user}`,
    '######Command######',
    `$ ifconfig eth0 # ${argument}`,
    `eth0 Link encap:Ethernet HWaddr ${mac} inet addr:${ip} inet6 addr: ${ip6}/64`,
    '######Command######',
    '$ ps aux',
    'USER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND',
    `${user}     812  0.0  0.0 168000  9000 ?        Ss   Nov11   0:01 vi ${argument} `,
    '######Command######',
    `$ cat /opt/${folder}/conf/app.json`,
    `{"password": "${password}", "contact": "${mailbox}@${host}.example.com", "peer": "${ip}"}`,
    `backup of %2Fhome%2F${user}%2F${folder}%2Fx.db on ${host}; ${Buffer.from(`${user}@${host}:${ip}`).toString('base64')}`,
  ];
  const parts = await Promise.all([
    readRecording('process-1.csv', Buffer.from(`time,pid,name,ucpu,scpu,mem_kb\n${table}`)),
    readRecording('snapshot-1.txt', Buffer.from(`------Snapshot------ 1\n${tree.join('\n')}\n`)),
    readRecording('info-1.txt', Buffer.from(info.join('\n'))),
  ]);
  return joinRecordings(parts)[0] as Recording;
}

export async function toCrash(secret: Secrets): Promise<CrashFile> {
  const { ip, ip6, mac, host, user, folder, password, token, argument, mailbox } = secret;
  const log = [
    `${user}@${host}:/srv/${folder}$ DB=${password} ./board -peer ${ip} -t ${argument}`,
    `Visit below URL to get the chart: http://${ip}:9888/${folder}/1992780262`,
    `2021/11/11 10:00:00 dial tcp [${ip6}]:443: lookup ${host}.lan on ${ip}:53: no such host (${mac})`,
    `panic: open /home/${user}/${folder}/x.db: permission denied; token=${token}; mail ${mailbox}@example.org`,
    '',
    'goroutine 1 [running]:',
    `git.${folder}.example/fw/${folder}/board.(*Board).Last(0xc000010000)`,
    `\t/home/${user}/go/src/${folder}/fw/board.go:40 +0x4`,
    'io/ioutil.ReadAll(...)',
    `\t/home/${user}/sdk/go1.20/src/io/ioutil/ioutil.go:27`,
    'main.main()',
    `\t/home/${user}/go/src/${folder}/main.go:12 +0x1d`,
    `created by git.${folder}.example/fw/${folder}/board.Start in goroutine 1`,
    `\t/home/${user}/go/src/${folder}/fw/board.go:12 +0x1d`,
    'exit status 2',
  ];
  const { value } = await read('x.log', Buffer.from(log.join('\n')));
  if (value.kind !== 'crash-log') throw new Error(value.kind);
  return value;
}

/** The forms in which a text may hide: as it is, percent-encoded, and base64 at each of its three offsets. */
export function toForms(secret: string): string[] {
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.from(`${' '.repeat(offset)}${secret}`)
      .toString('base64')
      // What depends on the neighbours is left out.
      .slice(offset === 0 ? 0 : 4, -4),
  );
  const percent = Array.from(secret, (char) => `%${char.charCodeAt(0).toString(16)}`).join('');
  return [secret, encodeURIComponent(secret), percent, ...base64.filter((form) => form.length >= 5)];
}
