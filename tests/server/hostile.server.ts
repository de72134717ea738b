import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findInlineScripts, toScriptHash } from '#integrations/policy.ts';
import { makeFolder, type RunningServer, startServer } from './start-server.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let server: RunningServer;
const data = () => join(folder.path, 'data');

beforeAll(async () => {
  folder = await makeFolder();
  server = await startServer({
    CASEBOOK_STORE: data(),
    CASEBOOK_TRUST_PROXY: '1',
    CASEBOOK_MAX_SIZE: '4MiB',
    CASEBOOK_FRAME_ANCESTORS: "'self' https://wiki.example.net",
  });
});
afterAll(async () => {
  await server?.stop();
  await folder.remove();
});

const id = '0'.repeat(26);
const idOf = (receipt: string) => /\/c\/(\w{26})/.exec(receipt)?.[1] ?? '';
const keyOf = (receipt: string) => /Casebook-Key: (\w+)/.exec(receipt)?.[1] ?? '';

async function put(
  tag: string,
  name: string,
  body: string | Uint8Array,
  address = '192.0.2.1',
  { url } = server,
) {
  const response = await fetch(`${url}/api/captures/${tag}/${encodeURIComponent(name)}`, {
    method: 'PUT',
    body: body as BodyInit,
    headers: { 'X-Forwarded-For': address },
  });
  const text = await response.text();
  return { status: response.status, text, id: idOf(text), key: keyOf(text) };
}

interface Poured {
  status: number | undefined;
  sentBytes: number;
}

/** Sends without end, as fast as it is taken, and gives up at `mostBytes`. */
function pour(
  url: string,
  path: string,
  method: string,
  headers: Record<string, string>,
  mostBytes: number,
): Promise<Poured> {
  return new Promise((resolve) => {
    const chunk = Buffer.alloc(256 * 1024, 'x');
    const poured: Poured = { status: undefined, sentBytes: 0 };
    const out: ClientRequest = request(url + path, {
      method,
      headers: { 'Transfer-Encoding': 'chunked', ...headers },
    });
    const end = () => resolve(poured);
    out.on('response', (response: IncomingMessage) => {
      poured.status = response.statusCode;
      response.resume();
      response.on('error', end);
    });
    out.on('error', end);
    out.on('close', end);
    const more = () => {
      while (poured.sentBytes < mostBytes) {
        poured.sentBytes += chunk.length;
        if (!out.write(chunk)) {
          out.once('drain', more);
          return;
        }
      }
      out.end();
    };
    more();
  });
}

