import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, createSiteServer, type SiteServerOptions } from '#site/site-server.ts';

let folder: string;
let server: Server;
let slow: Socket[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-connections-'));
  await writeFile(join(folder, 'index.html'), 'hello');
});
afterEach(async () => {
  for (const socket of slow) socket.destroy();
  slow = [];
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

async function start(connections: NonNullable<SiteServerOptions['connections']>, app?: App): Promise<number> {
  server = createSiteServer(folder, { connections, ...(app ? { app } : {}) });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  return (server.address() as AddressInfo).port;
}

/** Connections whose request never comes to its end. */
async function connectSlowly(port: number, localAddress: string, count: number): Promise<void> {
  const begin = async () => {
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    slow.push(socket);
    socket.on('error', () => {});
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  };
  await Promise.all(Array.from({ length: count }, begin));
}

function ask(
  port: number,
  localAddress: string,
  headers: Record<string, string> = {},
): Promise<{ status?: number; headers: IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', localAddress, headers, agent: false }, async (response) => {
      let text = '';
      for await (const chunk of response) text += String(chunk);
      const { statusCode: status } = response;
      resolve({ ...(status === undefined ? {} : { status }), headers: response.headers, text });
    }).on('error', reject);
  });
}

// Only there is 127.0.0.2 an address without further ado.
test.runIf(process.platform === 'linux')(
  '500 slow connections of one address keep no other from the server, and that one is told',
  async () => {
    const port = await start({ most: 256, findCaller: undefined });
    await connectSlowly(port, '127.0.0.2', 500);
    expect(await ask(port, '127.0.0.1')).toMatchObject({ status: 200, text: 'hello' });
    const refused = await ask(port, '127.0.0.2');
    expect(refused).toMatchObject({
      status: 429,
      text: 'Too many connections from your address: the limit is 256 at once.\n',
      headers: { 'retry-after': '10', connection: 'close' },
    });
    // Beyond twice as many nothing is said any more.
    await connectSlowly(port, '127.0.0.2', 50);
    await expect(ask(port, '127.0.0.2')).rejects.toMatchObject({ code: 'ECONNRESET' });
    for (const socket of slow) socket.destroy();
    await expect.poll(async () => (await ask(port, '127.0.0.2').catch(() => undefined))?.status).toBe(200);
  },
);

test('behind a proxy requests are counted, by the address that it names', async () => {
  let answer = () => {};
  const isAnswered = new Promise<void>((resolve) => (answer = resolve));
  const port = await start(
    { most: 1, findCaller: ({ headers }) => String(headers['x-forwarded-for']) },
    async (_, response) => {
      // It waits for its answer, as a follower does.
      await isAnswered;
      response.end('late');
    },
  );
  const from = (address: string, path = '/') =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'X-Forwarded-For': address } });
  const waiting = from('192.0.2.1', '/api/x');
  await expect.poll(async () => (await from('192.0.2.1')).status).toBe(429);
  expect((await from('192.0.2.2')).status).toBe(200);
  answer();
  expect(await (await waiting).text()).toBe('late');
  expect((await from('192.0.2.1')).status).toBe(200);
});
