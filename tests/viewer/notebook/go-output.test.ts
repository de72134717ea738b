import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { goTexts } from '#texts/go.ts';
import { toEndText } from '#viewer/notebook/go-end-text.ts';
import { GoOutput } from '#viewer/notebook/go-output.ts';
import { type OpenPage, openPage } from '../open-page.ts';

let page: OpenPage;
beforeEach(() => {
  page = openPage();
});
afterEach(() => page.close());

const encode = (text: string) => new TextEncoder().encode(text);
const make = () => {
  const output = new GoOutput('Output of cell a', goTexts.en);
  page.root.append(output.element);
  return output;
};
const blocks = () =>
  page.all('[data-fd]').map((block) => `${block.dataset['fd']} ${block.textContent?.replace(/^stderr/, '')}`);

describe('what a program prints', () => {
  test('stands in its order, stderr marked in words', () => {
    const output = make();
    output.write(1, encode('one\n'));
    output.write(1, encode('two\n'));
    output.write(2, encode('oh\n'));
    output.write(1, encode('three'));
    expect(blocks()).toEqual(['1 one\ntwo\n', '2 oh\n', '1 three']);
    expect(page.text(page.all('[data-fd="2"] .cb-go-mark')[0])).toBe('stderr');
    expect(output.pieces).toEqual([
      { fd: 1, text: 'one\ntwo\n' },
      { fd: 2, text: 'oh\n' },
      { fd: 1, text: 'three' },
    ]);
  });

  test('a letter that comes in two halves is one; a half at the end is said', () => {
    const output = make();
    const [first, second, third] = encode('中');
    output.write(1, new Uint8Array([first!]));
    output.write(2, encode('!'));
    output.write(1, new Uint8Array([second!, third!, 0xe4]));
    output.finish();
    expect(blocks()).toEqual(['2 !', '1 中\ufffd']);
  });

  test('of a long output the beginning is shown, and the rest on request', () => {
    const output = make();
    for (let n = 0; n < 100; n++) output.write(1, encode('0123456789\n'.repeat(10)));
    const shown = () => page.text(page.find('pre', 'Output of cell a')).split(' ').filter(Boolean).length;
    expect(shown()).toBe(400);
    page.click(page.find('button', 'Show 600 more lines'));
    expect(shown()).toBe(1000);
    expect(page.all('button')).toEqual([]);
    output.write(1, encode('last\n'));
    expect(shown()).toBe(1001);
  });

  test('one line without end is cut too', () => {
    const output = make();
    output.write(2, encode('x'.repeat(100_000)));
    expect(blocks()[0]).toHaveLength(60_002);
    page.click(page.find('button', 'Show 1 more line'));
    expect(blocks()[0]).toHaveLength(100_002);
  });
});

describe('how a run ended', () => {
  const end = (how: Parameters<typeof toEndText>[0]['end'], rest = {}) =>
    toEndText({ end: how, elapsedMs: 1234, memoryBytes: 3 << 20, droppedBytes: 0, ...rest }, goTexts.en);

  test('is said in words, with its time, its memory, and what was not kept', () => {
    expect(end({ how: 'exit', code: 2 })).toBe('Exit code 2 · 1.2 s · 3 MiB');
    expect(end({ how: 'stopped' }, { memoryBytes: 0 })).toBe('Stopped · 1.2 s');
    expect(end({ how: 'stopped' }, { elapsedMs: 0, memoryBytes: 0 })).toBe('Stopped');
    expect(end({ how: 'exit', code: 0 }, { droppedBytes: 2_000_000 })).toMatch(/2\.0 MB more were printed/);
    expect(end({ how: 'memory', limitBytes: 512 << 20 })).toMatch(/the 512 MiB that a cell may have/);
    expect(end({ how: 'time', limitMs: 60_000 })).toMatch(/the 60 s that a cell may run/);
    expect(end({ how: 'stack', message: 'Maximum call stack size exceeded' })).toMatch(/“stack overflow”/);
    expect(end({ how: 'failed', message: '' })).toMatch(/^Ended by the browser ·/);
  });
});
