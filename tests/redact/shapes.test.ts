import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { redactCaptures, type RedactionKind, redactionKinds, usualKinds } from '#redact/index.ts';
import { read } from '../formats/read-fixture.ts';
import { redact, redactAll } from './redact-lines.ts';

const folder = 'tests/fixtures/redaction/';

async function redactFixture(
  file: string,
  bytes: Uint8Array = readFileSync(folder + file),
  kinds: readonly RedactionKind[] = redactionKinds,
) {
  const { value } = await read(file, new Uint8Array(bytes));
  const { captures } = redactCaptures([{ slot: 'x', value }], { captures: [], states: {} }, { kinds });
  return captures[0]?.files[0]?.pieces.join('') ?? '';
}

describe('logs full of secrets', () => {
  const secrets = gunzipSync(readFileSync(`${folder}secrets.log.gz`));

  test('no canary stays, no number of a person or a device with every kind', async () => {
    const text = await redactFixture('secrets.log', secrets);
    expect(text.split('\n').filter((line) => /canary/i.test(line))).toEqual([]);
    for (const number of [
      'SN-CANARY-0012345',
      '356938035643809',
      '001010123456789',
      '50.4501',
      '30.5234',
      '44 123 45 67',
      '123e4567',
      '4c01db0b339c',
      'ABCD-EFGH',
      '123456',
      '001A2B3C4D61',
      'ASIAIOSFODNN7EXAMPL2',
      'wJalrXUtnFEMI',
      'eeee:ffff',
    ])
      expect(text).not.toContain(number);
    expect(text.split('\n')).toHaveLength(secrets.toString().split('\n').length);
  });

  test('without the optional kinds those numbers stay, and no canary but them', async () => {
    const text = await redactFixture('secrets.log', secrets, usualKinds);
    expect(text.split('\n').filter((line) => /canary/i.test(line))).toEqual([
      'serial number SN-CANARY-0012345',
    ]);
    expect(text).toContain('imei 356938035643809 imsi 001010123456789');
    expect(text).toContain('uuid 123e4567-e89b-12d3-a456-426614174000');
  });

  test('behind colours, in the middle of a word too', async () => {
    expect((await redactFixture('coloured-secrets.log')).split('\n').at(-2)).toBe(
      'INFO[0000] login password=secret-1 peer=ip-1 /path-2/app.conf',
    );
    const inside =
      'pass\u001b[1mword=hun\u001b[0mter2 10.9\u001b[31m.8.7 \u001b]8;;file://zeta/home/carol\u0007x\u001b]8;;\u0007';
    expect(redact(inside)).toBe('password=secret-1 ip-1 x');
    expect(redact('[36mpassword[0m=hunter2 ^[[33m10.9.8.7^[[0m hun\u200Bter@x.example.com')).toBe(
      'password=secret-1 ip-1 mail-1',
    );
  });
});