describe('a body of 300 MB without a length', () => {
  const tus = { 'Tus-Resumable': '1.0.0' };
  const requests: [string, string, Record<string, string>][] = [
    ['PATCH', `/api/captures/${id}`, {}],
    ['PATCH', `/api/captures/${id}`, { 'Casebook-Key': 'x' }],
    ['DELETE', `/api/captures/${id}`, {}],
    ['DELETE', `/api/captures/${id}`, { 'Casebook-Key': 'x' }],
    ['PUT', `/api/captures/${id}`, {}],
    ['PUT', '/api/captures/tag/name.log', {}],
    ['PUT', '/api/captures/bad%20tag/name.log', {}],
    ['PUT', '/api/captures//name.log', {}],
    ['POST', `/api/captures/${id}`, {}],
    ['POST', '/api/captures/tag/name.log', {}],
    ['POST', '/api/uploads', {}],
    ['POST', '/api/uploads', { ...tus, 'Upload-Length': '10' }],
    ['PATCH', `/api/uploads/${id}`, tus],
    [
      'PATCH',
      `/api/uploads/${id}`,
      { ...tus, 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' },
    ],
    ['DELETE', `/api/uploads/${id}`, tus],
    ['OPTIONS', '/api/uploads', {}],
    ['POST', '/api/ready', {}],
    ['POST', '/api/health', {}],
    ['POST', '/api/store', {}],
    ['PUT', '/api/tags/tag', {}],
    ['POST', '/api/nothing', {}],
    ['POST', `/c/${id}`, {}],
    ['POST', '/t/tag/', {}],
    ['PUT', '/zh-cn/t/tag/session', {}],
    ['POST', '/open/', {}],
    ['PUT', '/nothing', {}],
  ];

  test(
    'to any address leaves the memory of the server as it is, and is not read to its end',
    { timeout: 240_000 },
    async () => {
      // What a first request of each kind loads is no body.
      for (const [method, path, headers] of requests) await pour(server.url, path, method, headers, 1000);
      const before = await server.peakKb();
      for (let at = 0; at < requests.length; at += 9) {
        const some = requests.slice(at, at + 9);
        const poured = await Promise.all(
          some.map(([method, path, headers]) => pour(server.url, path, method, headers, 300_000_000)),
        );
        for (const [index, { sentBytes, status }] of poured.entries()) {
          expect(sentBytes, some[index]?.join(' ')).toBeLessThan(300_000_000);
          if (status !== undefined) expect(status, some[index]?.join(' ')).toBeGreaterThanOrEqual(200);
        }
      }
      const grownMib = ((await server.peakKb()) - before) / 1024;
      expect(grownMib).toBeLessThan(80);
      expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    },
  );

  test('a change of a name is read to its limit, and told so', async () => {
    const { id: own, key } = await put('bodies', 'a.log', 'x');
    const rename = (body: string, headers: Record<string, string>) =>
      fetch(`${server.url}/api/captures/${own}`, { method: 'PATCH', body, headers });
    const large = await rename(JSON.stringify({ name: 'x'.repeat(70_000) }), { 'Casebook-Key': key });
    expect(large.status).toBe(413);
    expect(await large.text()).toContain('at most 64 KiB');
    expect((await rename('{"name":"b.log"}', {})).status).toBe(403);
    expect((await rename('{"name":', { 'Casebook-Key': key })).status).toBe(400);
    expect((await rename('{"name":"b.log"}', { 'Casebook-Key': key })).status).toBe(200);
  });
});

const stateOf = async (own: string) =>
  (await (
    await fetch(`${server.url}/api/captures/${own}`, { headers: { Accept: 'application/json' } })
  ).json()) as {
    looked: boolean;
    picture: boolean;
    summary?: string;
  };

describe('words of a capture', () => {
  const scriptsOf = (response: Response) =>
    /script-src ([^;]*)/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? '';
  const get = (path: string) => fetch(server.url + path);

  test('never enter the policy, in a name, a reason or a summary', { timeout: 240_000 }, async () => {
    const log = await readFile('tests/fixtures/store/panic-script.log', 'utf8');
    const plain = await put('words', 'plain.log', log.replace('<script>', 'thing'));
    const hostile = [
      await put('words', 'script.log', log),
      await put(
        'words',
        'alert.log',
        log.replace('bad template <script> in page', '<script>alert(1)</script>'),
      ),
      await put('words', 'end.log', log.replace('<script>', '</title><script>alert(1)</script><!--')),
      await put('words', "a'&amp#.log", log.replace('<script>', '"><script src=x></script>')),
    ];
    // A page waits for its summary a moment only, and comes without where the machine is busy.
    for (const { id: own } of [plain, ...hostile]) {
      const isLooked = async () => (await stateOf(own)).looked;
      await expect.poll(isLooked, { timeout: 60_000 }).toBe(true);
    }
    const expected = scriptsOf(await get(`/c/${plain.id}`));
    expect(expected).toMatch(/^'self' 'wasm-unsafe-eval'( 'sha256-[\w+/=]+')+$/);
    for (const { id: own } of hostile) {
      for (const path of [`/c/${own}`, `/zh-cn/c/${own}`, `/c/${own}?embed`]) {
        const response = await get(path);
        expect(scriptsOf(response), path).toBe(expected);
        const html = await response.text();
        expect(html, path).toContain('panic');
        // Each script that the page came with is one that the policy knows.
        for (const script of findInlineScripts(html)) expect(expected, path).toContain(toScriptHash(script));
      }
    }
    const list = await get('/t/words/');
    expect(scriptsOf(list)).toBe(expected);
    expect(await list.text()).toContain('script.log');
    expect(expected).not.toContain(toScriptHash('alert(1)'));
  });

  test.each(['hasOwnProperty', 'constructor', '__proto__', 'toString', '<b>'])(
    'a kind of %s is none, and hides no list',
    async (kind) => {
      const tag = `kind-${kind.replace(/\W/g, '')}`;
      const encode = (text: string) => Buffer.from(text).toString('base64');
      const response = await fetch(`${server.url}/api/uploads`, {
        method: 'POST',
        body: 'x',
        headers: {
          'Tus-Resumable': '1.0.0',
          'Upload-Length': '1',
          'Content-Type': 'application/offset+octet-stream',
          'Upload-Metadata': `filename ${encode('a.bin')},tag ${encode(tag)},kind ${encode(kind)},summary ${encode(kind)}`,
        },
      });
      expect(response.status).toBe(201);
      const own = idOf(response.headers.get('casebook-link') ?? '');
      // As an older server has kept it, with its card.
      const cards = join(data(), 'tags', tag);
      for (const name of await readdir(cards)) {
        const card = JSON.parse(await readFile(join(cards, name), 'utf8')) as object;
        await writeFile(join(cards, name), JSON.stringify({ ...card, kind }));
      }
      for (const path of [
        `/t/${tag}/`,
        `/zh-cn/t/${tag}/`,
        `/c/${own}`,
        `/api/tags/${tag}`,
        `/api/captures/${own}`,
      ]) {
        const found = await get(path);
        expect(found.status, path).toBe(200);
        expect((await found.text()).length, path).toBeGreaterThan(10);
      }
    },
  );
});

describe('who frames', () => {
  test('every page says so by the setting, whoever makes it', async () => {
    const { id: own } = await put('frames', 'a.log', 'x');
    for (const path of [
      '/',
      '/open/',
      '/zh-cn/',
      '/cases/topid-crash/',
      `/c/${own}`,
      `/c/${own}?embed`,
      '/t/frames/',
    ]) {
      const policy = (await fetch(server.url + path)).headers.get('content-security-policy');
      expect(policy, path).toContain("frame-ancestors 'self' https://wiki.example.net");
    }
    for (const path of ['/nothing/', `/c/${id}`, '/c/nonsense', `/t/${'x'.repeat(70)}/`, '/casebook.mjs']) {
      const policy = (await fetch(server.url + path)).headers.get('content-security-policy');
      expect(policy, path).toContain("frame-ancestors 'self' https://wiki.example.net");
    }
  });
});

describe('addresses and names', () => {
  /** As written: fetch would fold dots. */
  const ask = (
    path: string,
    method = 'GET',
    body?: string,
  ): Promise<{ status: number; text: string; location: string | undefined }> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      const out = request({ hostname, port, path, method }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text, location: response.headers.location }),
        );
      });
      out.on('error', reject);
      out.end(body);
    });

  test('two slashes at the start are one: a base address that ends with one', async () => {
    const { status, text } = await ask('//api/captures/slashes/a.log', 'PUT', 'x');
    expect(status).toBe(201);
    expect((await ask(`//api/captures/${idOf(text)}`)).status).toBe(200);
    expect(await ask(`//c/${idOf(text)}`)).toMatchObject({ status: 301, location: `/c/${idOf(text)}` });
    expect(await ask('//open/?x=1')).toMatchObject({ status: 301, location: '/open/?x=1' });
    expect(await ask('/guides//deploy/')).toMatchObject({ status: 301, location: '/guides/deploy/' });
    expect((await ask('//example.net/')).status).toBe(404);
  });

  test('a tag that was left out is told, and nothing moves into its place', async () => {
    for (const path of ['/api/captures//a.log', '/api/captures//']) {
      const { status, text } = await ask(path, 'PUT', 'x');
      expect([path, status]).toEqual([path, 400]);
      expect(text).toContain('is a tag or a name missing?');
    }
    expect((await ask('/t//')).status).toBe(301);
    expect((await ask('/api/tags/a.log')).text).toBe('');
  });

  test.each([
    '/api/../_image?href=/x',
    '/api/%2e%2e/_server-islands/x',
    '/c/..\\..\\_image',
    '/api/captures/..%2f..%2fx',
  ])('%s leads nowhere else', async (path) => {
    const { status } = await ask(path);
    expect(status).toBe(400);
  });

  // A page waits for what its capture is, which is none of this: one that looks at none has it at once.
  let plain: RunningServer;
  beforeAll(async () => {
    plain = await startServer({ CASEBOOK_STORE: join(folder.path, 'plain'), CASEBOOK_DESCRIBE: '0' });
  });
  afterAll(() => plain?.stop());

  test.each([
    '_core.log',
    '__trace__.log',
    '日志 2026（第1次）.log',
    'سجل-الأعطال.log',
    'журнал №5.log',
    '🔥crash🔥.log',
    '👩‍💻 board.csv',
    'क्रैश.log',
    "it's 100% (new) [a]+b,c;d.log",
    '«quoted».log',
    '#1.log',
    '(copy) a.log',
  ])('a file may be called %s', async (name) => {
    const { status, text, id: own, key } = await put('names', name, 'x', '192.0.2.1', plain);
    expect([status, text]).toEqual([201, expect.stringContaining(name)]);
    const found = (await (
      await fetch(`${plain.url}/api/captures/${own}`, { headers: { Accept: 'application/json' } })
    ).json()) as { name: string };
    expect(found.name).toBe(name.normalize('NFC'));
    const page = await (await fetch(`${plain.url}/c/${own}`)).text();
    expect(page).toContain('names');
    const saved = await fetch(`${plain.url}/api/captures/${own}/bytes`);
    expect(saved.headers.get('content-disposition')).toContain("filename*=UTF-8''");
    const renamed = await fetch(`${plain.url}/api/captures/${own}`, {
      method: 'PATCH',
      headers: { 'Casebook-Key': key },
      body: JSON.stringify({ name: `2 ${name}` }),
    });
    expect(renamed.status).toBe(200);
  });

  test.each([
    '.hidden',
    '-rf',
    'a/b.log',
    'a\\b.log',
    'a"b.log',
    'a\u202eb.log',
    'a\u0007.log',
    'a?.log',
    'x'.repeat(201),
    'a. ',
    ' a',
  ])('a file may not be called %j, and why is true', async (name) => {
    const { status, text } = await put('names', name, 'x');
    expect(status).toBe(400);
    expect(text).toMatch(/A capture’s name is a file name of up to 200 characters in any script/);
  });

  test.each(['板', 'доска', 'a b', '_x', '🔥', 'x'.repeat(65)])(
    'the tag %s is refused in words that are true',
    async (tag) => {
      const { status, text } = await put(encodeURIComponent(tag), 'a.log', 'x');
      expect(status).toBe(400);
      expect(text).toContain('A tag is 1 to 64 letters from A to Z');
    },
  );
});

