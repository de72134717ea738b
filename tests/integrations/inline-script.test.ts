import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toInlineScript } from '../../src/integrations/inline-script.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-inline-script-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function make(text: string): Promise<string> {
  const file = join(folder, 'script.ts');
  await writeFile(file, text);
  return toInlineScript(file);
}

test('is a classic script that does the same, without its types, and smaller', async () => {
  const source = `import type { A } from './a.ts';
    // Of no interest to a browser.
    globalThis.told = ((first: number, second: A) => {
      const sum: number = first + Number(second);
      return sum;
    })(3, 4 as unknown as A);
  `;
  const script = await make(source);
  expect(script.length).toBeLessThan(60);
  const scope: { told?: number } = {};
  new Function('globalThis', script)(scope);
  expect(scope.told).toBe(7);
});

test('nothing in it ends its element', async () => {
  const script = await make('globalThis.told = "</script><!--" + `</SCRIPT>`;');
  expect(script).not.toMatch(/<\/script|<!--/i);
  const scope: { told?: string } = {};
  new Function('globalThis', script)(scope);
  expect(scope.told).toBe('</script><!--</SCRIPT>');
});

test.each([
  ['imports something', "import { a } from './a.ts';\na();"],
  ['exports something', 'export const a = 1;'],
  ['is no script at all', 'let = ='],
])('what %s fails the build', async (_, text) => {
  await expect(make(text)).rejects.toThrow(/\S/);
});
