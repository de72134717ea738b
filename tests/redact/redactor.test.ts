import { describe, expect, test } from 'vitest';
import { optionalKinds, redactionKinds, usualKinds } from '#redact/index.ts';
import type { RedactionKind } from '#redact/kinds.ts';
import { redactLines } from '#redact/redact-text.ts';
import { Redactor } from '#redact/redactor.ts';

/** A text through a redactor of its own. */
function redact(text: string, kinds: readonly RedactionKind[] = usualKinds, words: string[] = []): string {
  const redactor = new Redactor({ kinds, words });
  const lines = text.split('\n');
  redactor.learn(lines);
  return redactLines(lines, redactor).join('\n');
}

describe('a secret that one line names', () => {
  const token = 'abcDEF123456789xyz';

  test.each([
    `API_TOKEN=${token}`,
    `{"password":"${token}"}`,
    `Authorization: Bearer ${token}`,
    `{"name":"DB_PASSWORD","value":"${token}"}`,
    `push --token ${token}`,
    `the password is ${token}.`,
    `panic: bad {"log":"token=${token}\\n"}`,
  ])('goes from all lines, before it and after: %s', (line) => {
    const out = redact(`got ${token}, retry\n${line}\n${token.toUpperCase()} [${token}] t/${token}`);
    expect(out.toLowerCase()).not.toContain(token.toLowerCase());
    expect(out).toContain('got secret-1, retry\n');
  });

  test('goes from where a process is named, and has one pseudonym', () => {
    const redactor = new Redactor({ kinds: usualKinds });
    redactor.learn([`API_TOKEN=${token}`]);
    expect(redactor.command(`run-${token}`)).toBe('run-secret-1');
    expect(redactor.line(`API_TOKEN=${token}`)).toBe('API_TOKEN=secret-1');
  });

  test.each([
    ['TOKEN=hunter2', 'hunter2 of old'],
    ['password=correct-horse-battery', 'correct-horse-battery'],
    ['password=12345678', 'pid 12345678'],
    ['"key":"linux-amd64"', 'built for linux-amd64'],
    ['secret: worker-12', 'worker-12 is idle'],
    ['token=0xc000123456', 'at 0xc000123456'],
    ['token=v1.22.3', 'board v1.22.3'],
    ['token=runtime', 'runtime error'],
  ])('stays elsewhere where it is short or looks like a word: %s', (line, other) => {
    expect(redact(`${line}\n${other}`).split('\n')[1]).toBe(other);
  });

  test('is one where digits behind an x look like a pointer: only what is a pointer from its first sign is none', () => {
    expect(redact('open x.db; token=ztaa0xa; mail')).toBe('open x.db; token=secret-1; mail');
    for (const pointer of [
      '0xc000012345',
      '&0xc000012345',
      '(*auth.Token)(0xc000012345)',
      'auth.Token(0xc0)',
    ])
      expect(new Redactor({ kinds: usualKinds }).line(`token: ${pointer}`)).toBe(`token: ${pointer}`);
  });

  test('stays where secrets are not taken out', () => {
    const text = `API_TOKEN=${token}\ngot ${token}`;
    expect(
      redact(
        text,
        usualKinds.filter((kind) => kind !== 'env'),
      ),
    ).toBe(text);
  });
});