describe('the describing child', () => {
  const crash = (n: number) =>
    `panic: number ${n}\n\ngoroutine 1 [running]:\nmain.main()\n\t/x/main.go:1 +0x1\n`;
  test(
    'bombs and a flood from one address cost another neither summary nor picture',
    { timeout: 240_000 },
    async () => {
      const row = '1763911230.25,654,board_app,12.3,4.0,204800\n';
      const bomb = gzipSync(`time,pid,name,ucpu,scpu,mem_kb\n${row.repeat(4_000_000)}`);
      await Promise.all([1, 2, 3].map((n) => put('bombs', `${n}.csv.gz`, bomb, '192.0.2.66')));
      for (let at = 0; at < 1200; at += 50) {
        await Promise.all(
          Array.from({ length: 50 }, (_, n) => put('flood', `${at + n}.log`, crash(at + n), '192.0.2.66')),
        );
      }
      const described = () =>
        server.log().filter(({ event }) => event === 'described' || event === 'describe-stopped').length;
      const { id: own } = await put('victim', 'crash.log', crash(-1), '192.0.2.7');
      const before = described();
      // Asked for as a chat does, until it is there: a machine that is busy besides may take its time.
      await expect
        .poll(async () => (await fetch(`${server.url}/api/captures/${own}/picture.png`)).status, {
          timeout: 90_000,
        })
        .toBe(200);
      expect(await stateOf(own)).toMatchObject({
        looked: true,
        picture: true,
        summary: expect.stringContaining('panic: number -1') as string,
      });
      // In its turn, not behind them all: two run at a time, and each lane has one turn before it.
      expect(described() - before).toBeLessThan(12);
      // One of the flood is made when somebody else asks for it.
      const flood = (await (
        await fetch(`${server.url}/api/tags/flood?limit=1&search=1199`, {
          headers: { Accept: 'application/json' },
        })
      ).json()) as {
        captures: { id: string }[];
      };
      const askLate = async () => {
        const url = `${server.url}/api/captures/${flood.captures[0]?.id}/picture.png`;
        return (await fetch(url, { headers: { 'X-Forwarded-For': '192.0.2.8' } })).status;
      };
      await expect.poll(askLate, { timeout: 60_000 }).toBe(200);
    },
  );

  test('a picture is private, asked for again each time, and gone with its capture', async () => {
    const { id: own, key } = await put('pictures', 'crash.log', crash(1), '192.0.2.9');
    const url = `${server.url}/api/captures/${own}/picture.png`;
    const first = await fetch(url);
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const etag = first.headers.get('etag') ?? '';
    expect(await fetch(url, { headers: { 'If-None-Match': etag } })).toMatchObject({ status: 304 });
    await fetch(`${server.url}/api/captures/${own}`, { method: 'DELETE', headers: { 'Casebook-Key': key } });
    const gone = await fetch(url, { headers: { 'If-None-Match': etag } });
    expect([gone.status, gone.headers.get('cache-control')]).toEqual([410, 'no-store']);
  });

  test('one that is not there yet is answered so, and never kept as missing', async () => {
    const growing = request(`${server.url}/api/captures/pictures/?name=live.csv`, { method: 'PUT' });
    growing.on('error', () => {});
    const receipt = await new Promise<string>((resolve) => {
      growing.on('response', (response) =>
        response.once('data', (chunk: Buffer) => resolve(chunk.toString())),
      );
      growing.write('time,pid,name,ucpu,scpu,mem_kb\n1,2,a,1,1,10\n2,2,a,1,1,10\n');
    });
    const url = `${server.url}/api/captures/${idOf(receipt)}/picture.png`;
    const early = await fetch(url);
    expect([early.status, early.headers.get('cache-control'), early.headers.get('retry-after')]).toEqual([
      503,
      'no-store',
      '10',
    ]);
    growing.end();
    await expect.poll(async () => (await fetch(url)).status, { timeout: 20_000 }).toBe(200);
  });
});

