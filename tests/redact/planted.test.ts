import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinRecordings } from '#model/recording/join.ts';
import type { CrashFile } from '#model/crash/crash-log.ts';
import type { Recording } from '#model/recording/recording.ts';
import { encodeView } from '#view/link.ts';
import { redactCaptures, type Redaction, usualKinds } from '#redact/index.ts';
import type { View } from '#view/view-state.ts';
import { read, readRecording } from '../formats/read-fixture.ts';

/** Things that no one should see, made up anew for each run. */
interface Secrets {
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

const secretsArbitrary: fc.Arbitrary<Secrets> = fc.record({
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
async function toRecording(secret: Secrets): Promise<Recording> {
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

async function toCrash(secret: Secrets): Promise<CrashFile> {
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

function toView(secret: Secrets, recording: Recording): View {
  const { host, user, ip, token } = secret;
  return {
    captures: [],
    active: `${host}.data`,
    states: {
      [`${host}.data`]: {
        only: recording.series.map(({ key }) => key),
        text: user,
        names: recording.series.map(({ name }) => name),
        pins: [
          {
            time: 1,
            text: `ask ${user} about ${host} at ${ip}\nPASSWORD=${token}`,
            series: recording.series[1]?.key ?? '',
          },
        ],
        beside: [`${user}.log`],
      },
      [`${user}.log`]: { package: `git.${secret.folder}.example/fw/${secret.folder}/board`, line: [4, 5] },
      [`elsewhere-${user}`]: { text: user },
    },
  };
}

/** All that leaves, as one text. */
function toOutput({ captures, view }: Redaction): string {
  const files = captures.flatMap(({ slot, files }) => [
    slot,
    ...files.flatMap(({ name, pieces }) => [name, ...pieces]),
  ]);
  return [...files, JSON.stringify(view), encodeView(view)].join('\n');
}

/** The forms in which a text may hide: as it is, percent-encoded, and base64 at each of its three offsets. */
function toForms(secret: string): string[] {
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.from(`${' '.repeat(offset)}${secret}`)
      .toString('base64')
      // What depends on the neighbours is left out.
      .slice(offset === 0 ? 0 : 4, -4),
  );
  const percent = Array.from(secret, (char) => `%${char.charCodeAt(0).toString(16)}`).join('');
  return [secret, encodeURIComponent(secret), percent, ...base64.filter((form) => form.length >= 5)];
}

describe('secrets planted everywhere', () => {
  test('none of them is in what leaves, in no form', async () => {
    await fc.assert(
      fc.asyncProperty(secretsArbitrary, async (secret) => {
        const recording = await toRecording(secret);
        const crash = await toCrash(secret);
        const view = toView(secret, recording);
        const redaction = redactCaptures(
          [
            { slot: `${secret.host}.data`, value: recording },
            { slot: `${secret.user}.log`, value: crash },
          ],
          view,
          { kinds: usualKinds },
        );
        const output = toOutput(redaction).toLowerCase();
        for (const [kind, planted] of Object.entries(secret)) {
          for (const form of toForms(planted))
            expect(output.includes(form.toLowerCase()), `${kind} as ${form}`).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('they are found where nothing is taken out: the search can fail', async () => {
    const [secret] = fc.sample(secretsArbitrary, { numRuns: 1, seed: 7 });
    if (!secret) throw new Error('no sample');
    const recording = await toRecording(secret);
    const redaction = redactCaptures(
      [
        { slot: 'a', value: recording },
        { slot: 'b', value: await toCrash(secret) },
      ],
      toView(secret, recording),
      { kinds: [] },
    );
    const output = toOutput(redaction);
    for (const [kind, planted] of Object.entries(secret)) expect(output, kind).toContain(planted);
  });
});

test('what leaves is read again: the same values, lines and places under new names', async () => {
  const [secret] = fc.sample(secretsArbitrary, { numRuns: 1, seed: 3 });
  if (!secret) throw new Error('no sample');
  const recording = await toRecording(secret);
  const crash = await toCrash(secret);
  const { captures, view } = redactCaptures(
    [
      { slot: `${secret.host}.data`, value: recording },
      { slot: `${secret.user}.log`, value: crash },
    ],
    toView(secret, recording),
    { kinds: usualKinds },
  );
  const [first, second] = captures;
  if (!first || !second) throw new Error('two captures');
  const again = joinRecordings(
    await Promise.all(
      first.files.map(({ name, pieces }) => readRecording(name, Buffer.from(pieces.join('')))),
    ),
  );
  expect(again).toHaveLength(1);
  expect(again[0]?.series.map(({ name }) => name)).toEqual([
    'init',
    '/path-1/board_app args-1'.replace('path-1', /path-\d/.exec(again[0]?.series[1]?.name ?? '')?.[0] ?? ''),
    'sshd: args-2',
    'host-1-agent',
    '[kworker/0:1]',
    expect.stringMatching(/^MODE=secret-\d+$/),
  ]);
  expect(again[0]?.series.map(({ userCpu }) => [...userCpu])).toEqual(
    recording.series.map(({ userCpu }) => [...userCpu]),
  );
  expect(again[0]?.snapshots).toHaveLength(1);
  expect(again[0]?.info?.commands).toHaveLength(4);

  const state = view.states[first.slot];
  expect(view.active).toBe(first.slot);
  expect(state?.only).toEqual(again[0]?.series.map(({ key }) => key));
  expect(state?.text).toBeUndefined();
  expect(state?.beside).toEqual([second.slot]);
  expect(state?.pins?.[0]).toMatchObject({ time: 1, series: again[0]?.series[1]?.key });
  expect(Object.keys(view.states)).toEqual([first.slot, second.slot]);

  const { value } = await read('y.log', Buffer.from(second.files[0]?.pieces.join('') ?? ''));
  if (value.kind !== 'crash-log') throw new Error(value.kind);
  expect(value.lines).toHaveLength(crash.lines.length);
  const places = ({ crashes }: CrashFile) =>
    crashes[0]?.goroutines[0]?.frames.map(({ line, fileLine, owner, offset }) => [
      line,
      fileLine,
      owner,
      offset,
    ]);
  expect(places(value)).toEqual(places(crash));
  expect(value.crashes[0]?.goroutines[0]?.frames.map(({ package: path }) => path)).toEqual([
    view.states[second.slot]?.package,
    'io/ioutil',
    'main',
  ]);
  expect(value.crashes[0]?.goroutines[0]?.frames[1]?.file).toMatch(
    /^\/path-\d+\/src\/io\/ioutil\/ioutil\.go$/,
  );
});

test('names of processes go where that is asked for, in the tree too', async () => {
  const table = 'time,pid,name,cpu,mem_kb\n1,1,board_app,1,5\n1,2,init,1,5\n1,0,[CPU0-user],1,0\n';
  const tree =
    '------Snapshot------ 1\n  PID PRIO     CPU      MEM COMM\n    1   20    0.33     4096 ├─ /usr/bin/board_app -x\n';
  const parts = await Promise.all([
    readRecording('process-1.csv', Buffer.from(table)),
    readRecording('snapshot-1.txt', Buffer.from(tree)),
  ]);
  const value = joinRecordings(parts)[0] as Recording;
  const { captures } = redactCaptures(
    [{ slot: 'a', value }],
    { captures: [], states: {} },
    { kinds: ['process'] },
  );
  const text = captures[0]?.files.flatMap(({ pieces }) => pieces).join('') ?? '';
  expect(text).not.toMatch(/board_app|init/);
  expect(text).toContain('1,1,process-1,1,5\n1,2,process-2,1,5\n1,0,[CPU0-user],1,0\n');
  expect(text).toContain('├─ /usr/bin/process-1 -x');
});
