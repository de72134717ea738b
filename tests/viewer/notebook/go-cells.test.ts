import { parseHTML } from 'linkedom';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import type { RunListener } from '#viewer/notebook/go-frame.ts';

/** What the frame was asked for, and what it says of a text that is to be built. */
const asked: string[] = [];
let isToFail = false;

vi.mock('#viewer/notebook/go-frame.ts', () => ({
  GoFrame: class {
    build(program: string, text: string) {
      asked.push(`build ${program}: ${text}`);
      const faults = text.includes('wrong') ? [{ line: 1, column: 1, message: 'wrong' }] : undefined;
      return { done: Promise.resolve(faults ? { faults, words: '' } : {}), stop: () => {} };
    }
    start({ program }: { program: string }, { onEnd }: RunListener) {
      asked.push(`run ${program}`);
      const end = isToFail
        ? { how: 'failed' as const, message: 'bad magic' }
        : { how: 'exit' as const, code: 0 };
      onEnd({ end, elapsedMs: 1, memoryBytes: 1, droppedBytes: 0 });
      return () => {};
    }
  },
}));
vi.mock('#viewer/notebook/go-tools.ts', () => ({
  GoToolsLoader: class {
    state = { state: 'ready', goVersion: 'go1.26.8' };
    subscribe = () => () => {};
    load = async () => {};
    whenSettled = async () => true;
  },
}));
const { GoCells } = await import('#viewer/notebook/go-cells.ts');

beforeEach(() => {
  asked.length = 0;
  isToFail = false;
  const cell =
    '<div class="cb-cell" data-language="go" data-cell="a"><div class="cb-cell-output"></div></div>';
  const { document } = parseHTML(`<!doctype html><html><body>${cell}</body></html>`);
  vi.stubGlobal('document', document);
  vi.stubGlobal('requestAnimationFrame', () => 0);
});
afterAll(() => vi.unstubAllGlobals());

test('a text is built once, and run as often as its inputs change', async () => {
  const cells = new GoCells({ locale: 'en' });
  await cells.runText('a', 'one');
  await cells.runText('a', 'one');
  expect(asked.splice(0)).toEqual(['build cell a: one', 'run cell a', 'run cell a']);
  // Another text takes the place of its program; one with faults leaves none that is known.
  await cells.runText('a', 'two');
  expect(await cells.runText('a', 'wrong')).toMatchObject({ faults: [{ message: 'wrong' }] });
  await cells.runText('a', 'two');
  expect(asked.splice(0)).toEqual([
    'build cell a: two',
    'run cell a',
    'build cell a: wrong',
    'build cell a: two',
    'run cell a',
  ]);
  // What the engine did not take is built anew.
  isToFail = true;
  await cells.runText('a', 'two');
  await cells.runText('a', 'two');
  expect(asked).toEqual(['run cell a', 'build cell a: two', 'run cell a']);
});
