import { expect, test } from 'vitest';
import { compilePage } from '#notebook/compile/compile-page.ts';
import type { CrashFile } from '#model/crash/crash-log.ts';
import { runCells } from '../run-cells.ts';

const log: CrashFile = { kind: 'crash-log', crashes: [], lines: ['panic: one'] };

/** What an expression over `c`, the capture of a crash log, comes to in a cell. */
async function evaluate(expression: string): Promise<unknown> {
  const { root, runs } = runCells(
    { read: `const c = capture('log');\ndisplay(JSON.stringify(${expression}));` },
    { log, 'crash-file': log },
  );
  const { error } = await runs('read');
  if (error) throw error as Error;
  return JSON.parse(root('read').textContent);
}

test('a crash log is called crash-log in cells as everywhere', async () => {
  expect(await evaluate('[c.kind, c.file.kind]')).toEqual(['crash-log', 'crash-log']);
  expect(await evaluate(`[c.kind === 'crash-log', c.kind === 'recording']`)).toEqual([true, false]);
});

test.each([
  [`c.kind === 'crash-file'`, true],
  [`c.file.kind == "crash-file"`, true],
  ['`crash-file` === c.kind', true],
  [`c?.kind !== 'crash-file'`, false],
  [`c.kind != 'crash-file'`, false],
  [`(0, c.kind) === 'crash-file'`, true],
  [`(({ kind }) => kind === 'crash-file')(c)`, true],
  [`c.kind === 'recording' || c.kind === 'crash-file' ? c.lines : []`, ['panic: one']],
  [`(() => { switch (c.kind) { case 'recording': return 1; case 'crash-file': return 2; } })()`, 2],
  [
    `(() => { switch (c.kind) { case 'crash-file': return 1; case 'crash-log': return 2; default: return 3; } })()`,
    2,
  ],
  [`['recording', undefined, 3].map((kind) => kind === 'crash-file')`, [false, false, false]],
  [`capture('crash-file').name`, 'crash-file'],
])('a cell of before its name was that goes on: %s', async (expression, value) => {
  expect(await evaluate(expression)).toEqual(value);
});

test('a comparison that begins a line goes on with no line before it', async () => {
  const { root, runs } = runCells(
    {
      read: `let said = 'no'
const { kind } = capture('log')
kind === 'crash-file' && (said = 'yes')
display(said)`,
    },
    { log },
  );
  expect((await runs('read')).error).toBeUndefined();
  expect(root('read').textContent).toBe('yes');
});

test('lines stay, and a cell without such a comparison stays as it is', () => {
  const compile = (text: string) =>
    compilePage(`---\ntitle: A\n---\n\n\`\`\`js cell\n${text}\n\`\`\`\n`, 'a.mdx', ['capture']).cells[0]!;
  const before = `const c = capture('x');\nconst is = c.kind ===\n  'crash-log';\nconst name = 'crash-file';`;
  expect(compile(before).body).toContain(before.split('\n')[1]!);
  expect(compile(before).body).not.toContain('Array.of');
  const after = before.replace(`'crash-log'`, `'crash-file'`);
  expect(compile(after).body.split('\n')).toHaveLength(compile(before).body.split('\n').length);
  expect(compile(after).bodyLine).toBe(compile(before).bodyLine);
  expect(compile(after).text).toBe(after);
});
