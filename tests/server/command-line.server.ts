import { createHash } from 'node:crypto';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled, run } from './run.ts';
import { makeFolder, type RunningServer, startServer } from './start-server.ts';
import { noise } from '../noise.ts';

/** The oldest Node that the file promises to run on, where the machine has one besides the project's own. */
async function findNode20(): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((one) => !one.includes('node_modules'));
  for (const folder of [...folders, '/usr/local/bin', '/usr/bin']) {
    const ran = await run(join(folder, 'node'), ['--version']).catch(() => undefined);
    if (ran?.out.startsWith('v20.')) return join(folder, 'node');
  }
  return undefined;
}

const node20 = await findNode20();
const hasCurl = await isInstalled('curl');

describe('casebook.mjs, as the server serves it', () => {
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  let server: RunningServer;
  let emptyFolder: Awaited<ReturnType<typeof makeFolder>>;
  let empty: string;

  beforeAll(async () => {
    folder = await makeFolder();
    server = await startServer({
      CASEBOOK_STORE: join(folder.path, 'data'),
      CASEBOOK_UPLOAD_TOKEN: 'let-me-in',
    });
    emptyFolder = await makeFolder();
    empty = emptyFolder.path;
    const response = await fetch(`${server.url}/casebook.mjs`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/javascript/);
    await writeFile(join(empty, 'casebook.mjs'), await response.text());
  });
  afterAll(async () => {
    await server?.stop();
    await folder.remove();
    await emptyFolder.remove();
  });

  const casebook = (args: string[], node = node20 ?? process.execPath, input?: string) =>
    run(node, ['casebook.mjs', ...args], {
      cwd: empty,
      env: { XDG_CACHE_HOME: join(folder.path, 'cache'), NODE_PATH: '', NODE_OPTIONS: '' },
      ...(input === undefined ? {} : { input }),
    });

  test('holds the licence of each package that is in it, and of Casebook', async () => {
    const text = await readFile(join(empty, 'casebook.mjs'), 'utf8');
    const own = await readFile('LICENSE', 'utf8');
    expect(text).toContain(own.trim());
    // What uploads, and what that needs; what only its own file of uploads needs is left out.
    const bundled = 'tus-js-client js-base64 lodash.throttle url-parse querystringify requires-port'.split(
      ' ',
    );
    const left = ['combine-errors', 'proper-lockfile'];
    const [, notices = ''] = text.split('In this file are, under these licences:');
    for (const name of bundled) expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'));
    for (const name of left) expect(text).not.toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(notices).not.toMatch(/GPL/);
    expect(text).not.toContain(process.cwd());
  });

  test('needs nothing beside it but Node itself', async () => {
    const text = await readFile(join(empty, 'casebook.mjs'), 'utf8');
    const imports = [...text.matchAll(/^import [^'"]*["']([^'"]+)["'];?$/gm)].map(([, name]) => name ?? '');
    expect(imports.length).toBeGreaterThan(3);
    for (const name of imports) expect(name).toMatch(/^(node:)?[a-z_]+(\/promises)?$/);
  });

  describe.runIf(node20 !== undefined)('with Node 20, in an empty folder', () => {
    test('runs no program, and says where one runs', async () => {
      expect(await casebook(['run', 'hello.go'])).toMatchObject({
        code: 1,
        err: 'casebook: run needs a clone of Casebook, where it is npx casebook run\n',
      });
    });

    test('tells how it goes', async () => {
      expect(await casebook(['--help'])).toMatchObject({
        code: 0,
        out: expect.stringContaining('inspect') as string,
      });
      const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
      expect(await casebook(['--version'])).toMatchObject({ code: 0, out: `${version}\n` });
      expect((await casebook(['push', '--help'])).out).toContain('--to URL');
    });

    test('inspects logs and recordings as the clone does', async () => {
      const recording = 'public/captures/build-host/process-20261123-ugqwfehh.data';
      for (const file of ['public/captures/topid-crash-1.log', recording]) {
        const name = file.slice(file.lastIndexOf('/') + 1);
        await cp(file, join(empty, name));
        const here = await casebook(['inspect', '--json', name]);
        expect([here.code, here.err]).toEqual([0, '']);
        const clone = await run(process.execPath, ['bin/casebook.mjs', 'inspect', '--json', file]);
        expect(JSON.parse(here.out)).toEqual(JSON.parse(clone.out.replaceAll(file, name)));
      }
      const log = await readFile('public/captures/topid-crash-1.log', 'utf8');
      expect((await casebook(['inspect', '-'], node20, log)).out).toContain('s.allocCount != s.nelems');
      expect(await casebook(['inspect', 'nothing.log'])).toMatchObject({ code: 1, out: '' });
    });

    test('pushes, with kind and summary, in pieces that can be resumed', async () => {
      const bytes = noise(6_000_000);
      await writeFile(join(empty, 'large.bin'), bytes);
      const to = ['--to', server.url, '--tag', 'bundle', '--token', 'let-me-in', '--json'];
      const { code, out, err } = await casebook(['push', 'topid-crash-1.log', 'large.bin', ...to]);
      expect([code, err]).toEqual([0, '']);
      const [log, large] = out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { id: string; link: string });
      const stat = async (id = '') =>
        (await fetch(`${server.url}/api/captures/${id}`, { headers: { Accept: 'application/json' } })).json();
      expect(await stat(log?.id)).toMatchObject({ kind: 'crash-log', state: 'complete' });
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(await stat(large?.id)).toMatchObject({ sizeBytes: 6_000_000, sha256 });
      const refused = await casebook([
        'push',
        'large.bin',
        '--to',
        server.url,
        '--tag',
        'bundle',
        '--token',
        'no',
      ]);
      expect(refused).toMatchObject({
        code: 1,
        err: expect.stringContaining('does not take this token') as string,
      });
    });

    test.runIf(hasCurl)('by the very lines of the guide', async () => {
      const guide = await readFile('src/content/docs/guides/upload-from-a-board.mdx', 'utf8');
      const lines = guide.split('\n');
      const fetchLine = lines.find((line) => line.includes('curl -fsSO URL/casebook.mjs'));
      const pushLine = lines.find((line) => line.startsWith('node casebook.mjs push crash.log'));
      expect([fetchLine, pushLine]).not.toContain(undefined);
      const fresh = await makeFolder();
      try {
        await cp('public/captures/topid-crash-1.log', join(fresh.path, 'crash.log'));
        const script = `${fetchLine}\n${pushLine}`
          .replaceAll('URL', server.url)
          .replaceAll('TOKEN', 'let-me-in')
          .replaceAll('NAME', 'guide')
          .replaceAll('node casebook.mjs', `${node20} casebook.mjs`);
        const { code, out } = await run('sh', ['-ec', script], {
          cwd: fresh.path,
          env: { XDG_CACHE_HOME: join(folder.path, 'cache'), NODE_OPTIONS: '' },
        });
        expect(code).toBe(0);
        expect(out).toMatch(/\/c\/\w{26}\n/);
      } finally {
        await fresh.remove();
      }
    });
  });

  test('nobody outside the clone is sent to the name in a registry', async () => {
    // README, CONTRIBUTING and the guide on writing cases speak to who has the clone.
    const files = (await readdir('src', { recursive: true, encoding: 'utf8' })).map((file) =>
      join('src', file),
    );
    for (const file of [
      ...files,
      'public/record.sh',
      'README.md',
      'src/command-line/push.ts',
      'bin/casebook.ts',
    ]) {
      if (!/\.(mdx?|astro|tsx?|sh)$/.test(file)) continue;
      const text = await readFile(file, 'utf8');
      expect(text, file).not.toMatch(/npx (?:-y )?casebook (?:push|redact)/);
      if (/README\.md$|write-a-case\.mdx$/.test(file)) continue;
      // Elsewhere it stands in a sentence that says where.
      for (const line of text.split('\n').filter((one) => one.includes('npx casebook'))) {
        expect(line, file).toMatch(/clone of Casebook|Casebook 的克隆里/);
      }
    }
  });
});
