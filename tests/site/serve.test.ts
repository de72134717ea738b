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

/** Each line of both streams is one JSON object, from the first to the last. */
function events(out: () => string): Record<string, unknown>[] {
  return out()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function portOf(out: () => string): Promise<number> {
  const find = () => events(out).find(({ event }) => event === 'listening');
  await expect.poll(find, { timeout: 10_000 }).toBeDefined();
  return Number(find()?.['port']);
}

test('says that there is no built site', async () => {
  const { out, ended } = start([]);
  expect(await ended).toBe(1);
  expect(events(out)).toEqual([
    {
      time: expect.any(String) as string,
      event: 'failed',
      message: 'there is no built site in dist/: npm run build makes it',
    },
  ]);
});

test('of a site away from its packages it says where those are looked for', async () => {
  const site = await mkdtemp(join(tmpdir(), 'site-'));
  await mkdir(join(site, 'server'));
  await writeFile(join(site, 'index.html'), 'the site');
  await writeFile(join(site, 'server', 'page-scripts.json'), '[]');
  const startWith = async (entry: string): Promise<string> => {
    await writeFile(join(site, 'server', 'entry.mjs'), entry);
    const { out, ended } = start(['--site', site, '--port', '0'], {
      CASEBOOK_LOG: 'off',
      CASEBOOK_STORE: join(site, 'store'),
    });
    expect(await ended).toBe(1);
    return out();
  };
  expect(await startWith(`import '@casebook/not-there';`)).toMatch(
    /^serve: dist\/server cannot start: packages are looked for in node_modules beside it, or in a folder above \(Cannot find package '@casebook\/not-there'/,
  );
  expect(await startWith(`import './chunk.mjs';`)).toContain('dist/server is not whole');
  await rm(site, { recursive: true });
});

test('in plain words where no log is wanted', async () => {
  const { out, ended } = start([], { CASEBOOK_LOG: 'off' });
  expect(await ended).toBe(1);
  expect(out()).toBe('serve: there is no built site in dist/: npm run build makes it\n');
});

test('serves, tells how to be heard further, and ends when told', async () => {
  await mkdir(join(house, 'dist'), { recursive: true });
  await writeFile(join(house, 'dist', 'index.html'), 'the site');
  const { child, out, ended } = start(['--host', '127.0.0.1'], { PORT: '0' });
  const port = await portOf(out);
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('the site');
  expect(out()).toContain(
    `http://127.0.0.1:${port}. To listen beyond this machine: npm start -- --host 0.0.0.0`,
  );

  const second = start([], { HOST: '127.0.0.1', PORT: String(port) });
  expect(await second.ended).toBe(1);
  expect(events(second.out)).toMatchObject([
    {
      event: 'failed',
      code: 'EADDRINUSE',
      message: `port ${port} of 127.0.0.1 is in use: choose another with --port or PORT`,
    },
  ]);

  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('on every address names those that others can use', async () => {
  const { child, out, ended } = start(['--host=0.0.0.0', '--port=0']);
  const port = await portOf(out);
  expect(events(out)).toMatchObject([
    {
      event: 'listening',
      url: `http://localhost:${port}`,
      message: expect.stringContaining('to others on') as string,
    },
  ]);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});

test.each([
  [['--prot', '80'], "Unknown option '--prot'"],
  [['--port', '99999'], 'no port from 0 to 65535: 99999'],
  [['--port', '8o'], 'no port from 0 to 65535: 8o'],
])('%j is refused', async (args, message) => {
  const { out, ended } = start(args);
  expect(await ended).toBe(2);
  expect(events(out)).toMatchObject([
    { event: 'failed', message: expect.stringContaining(message) as string },
  ]);
});

test('a setting that cannot be meant ends the start with a sentence, as an event', async () => {
  const { out, ended } = start([], { CASEBOOK_RATE: 'fast' });
  expect(await ended).toBe(2);
  expect(events(out)).toMatchObject([
    { event: 'failed', message: expect.stringContaining('CASEBOOK_RATE: a whole number') as string },
  ]);
});

test('what libraries print, warnings, and what nobody has caught are events too', async () => {
  const broken = join(house, 'broken.mjs');
  await writeFile(
    broken,
    `setTimeout(() => {
      console.log('\u001b[32mfrom a library\u001b[0m');
      console.error('two\\nlines');
      process.emitWarning('old', 'DeprecationWarning', 'DEP0000');
      void Promise.reject(new Error('forgotten'));
      setTimeout(() => { throw new Error('thrown', { cause: new Error('inner') }); }, 20);
    }, 500);`,
  );
  const { out, ended } = start(['--port', '0'], { NODE_OPTIONS: `--import ${broken}` });
  expect(await ended).toBe(1);
  const found = events(out).filter(({ event }) => event !== 'listening');
  expect(found).toMatchObject([
    { event: 'output', stream: 'stdout', text: 'from a library' },
    { event: 'output', stream: 'stderr', text: 'two\nlines' },
    { event: 'warning', name: 'DeprecationWarning', code: 'DEP0000', message: 'old' },
    { event: 'unhandled', cause: 'Error: forgotten' },
    { event: 'uncaught', cause: 'Error: inner', stack: expect.stringContaining('thrown') as string },
  ]);
});

test('--help tells the options', async () => {
  const { out, ended } = start(['--help']);
  expect(await ended).toBe(0);
  expect(out()).toMatch(/--host HOST[\s\S]*--port PORT/);
});