describe('each kind', () => {
  const cases: [kind: RedactionKind, before: string, after: string][] = [
    ['ip', 'Visit http://10.182.105.138:9888/TAG/1 now', 'Visit http://ip-1:9888/TAG/1 now'],
    ['ip', 'dial tcp 10.0.0.7:80, then 10.0.0.8, then 10.0.0.7', 'dial tcp ip-1:80, then ip-2, then ip-1'],
    ['ip', 'inet6 fe80::1ff:fe23:4567:890a/64 [2001:db8::1]:80', 'inet6 ip-1/64 [ip-2]:80'],
    ['ip', 'at 2001:0db8:85a3:0000:0000:8a2e:0370:7334.', 'at ip-1.'],
    [
      'ip',
      'listen 127.0.0.1:80, ::1, 0.0.0.0; 00:02:03; 1.2.3; 300.1.1.1',
      'listen 127.0.0.1:80, ::1, 0.0.0.0; 00:02:03; 1.2.3; 300.1.1.1',
    ],
    ['mac', 'link/ether 02:42:ac:11:00:02 brd ff:ff:ff:ff:ff:ff', 'link/ether mac-1 brd mac-2'],
    ['mac', '02-42-AC-11-00-02 is 02-42-ac-11-00-02, 0242.ac11.0002', 'mac-1 is mac-1, mac-2'],
    ['email', 'mail bob.smith+x@example.co.uk, not yaml@v2.4.0', 'mail mail-1, not yaml@v2.4.0'],
    ['host', 'lookup board7.lab.example.com: no such host', 'lookup host-1: no such host'],
    [
      'host',
      'Sep 13 00:02:03 zeta topid[654]: boot of zeta done',
      'Sep 13 00:02:03 host-1 topid[654]: boot of host-1 done',
    ],
    ['host', 'Linux zeta 5.4.0-1 #1 SMP\nping zeta', 'Linux host-1 5.4.0-1 #1 SMP\nping host-1'],
    [
      'host',
      'printer7.local runtime.throw main.go bytes.Buffer',
      'host-1 runtime.throw main.go bytes.Buffer',
    ],
    ['user', 'cd /home/bob/x; chown bob: y', 'cd /home/user-1/x; chown user-1: y'],
    [
      'user',
      'bob@zeta:~$ id\nuid=1000(bob) gid=100(users)',
      'user-1@zeta:~$ id\nuid=1000(user-1) gid=100(users)',
    ],
    ['user', String.raw`C:\Users\Bob\x.go and BOB`, String.raw`C:\Users\user-1\x.go and user-1`],
    ['path', 'open /srv/acme/fw/board.cfg: denied', 'open /path-1/board.cfg: denied'],
    ['path', '/srv/acme/fw/x.go:12 and /srv/acme/fw/y.go:3', '/path-1/x.go:12 and /path-1/y.go:3'],
    [
      'path',
      'in /etc/hosts, /usr/bin/env, /proc/654/stat, linux/amd64, 2021/11/11',
      'in /etc/hosts, /usr/bin/env, /proc/654/stat, linux/amd64, 2021/11/11',
    ],
    [
      'path',
      String.raw`"/srv/my files/z.txt" D:\acme\fw\x.go:9`,
      String.raw`"/path-1/z.txt" D:\path-2\x.go:9`,
    ],
    ['path', 'chdir /srv/acme/secretproj failed', 'chdir /path-1 failed'],
    ['path', 'internal/acme/x.go:5 of git.acme.dev/fw/board', 'path-1/x.go:5 of path-2'],
    ['args', '~ # ./topid -tag ZAPPING -p 1\nHello', '~ # ./topid args-1\nHello'],
    ['env', 'run DB_PASSWORD=hunter2 GOGC=50 PC=0x46e1', 'run DB_PASSWORD=secret-1 GOGC=50 PC=0x46e1'],
    ['env', 'export GREETING=hello wide world', 'export GREETING=secret-1'],
    ['env', '{"api_key": "k-123", "n": 1} --token abc', '{"api_key": "secret-1", "n": 1} --token secret-2'],
    ['env', 'Authorization: Bearer abcdef0123456789', 'Authorization: Bearer secret-1'],
    ['env', 'http://h/x?token=abc&n=5', 'http://h/x?token=secret-1&n=secret-2'],
    [
      'env',
      'runtime: s.allocCount= 3 s.nelems= 5; unexpected token in line',
      'runtime: s.allocCount= 3 s.nelems= 5; unexpected token in line',
    ],
  ];
  for (const [kind, before, after] of cases) {
    test(`${kind}: ${before}`, () => expect(redact(before, [kind])).toBe(after));
    test(`without ${kind}: ${before}`, () => expect(redact(before, [])).toBe(before));
  }
});

test('a private key goes, its frame and its number of lines stay', () => {
  const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nAAAB\n-----END RSA PRIVATE KEY-----\nafter';
  expect(redact(key)).toBe(
    '-----BEGIN RSA PRIVATE KEY-----\nsecret-1\nsecret-2\n-----END RSA PRIVATE KEY-----\nafter',
  );
});