describe('places in code', () => {
  test('an import path on a host called go.x is the user’s, its files are', async () => {
    const text = await redactFixture('go-dot-folders.log');
    expect(text).not.toMatch(/jdoe|acmesecret|turbine/);
    expect(text.split('\n').slice(3)).toEqual([
      'path-1/pumpctl.(*Ring).Put(0xc000012345)',
      '\tpath-2/ring.go:31 +0x1d',
      'path-1/pumpctl.(*Loop).Run(0xc000012345)',
      '\t/path-3/loop.go:12 +0x1d',
      'main.main()',
      '\t/path-4/main.go:9 +0x51',
      '',
    ]);
    expect(await redactFixture('import-path-go-dot.log')).not.toMatch(/acme/);
  });

  const log = (package_: string, file: string) =>
    `panic: x\n\ngoroutine 1 [running]:\n${package_}.F(0x1)\n\t${file}:3 +0x1d\nmain.main()\n\t/src/main.go:9 +0x51\n`;
  const kept: [string, string][] = [
    ['net/http', '/usr/local/go/src/net/http/server.go'],
    ['net/http', 'net/http/server.go'],
    ['runtime', '/usr/lib/go-1.22/src/runtime/panic.go'],
    ['internal/poll', '/usr/local/go1.26.1/src/internal/poll/fd_unix.go'],
    ['vendor/golang.org/x/net/http2/hpack', '/usr/local/go/src/vendor/golang.org/x/net/http2/hpack/hpack.go'],
    ['crypto/internal/fips140/sha256', '/usr/local/go/src/crypto/internal/fips140/sha256/sha256.go'],
  ];
  for (const [package_, file] of kept) {
    test(`${file} is Go’s`, async () => {
      const before = log(package_, file);
      expect(await redactFixture('x.log', Buffer.from(before))).toBe(
        before.replace('/src/main.go', '/path-1/main.go'),
      );
    });
  }
  const taken: [string, string][] = [
    ['go.acme.example/net/http', '/usr/local/go/src/go.acme.example/net/http/server.go'],
    ['runtime', '/home/acme/runtime/panic.go'],
    ['acme/runtime', '/usr/local/go/src/acme/runtime/panic.go'],
    ['type.acme.example/x', '/home/jdoe/acme/x.go'],
    ['go.acme.example/x', '/usr/local/go-acme/src/x/x.go'],
    ['internal/acme/x', '/w/internal/acme/x/x.go'],
    ['cmd/acme/tool', '/w/cmd/acme/tool/x.go'],
    ['github.com/owner/acme', '/root/go/src/github.com/owner/acme/x.go'],
  ];
  for (const [package_, file] of taken) {
    test(`${package_} in ${file} is the user’s`, async () => {
      expect(await redactFixture('x.log', Buffer.from(log(package_, file)))).not.toMatch(/acme|jdoe|owner/);
    });
  }

  test('Go’s own stays in any text, the folders of others go', () => {
    const lines = [
      'runtime/debug.Stack() in /usr/local/go/src/runtime/debug/stack.go:26, GOROOT/src/runtime/netpoll.go:306',
      'net/http.(*conn).serve, runtime/panic.go:860, C:/Go/src/net/http/server.go:3',
    ];
    for (const line of lines) expect(redact(line)).toBe(line);
    expect(redact('/usr/local/go/src/acme/x.go, acme/secret.Stack, /home/runtime/debug/x.go')).toBe(
      '/path-1/x.go, path-3/secret.Stack, /path-2/x.go',
    );
  });

  test('the name of a library stays, that of the project goes', async () => {
    const text =
      log('github.com/owner/acme', '/w/acme/x.go') +
      log('github.com/gin-gonic/gin', '/root/go/pkg/mod/github.com/gin-gonic/gin@v1.9.1/context.go');
    expect((await redactFixture('x.log', Buffer.from(text))).match(/^.*\.F\(.*$/gm)).toEqual([
      expect.stringMatching(/^path-\d+\.F\(0x1\)$/),
      expect.stringMatching(/^path-\d+\/gin\.F\(0x1\)$/),
    ]);
  });
});

describe('lists that look like commands at a prompt', () => {
  const profile = [
    'goroutine profile: total 3',
    '2 @ 0x4379d0 0x43276a',
    '#\t0x431d34\tinternal/poll.runtime_pollWait+0x54\t\t/usr/local/go/src/runtime/netpoll.go:184',
    '#\t0x97a90b\tacme.example/boardd.(*Port).wait.func1+0x7b\t/src/boardd/port.go:364',
    '',
    '1 @ 0x44066e 0x4393d7',
    '# labels: {"port":"3"}',
    '#\t0x44066d\tacme.example/boardd.tick+0x84\t/src/boardd/tick.go:45',
    '',
  ].join('\n');

  test('a profile of goroutines keeps its frames', async () => {
    expect(await redactFixture('profile.log', Buffer.from(profile))).toBe(
      profile
        .replaceAll('acme.example/', 'path-1/')
        .replace('/src/boardd/port', '/path-2/port')
        .replace('/src/boardd/tick', '/path-2/tick'),
    );
  });

  test('what a profile of the heap and the garbage collector tell stays', () => {
    const text =
      '# runtime.MemStats\n# Alloc = 123456\ngc 5 @0.1s 4%: 0.01+1.2+0.003 ms clock, 0.04+0.3/1.0/2.1+0.012 ms cpu';
    expect(redact(text)).toBe(text);
    expect(redact('# reboot now')).toBe('# reboot args-1');
  });
});

describe('strings with escapes', () => {
  test('a log in JSON lines keeps its frames', async () => {
    const lines = (await redactFixture('json-lines.log')).split('\n');
    expect(lines[3]).toContain('{"log":"path-1/boardd.(*Port).read(0x0)\\n","stream"');
    expect(lines[4]).toMatch(/^\{"log":"\\t\/path-\d\/port\.go:31 \+0x1d\\n","stream"/);
    for (const line of lines.slice(0, -1)) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  test('a stack in one string keeps its frames', async () => {
    const [line = ''] = (await redactFixture('json-stack.log')).split('\n');
    const { stack } = JSON.parse(line) as { stack: string };
    expect(stack.split('\n').map((one) => one.replace(/path-\d+/, 'path'))).toEqual([
      'goroutine 7 [running]:',
      'runtime/debug.Stack()',
      '\t/usr/local/go/src/runtime/debug/stack.go:26 +0x5e',
      'path/boardd.guard.func1()',
      '\t/path/guard.go:12 +0x38',
      'panic({0x6f8900?, 0x9c2000?})',
      '\t/usr/local/go/src/runtime/panic.go:860 +0x13a',
      'path/boardd.(*Port).read(0x0)',
      '\t/path/port.go:31 +0x1d',
      'created by main.main in goroutine 1',
      '\t/path/main.go:9 +0x51',
      '',
    ]);
  });

  const cases: [before: string, after: string][] = [
    ['{"path":"C:\\\\Users\\\\dave\\\\acme\\\\x.txt"}', '{"path":"C:\\\\path-1\\\\x.txt"}'],
    ['open "C:\\temp\\new\\bob.txt"', 'open "C:\\path-1\\bob.txt"'],
    ['{"m":"\\u002fhome\\u002fbob\\n"}', '{"m":"/path-1\\n"}'],
    ['{"a":"{\\"password\\":\\"hunter2\\"}"}', '{"a":"{\\"password\\":\\"secret-1\\"}"}'],
    ['{"password":"a\\"b c"}', '{"password":"secret-1"}'],
    ['msg="a\\n\\t/home/bob/x.go:3" n=1', 'msg="a\\n\\t/path-1/x.go:3" n=1'],
    ['cut ","stack":"main.main()\\n\\t/home/bob/x.go:3', 'cut ","stack":"main.main()\\n\\t/path-1/x.go:3'],
    ['main.main()\\n\\t/home/bob/x.go:3', 'main.main()\\n\\t/path-1/x.go:3'],
    ['app: main.main()#012#011/home/bob/x.go:3', 'app: main.main()#012#011/path-1/x.go:3'],
    ['{"m":"\\u001b[31mpass\\u001b[0mword=hunter2"}', '{"m":"password=secret-1"}'],
    ['app: pass#033[31mword=hun#033[0mter2', 'app: password=secret-1'],
    ['app: pass\\x1b[31mword=hun\\033[0mter2', 'app: password=secret-1'],
    [
      '{"log":"-----BEGIN PRIVATE KEY-----\\nMIIEowIBAAKCAQEA\\n-----END PRIVATE KEY-----\\n"}',
      '{"log":"-----BEGIN PRIVATE KEY-----\\nsecret-1\\n-----END PRIVATE KEY-----\\n"}',
    ],
    ['{"t":"a\\tb \\"quoted\\" \\\\ c","n":1}', '{"t":"a\\tb \\"quoted\\" \\\\ c","n":1}'],
  ];
  for (const [before, after] of cases) test(before, () => expect(redact(before)).toBe(after));

  test('what stands in a string keeps its escapes, once, where the text around it has some too', () => {
    expect(redact('msg="a\\nb" cut\\n\\t/home/bob/x.go:3')).toMatch(/a\\nb.* cut\\n\\t\/path-1\/x\.go:3$/);
  });
});

/** Split, so that no scanner of secrets takes this file for a leak. Prefixes and lengths are the makers' own. */
const tokens = [
  ['AK', 'IAIOSFODNN7EXAMPLE'],
  ['AS', 'IAY34FZKBOKMUTVV7A'],
  ['gh', 'p_16C7e42F292c6912E7710c838347Ae178B4a'],
  ['github', '_pat_11ABCDEFG0abcdefghij_klmnopqrstuvwxyz'],
  ['gl', 'pat-zx7Kc9-aBcDeFgHiJkL1'],
  ['gl', 'rt-zx7Kc9aBcDeFgHiJkL12'],
  ['xo', 'xb-1234567890-1234567890-AbCdEfGhIjKlMnOp'],
  ['xa', 'pp-1-A0123-4567890-abcdef0123456789'],
  ['sk', '_live_4eC39HqLyjWDarjtT1zdp7dc'],
  ['rk', '_test_4eC39HqLyjWDarjtT1zdp7dc'],
  ['wh', 'sec_4eC39HqLyjWDarjtT1zdp7dc'],
  ['AI', 'zaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6q'],
  ['ya', '29.a0AfH6SMBx-yZ0123456789'],
  ['GOC', 'SPX-0123456789abcdefghijklmnopqr'],
  ['np', 'm_0123456789abcdefghijABCDEFGHIJ012345'],
  ['py', 'pi-AgEIcHlwaS5vcmcCJDAwMDAwMDAwLTAwMDAtMDAwMC0wMDAw'],
  ['dck', 'r_pat_0123456789abcdefghijABCDEFG'],
  ['do', 'p_v1_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'],
  ['s', 'k-proj-0123456789abcdefABCDEF'],
  ['h', 'f_abcdefghijklmnopqrstuvwxyzABCDEFGH'],
  ['SG', '.0123456789abcdefABCDEF.0123456789abcdefABCDEF0123456789abcdefABCDEF0123456'],
  ['S', 'K0123456789abcdef0123456789abcdef'],
  ['ey', 'JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.AbCdEfGhIjKlMnOpQrStUvWxYz0123456789'],
  ['hv', 's.CAESIJlWq0123456789abcdefABCDEF'],
  ['gl', 'sa_0123456789abcdefghijABCDEFGHIJ01_0123abcd'],
  ['tsk', 'ey-auth-k0123456CNTRL-0123456789abcdef'],
  ['shp', 'at_0123456789abcdef0123456789abcdef'],
  ['12345678', '9:AAH0123456789abcdefghijABCDEFGHIJ0123'],
  ['bot12345678', '9:AAH0123456789abcdefghijABCDEFGHIJ0123'],
  ['$6', '$saltsalt$0123456789abcdefghijABCDEFGHIJ./'],
  ['$2', 'b$12$0123456789abcdefghijABCDEFGHIJ./0123456789'],
  ['$arg', 'on2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2g'],
  ['AAAA', 'C3NzaC1lZDI1NTE5AAAAIGVj0123456789abcdefghijABCDEFGHIJ'],
  ['AGE-SECRET', '-KEY-1QQPQRS0TUV1WXYZ2QQPQRS0TUV1WXYZ2QQPQRS0TUV1WXYZ2'],
].map((parts) => parts.join(''));

describe('tokens that tell what they are', () => {
  for (const token of tokens) {
    test(`${token.slice(0, 8)}…`, () => {
      for (const text of [
        `got ${token} back`,
        `x="${token}"`,
        `(${token}),`,
        `{"k":"${token}"}`,
        `a\\n${token}`,
      ])
        expect(redact(text, ['env']), text).not.toContain(token.slice(3));
    });
  }
});

describe('secrets by what names them', () => {
  const cases: [before: string, after: string][] = [
    ['password "two words" wrong', 'password "secret-1" wrong'],
    ['login with password hunter2 failed', 'login with password secret-1 failed'],
    [
      "Access denied for user 'carol'@'10.9.8.7' (using password: YES)",
      "Access denied for user 'user-1'@'ip-1' (using password: YES)",
    ],
    [
      'pq: password authentication failed for user "carol"',
      'pq: password authentication failed for user "user-1"',
    ],
    ['token tokenvalue', 'token secret-1'],
    ['curl -u carol:pw https://x.example.com/', 'curl -u secret-1 https://host-1/'],
    [
      'wget --http-user=carol --http-password=pw12 http://h1/',
      'wget --http-user=user-1 --http-password=secret-1 http://host-1/',
    ],
    ['sshpass -p hunter2 ssh x', 'sshpass -p secret-1 ssh x'],
    ['mosquitto_pub -h broker -u carol -P hunter2 -t x', 'mosquitto_pub -h broker -u carol -P secret-1 -t x'],
    ['app --api-key abcdef --verbose', 'app --api-key secret-1 --verbose'],
    ["-H 'X-Api-Key: abcdef' -v", "-H 'X-Api-Key: secret-1' -v"],
    ['Authorization: Digest username="carol", response="abc"', 'Authorization: Digest secret-1'],
    // Words of a sentence too, and the scheme all the same.
    ['Authorization: token abc', 'Authorization: token secret-1'],
    ['Authorization: Key abc', 'Authorization: Key secret-1'],
    ['Authorization: is missing here', 'Authorization: is missing here'],
    ['Cookie: a=1b2c; theme=dark', 'Cookie: a=secret-1; theme=secret-2'],
    ['map[Authorization:[Bearer abc.def] Accept:[*/*]]', 'map[Authorization:[Bearer secret-1] Accept:[*/*]]'],
    [
      'host=db1 user=carol password=pw dbname=shop sslmode=disable',
      'host=host-1 user=user-1 password=secret-1 dbname=secret-2 sslmode=disable',
    ],
    [
      'Server=db1;Database=shop;User Id=carol;Password=pw;',
      'Server=host-1;Database=secret-1;User Id=user-1;Password=secret-2;',
    ],
    [
      'carol:pw@tcp(10.9.8.7:3306)/shop?parseTime=true',
      'user-1:secret-1@tcp(ip-1:3306)/secret-2?parseTime=true',
    ],
    ['carol@unix(/run/mysqld/mysqld.sock)/shop', 'user-1@unix(/path-1/mysqld.sock)/secret-1'],
    [
      '&{Host:db1 Port:5432 User:carol Password:pw Timeout:5s}',
      '&{Host:host-1 Port:5432 User:user-1 Password:secret-1 Timeout:5s}',
    ],
    [
      '{Addr:10.9.8.7:80 APIKey:abcdef Key:abcdefgh Debug:true}',
      '{Addr:ip-1:80 APIKey:secret-1 Key:secret-2 Debug:true}',
    ],
    ['ssid="Home" psk="hunter2"', 'ssid="secret-1" psk="secret-2"'],
    ['SSID: MyHome', 'SSID: secret-1'],
    ['&quot;password&quot;:&quot;hunter2&quot;', '&quot;password&quot;:&quot;secret-1&quot;'],
    ['密码：hunter2', '密码：secret-1'],
    [
      'dial tcp [2001:db8:1:2:3:4:5:6]:443, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff:443',
      'dial tcp [ip-1]:443, ip-2:443',
    ],
    ['hwaddr 001a2b3c4d5e up', 'hwaddr mac-1 up'],
    ['0:1a:2b:3:4d:5e 001a-2b3c-4d5e dev_00_1A_2B_03_4D_5E', 'mac-1 mac-2 dev_mac-3'],
    ['00-1A-2B-FF-FE-3C-4D-5E', 'mac-1'],
    ['["./app" "--password" "hunter2"]', '["path-1" "--password" "secret-1"]'],
    ['["app", "--password", "hunter2"]', '["app", "--password", "secret-1"]'],
    ["curl -sSu 'carol:pw1' http://10.9.8.7/", "curl -sSu 'secret-1' http://ip-1/"],
    ['docker login -u x -p hunter2 y', 'docker login -u x -p secret-1 y'],
    ['openssl rsa -passin pass:pw1 -in x', 'openssl rsa -passin pass:secret-1 -in x'],
    ['docker run -p 8080:80 x', 'docker run -p 8080:80 x'],
    ['{"auths":{"h":{"auth":"Y2Fyb2w6aHVudGVyMg=="}}}', '{"auths":{"h":{"auth":"secret-1"}}}'],
    ['auth: failed auth=none "auth":"basic"', 'auth: failed auth=none "auth":"basic"'],
    ['machine h1 login carol password hunter2', 'machine h1 login user-1 password secret-1'],
    ['the password for carol: hunter2', 'the password for user-1: secret-1'],
    ['password for carol is wrong', 'password for carol is wrong'],
    ['http.Header{"Cookie":[]string{"a=hunter9"}}', 'http.Header{"Cookie":[]string{"a=secret-1"}}'],
    ['main.C{Secret:[]byte{0x61, 0x62}, N:1}', 'main.C{Secret:[]byte{secret-1}, N:1}'],
    ['{"name":"DB_PASSWORD","value":"hunter2"}', '{"name":"DB_PASSWORD","value":"secret-1"}'],
    ['{Name:DB_PASSWORD Value:hunter2 ValueFrom:nil}', '{Name:DB_PASSWORD Value:secret-1 ValueFrom:nil}'],
    ['<add key="Password" value="hunter2" />', '<add key="Password" value="secret-1" />'],
    ['{"name":"replicas","value":"3"}', '{"name":"replicas","value":"3"}'],
    ['<password>hunter2</password><n>3</n>', '<password>secret-1</password><n>3</n>'],
    ['Passwort: hunter2, contraseña=hunter3', 'Passwort: secret-1, contraseña=secret-2'],
    ['smtp_pass=hunter2 {"pass":"hunter3"}', 'smtp_pass=secret-1 {"pass":"secret-2"}'],
    ['--- PASS: TestToken1 (0.00s)', '--- PASS: TestToken1 (0.00s)'],
    ['> AUTH PLAIN AGNhcm9sAGh1bnRlcjI=', '> AUTH PLAIN secret-1'],
    // What stands around a key in one line is text like any other.
    [
      'user=carol key="-----BEGIN EC PRIVATE KEY-----MIIE-----END EC PRIVATE KEY-----" token=abc from 10.9.8.7',
      'user=user-1 key="-----BEGIN EC PRIVATE KEY-----secret-1-----END EC PRIVATE KEY-----" token=secret-2 from ip-1',
    ],
    [
      '-----BEGIN A KEY----- MIIE -----END A KEY----- 10.9.8.7 -----BEGIN B KEY-----\nMIIF-----END B KEY----- 10.9.8.7',
      '-----BEGIN A KEY-----secret-1-----END A KEY----- ip-1 -----BEGIN B KEY-----\nsecret-2-----END B KEY----- ip-1',
    ],
    [
      [
        'Sep 13 00:02:03 zeta app[1]: -----BEGIN PRIVATE KEY-----',
        'Sep 13 00:02:03 zeta app[1]: MIIEowIBAAKCAQEA0123456789abcdef',
        'Sep 13 00:02:03 zeta app[1]: QIDAQAB',
        'Sep 13 00:02:03 zeta app[1]: -----END PRIVATE KEY-----',
      ].join('\n'),
      [
        'Sep 13 00:02:03 host-1 app[1]: -----BEGIN PRIVATE KEY-----',
        'Sep 13 00:02:03 host-1 app[1]: secret-1',
        'Sep 13 00:02:03 host-1 app[1]: secret-2',
        'Sep 13 00:02:03 host-1 app[1]: -----END PRIVATE KEY-----',
      ].join('\n'),
    ],
    [
      'no -----BEGIN PRIVATE KEY----- in it\nand the port is 8080\nQIDAQAB',
      'no -----BEGIN PRIVATE KEY-----secret-1\nand the port is 8080\nQIDAQAB',
    ],
    ['Accepted publickey for carol from 10.0.0.5 port 22', 'Accepted publickey for user-1 from ip-1 port 22'],
    ['uid=0(root) groups=27(sudo),1001(carol)\ncarol', 'uid=0(root) groups=27(sudo),1001(user-1)\nuser-1'],
    ['git clone git@github.com:acme/tuna.git', 'git clone mail-1:path-1'],
  ];
  for (const [before, after] of cases) test(before, () => expect(redact(before)).toBe(after));
});

describe('numbers of persons and devices', () => {
  const cases: [before: string, after: string][] = [
    ['serial number SN-0012345', 'serial number serial-1'],
    ['Serial\t\t: 00000000a1b2c3d4', 'Serial\t\t: serial-1'],
    ['IMEI: 356938035643809', 'IMEI: imei-1'],
    ['modem 35-693803-564380-9 up', 'modem imei-1 up'],
    ['imsi=001010123456789 iccid=8944500102198304826', 'imsi=imsi-1 iccid=imsi-2'],
    ['call +380 44 123 45 67 or +1 (555) 010-9999', 'call phone-1 or phone-2'],
    ['lat 50.4501 lon 30.5234', 'lat location-1 lon location-2'],
    ['{"lat":50.4501,"lng":-30.5234}', '{"lat":location-1,"lng":location-2}'],
    ['at 50.4501, 30.5234', 'at location-1'],
    ['$GPGGA,123519,4807.038,N,01131.000,E,1,08', '$GPGGA,123519,location-1,1,08'],
    ['id 123E4567-e89b-12d3-a456-426614174000', 'id uuid-1'],
    ['container 4c01db0b339c died', 'container uuid-1 died'],
  ];
  for (const [before, after] of cases) {
    test(before, () => expect(redactAll(before)).toBe(after));
    test(`${before} stays where nobody asks`, () => expect(redact(before)).toBe(before));
  }
});

test('what tells of nobody stays, with every kind', () => {
  const lines = [
    'goroutine 123456 gp=0xc000002380 m=0 mp=0xa560c0 [chan receive, 10 minutes, locked to thread]:',
    '[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x51a5c4]',
    'main.main()',
    'runtime: s.allocCount= 3 s.nelems= 5; unexpected token in line 3',
    'panic: runtime error: index out of range [5] with length 3',
    'panic: token: invalid signature',
    'panic: password must not be empty',
    'fatal error: all goroutines are asleep - deadlock!',
    'rip    0x46e1c4 rsp 0xc000045f38 r10 0x7ffd',
    'fp=0x40000a0ca0 sp=0x40000a0c70 pc=0x3bc84',
    'PC=0x6ed9f2 m=0 sigcode=1 addr=0x0',
    'created by main.main in goroutine 1',
    'took 1.234567s, 5m30s, 12.5ms at 99.9 % of 1.2.3',
    'v1.2.3 h1:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH= go1.26.1 linux/arm64',
    'sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'commit 9fceb02d0ae598e95dc970b74767f19372d61af8 deadbeef cafebabe 0xdeadbeef 00000000deadbeef',
    '2026-11-23T17:10:55.123456+01:00 started at 1636624800123456789',
    'tokens=4096 max_tokens=100 token_count: 7 key=value keys: a, b',
    'secret store opened, token bucket refilled, cookie jar ready, session ended',
    'user: not found; host: unreachable for now; server: closed',
    'user 0m0.3s sys 0m0.1s, 12 users, lat=1.2ms, location: line 12',
    'GPIO pin 17 is up, serial console on ttyS0, phone line 3, container started',
    'unexpected token "}" at line 5, invalid token IDENT',
    'hash of map: concurrent map writes; mac of message is wrong',
    'http2: server sent GOAWAY and closed the connection; LastStreamID=1, ErrCode=NO_ERROR',
    'ok  	board/x	0.012s [no tests to run] --- FAIL: TestKey (0.00s)',
    'std::vector<int>::at, a::b::c, [::1]:80, 00:02:03, 1:2:3',
    'module/secret v0.0.0-20210101000000-abcdef123456 v1.2.3+incompatible',
    'id 1:2:3:4:5:6, 2021-11-11, 1234-5678-9012',
    'rate(x[5m]) > 0.5, [10m] [3;4m] ^[ {0x1, 0x2} ... additional frames elided...',
  ];
  for (const line of lines) expect(redactAll(line)).toBe(line);
});
