import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** In a process of its own: the runner of tests takes what nobody catches for a failure. */
const run = (code: string) =>
  promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { takeLateErrors } from '#build/late-errors.ts';\n` +
      `const take = (name) => (error) => console.log(name, error.message);\n${code}`,
  ]);

test('what nobody waits for is known by the code that it is of, and ends nothing', async () => {
  const { stdout } = await run(`
    takeLateErrors(take('timer'), () => setTimeout(() => { throw new Error('late'); }));
    takeLateErrors(take('promise'), () => void Promise.reject(new Error('lost')));
    takeLateErrors(take('after'), async () => { await null; throw new Error('unseen'); });
    setTimeout(() => console.log('went on'), 20);
  `);
  expect(stdout.trim().split('\n').sort()).toEqual(['after unseen', 'promise lost', 'timer late', 'went on']);
});

test('any other error ends the process, as without', async () => {
  const ended = run(`
    takeLateErrors(take('cell'), () => 1);
    setTimeout(() => { throw new Error('of the build'); });
    setTimeout(() => console.log('went on'), 50);
  `);
  await expect(ended).rejects.toMatchObject({ stderr: expect.stringContaining('of the build'), stdout: '' });
});