test('a name given away in one line goes from all, in any case, within longer names too', () => {
  const text = 'started zeta-agent for BOB_cache\nbob@zeta:~$ ls';
  expect(redact(text)).toBe('started host-1-agent for user-1_cache\nuser-1@host-1:~$ ls');
});

test('names and words with any characters of patterns in them', () => {
  expect(
    redact(
      'Linux zeta-1.corp-q.lan 5.4.0 #1; /home/bob.x-y/\nzeta-1.corp-q.lan bob.x-y a(b)-[c]$',
      usualKinds,
      ['a(b)-[c]$'],
    ),
  ).toBe('Linux host-1 5.4.0 #1; /path-1\nhost-1 user-1 word-1');
});

test('own words go wherever they stand', () => {
  expect(redact('Project Tuna, tunafish, x', [], ['tuna'])).toBe('Project word-1, word-1fish, x');
});

test('what stands in percent form or base64 goes too', () => {
  const encoded = Buffer.from('ssh bob@10.1.2.3 -p 22').toString('base64');
  expect(redact(`/home/bob/x q=%2Fhome%2Fbob%2Fx ${encoded}`, ['user', 'ip'])).toBe(
    '/home/user-1/x q=/home/user-1/x secret-1',
  );
});

test('topid’s tree keeps its columns and branches, and loses arguments and folders', () => {
  const tree = [
    '  PID PRIO    uCPU    sCPU      MEM COMM',
    '    1   20    0.33    0.00     4096 init',
    '  654  -51   40.00   10.00   204800 ├─ /opt/acme/bin/board_app -x --key s3cr3t',
    '  660  -51    3.10    0.00   204800 │  ├> <worker>',
    '    +   20    0.00    0.00   204800 │  └> 2*<board_app>: [661 662]',
    '    9   20    0.00    0.00        0 [kworker/0:1]',
  ];
  expect(redact(tree.join('\n')).split('\n')).toEqual([
    ...tree.slice(0, 2),
    '  654  -51   40.00   10.00   204800 ├─ /path-1/board_app args-1',
    ...tree.slice(3),
  ]);
  expect(redact(tree.join('\n'), ['args'])).toContain('├─ /opt/acme/bin/board_app args-1\n');
});

test('the bare names of kernel threads are no paths; what looks alike is', () => {
  const redactor = new Redactor({ kinds: usualKinds, words: [] });
  for (const name of ['kworker/0:0-events', 'kworker/u8:1+flush', 'ksoftirqd/3', 'irq/33-eth0', 'rcuop/1'])
    expect(redactor.command(name)).toBe(name);
  expect(redactor.command('carol/tool')).toBe('path-1/tool');
  expect(redactor.command('irq/carol/tool')).toBe('path-2/tool');
});

test('the list of ps loses arguments and users', () => {
  const list = [
    'USER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND',
    'root         1  0.0  0.0 168000  9000 ?        Ss   Nov11   0:01 /sbin/init splash',
    'carol      812  0.0  0.0 168000  9000 ?        Ss   Nov11   0:01 vi notes.txt',
  ];
  expect(redact(list.join('\n')).split('\n').slice(1)).toEqual([
    'root         1  0.0  0.0 168000  9000 ?        Ss   Nov11   0:01 /sbin/init args-1',
    'user-1      812  0.0  0.0 168000  9000 ?        Ss   Nov11   0:01 vi args-2',
  ]);
});

test('marks of our own in a text are no marks', () => {
  expect(redact('a\uFDD0\uFDD2\uFDD1b 10.0.0.1')).toBe('a\uFFFD\uFFFD\uFFFDb ip-1');
  // Icons of a prompt are private characters of others.
  expect(redact('\uE0B0 10.0.0.1 \uE000\uE010\uE001')).toBe('\uE0B0 ip-1 \uE000\uE010\uE001');
});

test('every kind has its switch', () => {
  expect([...usualKinds, ...optionalKinds].sort()).toEqual([...redactionKinds].sort());
});
