import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'casebook-ci-'));
  await mkdir(join(root, '.ci'));
  await mkdir(join(root, 'bin'));
  await copyFile('.ci/run', join(root, '.ci/run'));
  // Nothing is to be installed, no second is to pass, and no site answers.
  await stand('id', 'echo 1000');
  await stand('sleep', '');
  await stand('curl', 'exit 7');
});
afterEach(() => rm(root, { recursive: true }));

/** A program that stands in the place of one that the script starts. */
async function stand(name: string, script: string): Promise<void> {
  await writeFile(join(root, 'bin', name), `#!/bin/sh\n${script}\n`);
  await chmod(join(root, 'bin', name), 0o755);
}

function run(): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('bash', [join(root, '.ci/run')], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(root, 'bin')}${delimiter}${process.env['PATH']}` },
  });
  return { status, said: stdout + stderr };
}

test('a site that never answers is said, with what npm start printed, and neither build goes on', async () => {
  await stand(
    'npm',
    `[ "$1" = ci ] && exit
echo "building for $1"
/bin/sleep 600 & echo $! >>'${root}/pids'
wait`,
  );
  const { status, said } = run();
  expect(said).toContain('building for start\nnpm start: no site answered');
  expect(status).toBe(1);
  const pids = (await readFile(join(root, 'pids'), 'utf8')).trim().split('\n');
  expect(pids).toHaveLength(2);
  const isThere = (pid: string) => {
    try {
      return process.kill(Number(pid), 0);
    } catch {
      return false;
    }
  };
  await expect.poll(() => pids.filter(isThere)).toEqual([]);
});

test('a start that ends is said at once', async () => {
  await stand('npm', `[ "$1" = start ] && { echo 'no port'; exit 1; }; exit 0`);
  const { status, said } = run();
  expect(said).toContain('no port\nnpm start: it ended before the site answered');
  expect(status).toBe(1);
});
