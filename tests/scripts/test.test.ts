import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'casebook-runner-'));
  await mkdir(join(root, 'tmp'));
});
afterEach(() => rm(root, { recursive: true }));

/** A program that stands in the place of one that the runner starts. */
async function stand(name: string, script: string): Promise<void> {
  await mkdir(join(root, 'bin'), { recursive: true });
  await writeFile(join(root, 'bin', name), `#!/bin/sh\n${script}\n`);
  await chmod(join(root, 'bin', name), 0o755);
}

function start(...stages: string[]): { child: ChildProcess; ended: Promise<{ code: number; said: string }> } {
  const child = spawn(process.execPath, ['scripts/test.ts', ...stages], {
    env: {
      ...process.env,
      PATH: `${join(root, 'bin')}${delimiter}${process.env['PATH']}`,
      TMPDIR: join(root, 'tmp'),
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (said += String(text)));
  const ended = new Promise<{ code: number; said: string }>((resolve) => {
    child.on('close', (code) => resolve({ code: code ?? -1, said }));
  });
  return { child, ended };
}

test('go test that dies within a line is a failure with a name, and the sum is told', async () => {
  await stand(
    'go',
    `[ "$1" = version ] && exit
echo '{"Action":"run","Package":"p","Test":"TestWhole"}'
echo '{"Action":"pass","Package":"p","Test":"TestWhole"}'
echo '{"Action":"run","Package":"p","Test":"TestOpen"}'
echo 'what Go says' >&2
printf '{"Action":"pa'
kill -9 $$`,
  );
  const { code, said } = await start('go').ended;
  expect(code).toBe(1);
  expect(said).toContain('what Go says\n');
  expect(said).toContain(
    'go: what go test told ends within a line: {"Action":"pa\ngo: p TestOpen has begun, and did not end\n',
  );
  expect(said).toMatch(/^1 passed, 2 failed, 0 skipped\n$/m);
  expect(await readdir(join(root, 'tmp'))).toEqual([]);
});

test('a test that passed at its second try is told', async () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 0,
    numPendingTests: 0,
    testResults: [
      {
        name: join(process.cwd(), 'tests/engines/a.engine.ts'),
        status: 'passed',
        message: '',
        assertionResults: [{ status: 'passed', fullName: 'a page', failureMessages: ['no page came'] }],
      },
    ],
  };
  await writeFile(join(root, 'report.json'), JSON.stringify(report));
  await stand(
    'vitest',
    `for option; do case $option in --outputFile.json=*) cp '${root}/report.json' "\${option#*=}";; esac; done`,
  );
  const { code, said } = await start('engines').ended;
  expect(said).toContain(
    'engines: tests/engines/a.engine.ts › a page (passed at its second try)\n    no page came\n',
  );
  expect(code).toBe(0);
});

test('a signal ends what was started, and what that has started', async () => {
  await stand('vitest', `echo $$ >>'${root}/pids'\nsleep 600 & echo $! >>'${root}/pids'\nwait`);
  const pids = async () =>
    (await readFile(join(root, 'pids'), 'utf8').catch(() => '')).trim().split('\n').filter(Boolean);
  const { child, ended } = start('server');
  await expect.poll(async () => (await pids()).length).toBe(2);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(143);
  const isThere = (pid: string) => {
    try {
      return process.kill(Number(pid), 0);
    } catch {
      return false;
    }
  };
  await expect.poll(async () => (await pids()).filter(isThere)).toEqual([]);
  expect(await readdir(join(root, 'tmp'))).toEqual([]);
});
