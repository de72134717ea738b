import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A copy of the house with a site of one page, since dist/ may be there or not. */
let house: string;

beforeAll(async () => {
  const root = join(import.meta.dirname, '..', '..');
  house = await mkdtemp(join(tmpdir(), 'house-'));
  await cp(join(root, 'bin'), join(house, 'bin'), { recursive: true });
  await cp(join(root, 'package.json'), join(house, 'package.json'));
  await symlink(join(root, 'src'), join(house, 'src'), 'junction');
});
afterAll(() => rm(house, { recursive: true }));

function start(
  args: string[],
  env: Record<string, string> = {},
): { child: ChildProcess; out: () => string; ended: Promise<number | null> } {
  const { PORT: _, HOST: __, ...rest } = process.env;
  const child = spawn(process.execPath, [join(house, 'bin', 'serve.ts'), ...args], {
    env: { ...rest, ...env },
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, out: () => text, ended: new Promise((resolve) => child.on('close', resolve)) };
}

async function portOf(out: () => string): Promise<number> {
  await expect.poll(out, { timeout: 10_000 }).toMatch(/served on http:\/\/\S+:\d+/);
  return Number(/served on http:\/\/\S+:(\d+)/.exec(out())?.[1]);
}

test('says that there is no built site', async () => {
  const { out, ended } = start([]);
  expect(await ended).toBe(1);
  expect(out()).toBe('serve: there is no built site in dist/: npm run build makes it\n');
});

test('serves, tells how to be heard further, and ends when told', async () => {
  await mkdir(join(house, 'dist'), { recursive: true });
  await writeFile(join(house, 'dist', 'index.html'), 'the site');
  const { child, out, ended } = start(['--host', '127.0.0.1'], { PORT: '0' });
  const port = await portOf(out);
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('the site');
  expect(out()).toContain('npm start -- --host 0.0.0.0');

  const second = start([], { HOST: '127.0.0.1', PORT: String(port) });
  expect(await second.ended).toBe(1);
  expect(second.out()).toBe(
    `serve: port ${port} of 127.0.0.1 is in use: choose another with --port or PORT\n`,
  );

  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('on every address names those that others can use', async () => {
  const { child, out, ended } = start(['--host=0.0.0.0', '--port=0']);
  const port = await portOf(out);
  expect(out()).toContain(`http://localhost:${port}, to others on`);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});

test.each([
  [['--prot', '80'], "serve: Unknown option '--prot'"],
  [['--port', '99999'], 'serve: no port from 0 to 65535: 99999'],
  [['--port', '8o'], 'serve: no port from 0 to 65535: 8o'],
])('%j is refused', async (args, message) => {
  const { out, ended } = start(args);
  expect(await ended).toBe(2);
  expect(out()).toContain(message);
});

test('--help tells the options', async () => {
  const { out, ended } = start(['--help']);
  expect(await ended).toBe(0);
  expect(out()).toMatch(/--host HOST[\s\S]*--port PORT/);
});
