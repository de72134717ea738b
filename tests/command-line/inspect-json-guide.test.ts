import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inspectFiles } from '../../src/command-line/inspect.ts';
import { toInspectJson } from '../../src/command-line/inspect-json.ts';

const root = join(import.meta.dirname, '..', '..');
const fixtures = [
  'tests/fixtures/go-crash/valid/go1.26-race.log',
  'tests/fixtures/go-crash/valid/go1.26-cgo-segv.log',
  'tests/fixtures/go-crash/valid/go1.26-sigquit.log',
  'tests/fixtures/go-crash/valid/go1.26-bad-pointer.log',
  'public/captures/sleep-loop/process-20261123-qmbbjmsl.data',
];

/** Names of the keys in a value, however deep; names of registers are the machine's own. */
function toKeys(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) toKeys(one, found);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      found.add(key);
      if (key !== 'registers') toKeys(inner, found);
    }
  }
  return found;
}

async function* none(): AsyncGenerator<Uint8Array> {}

test.each(['', 'zh-cn/'])('the guide (%s) says every key of inspect --json', async (locale) => {
  const { found, failures } = await inspectFiles(
    fixtures.map((path) => join(root, path)),
    none(),
  );
  expect(failures).toEqual([]);
  expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['crash-log', 'recording']));
  const page = readFileSync(join(root, `src/content/docs/${locale}guides/inspect-json.mdx`), 'utf8');
  const keys = toKeys(found.map(toInspectJson));
  expect(keys).toContain('signalAddr');
  expect(keys).toContain('thread');
  const missing = [...keys].filter((key) => !page.includes(`\`${key}\``) && !page.includes(`"${key}"`));
  expect(missing.filter((key) => !['avg', 'max'].includes(key))).toEqual([]);
  expect(page).toContain('`{avg, max}`');
});