describe('the log', () => {
  test('who goes away in the middle is no error', async () => {
    const from = server.log().length;
    const { hostname, port } = new URL(server.url);
    const break_ = (head: string, then = '') =>
      new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () => {
          socket.write(`${head}\r\nHost: ${hostname}\r\n${then}`, () =>
            setTimeout(() => socket.resetAndDestroy(), 50),
          );
        });
        socket.on('error', () => {});
        socket.on('close', () => resolve());
      });
    const { id: own } = await put('aborts', 'a.log', 'x'.repeat(3_000_000));
    const tus = 'Tus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\n';
    await break_('PUT /api/captures/aborts/half.log HTTP/1.1', 'Content-Length: 1000000\r\n\r\nhalf');
    await break_('PUT /api/captures/aborts/ HTTP/1.1', 'Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n');
    await break_(
      'POST /api/uploads HTTP/1.1',
      `${tus}Upload-Length: 1000000\r\nUpload-Metadata: filename YQ==,tag YQ==\r\nContent-Length: 1000000\r\n\r\nhalf`,
    );
    await break_(
      `PATCH /api/captures/${own} HTTP/1.1`,
      'Casebook-Key: x\r\nContent-Length: 5000\r\n\r\n{"na',
    );
    await break_(`GET /api/captures/${own}/bytes HTTP/1.1`, '\r\n');
    await break_(`GET /api/captures/${own}/bytes?from=3000000&wait=20 HTTP/1.1`, '\r\n');
    await break_(`GET /c/${own} HTTP/1.1`, '\r\n');
    await break_('GET /captures/topid-crash-1.log HTTP/1.1', '\r\n');
    // Those that were begun are told of when they end.
    await expect
      .poll(
        () =>
          server
            .log()
            .slice(from)
            .filter(({ event }) => event === 'request').length,
        { timeout: 20_000 },
      )
      .toBeGreaterThanOrEqual(6);
    await put('aborts', 'last.log', 'x');
    const lines = server.log().slice(from);
    expect(
      lines.filter(({ event }) => /error|output|uncaught|unhandled|warning/.test(String(event))),
    ).toEqual([]);
    expect(lines.filter(({ status }) => Number(status) >= 500)).toEqual([]);
  });

  test('a folder that cannot be written is told at the start and at each refusal, and 503 says so in words', async () => {
    const file = join(folder.path, 'a-file');
    await writeFile(file, 'not a folder');
    for (const [store, hint] of [
      [join(file, 'data'), 'is a file, not a folder'],
      ...((await mkdir('/sys/casebook-test').then(
        () => undefined,
        () => 'no',
      ))
        ? ([['/sys/casebook-test', 'CASEBOOK_STORE']] as const)
        : []),
    ] as const) {
      const other = await startServer({ CASEBOOK_STORE: store });
      try {
        await expect
          .poll(() => other.log().find(({ event }) => event === 'store-unusable'), { timeout: 10_000 })
          .toMatchObject({
            hint: expect.stringContaining(hint) as string,
          });
        const response = await fetch(`${other.url}/api/captures/t/a.log`, { method: 'PUT', body: 'x' });
        expect(response.status).toBe(503);
        expect(await response.text()).toContain('The store cannot be written now');
        expect((await fetch(`${other.url}/api/ready`)).status).toBe(503);
        expect(other.log().filter(({ event }) => event === 'error').length).toBeGreaterThanOrEqual(2);
        expect(other.log().find(({ event }) => event === 'error')).toMatchObject({
          hint: expect.stringContaining(hint) as string,
        });
      } finally {
        await other.stop();
      }
    }
  });
});
