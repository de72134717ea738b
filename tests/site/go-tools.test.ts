import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startGoTools } from '#site/go-tools.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-go-tools-'));
});
afterEach(() => rm(folder, { recursive: true }));

const file = () => join(folder, 'go-tools/status.json');
const give = async (status: object) => {
  await mkdir(dirname(file()), { recursive: true });
  await writeFile(file(), JSON.stringify(status));
};
const read = async () => JSON.parse(await readFile(file(), 'utf8')) as object;

/** What the log has by the time that the child has said something. */
async function start(env: NodeJS.ProcessEnv): Promise<Record<string, unknown>[]> {
  const logged: Record<string, unknown>[] = [];
  const stop = await startGoTools(folder, env, (event, fields) => void logged.push({ event, ...fields }));
  await vi.waitFor(() => expect(logged.length).toBeGreaterThan(0), { timeout: 20_000 });
  stop();
  return logged;
}

describe('the compiler of a site that is served', () => {
  test('is built in a process of its own; without Go the pages are told that there is none', async () => {
    await give({ state: 'none', reason: 'not-asked' });
    // Node is called by its path; whatever Go there is cannot be found.
    expect(await start({ ...process.env, PATH: folder })).toEqual([
      { event: 'go-tools', state: 'none', reason: 'no-go' },
    ]);
    expect(await read()).toEqual({ state: 'none', reason: 'no-go' });
  });

  test.each([
    ['is switched off', { state: 'none', reason: 'not-asked' }, { CASEBOOK_GO_TOOLS: 'off' }],
    ['is there already', { state: 'ready', id: 'x' }, {}],
  ])('is left as it is where it %s', async (_, status, env) => {
    await give(status);
    const log = vi.fn();
    const stop = await startGoTools(folder, { ...process.env, ...env, PATH: folder }, log);
    stop();
    expect(await read()).toEqual(status);
    expect(log).not.toHaveBeenCalled();
  });

  test.skipIf(process.platform === 'win32')(
    'ends with who had it built, and leaves nothing behind',
    async () => {
      await give({ state: 'none', reason: 'not-asked' });
      const [bin, scratch] = [join(folder, 'bin'), join(folder, 'scratch')];
      for (const made of [bin, scratch]) await mkdir(made);
      // A Go that is in the middle of something.
      await writeFile(join(bin, 'go'), '#!/bin/sh\necho > "$TMPDIR/begun"\nexec sleep 100\n', {
        mode: 0o755,
      });
      const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}`, TMPDIR: scratch };
      const log = vi.fn();
      const stop = await startGoTools(folder, env, log);
      const list = () => readdir(scratch, { recursive: true });
      await vi.waitFor(
        async () => expect(await list()).toContainEqual(expect.stringMatching(/\/begun$/)),
        20_000,
      );
      stop();
      await vi.waitFor(async () => expect(await list()).toEqual([]), 20_000);
      expect(log).not.toHaveBeenCalled();
    },
  );

  test('is not for a site that says nothing of it', async () => {
    const log = vi.fn();
    (await startGoTools(folder, { ...process.env, PATH: folder }, log))();
    expect(log).not.toHaveBeenCalled();
  });
});
