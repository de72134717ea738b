import { describe, expect, test } from 'vitest';
import { readCapture } from '#formats/index.ts';
import type { CrashFile } from '#model/crash/crash-log.ts';
import type { Recording } from '#model/recording/recording.ts';
import { decodeView, encodeView } from '#view/link.ts';

async function* toChunks(text: string) {
  yield new TextEncoder().encode(text);
}

/** What every object has by its prototype, so that a table looked up by them has it too. */
const inherited = ['constructor', '__proto__', 'hasOwnProperty', 'toString', 'valueOf', 'isPrototypeOf'];

describe.each(inherited)('the word %s', (word) => {
  test('is no number of a table, and a name as any other', async () => {
    const csv = `time,pid,name,cpu,mem_kb\n1,1,${word},${word},1\n2,1,${word},1,1\n`;
    const { value, notices } = await readCapture('x.csv', toChunks(csv));
    expect((value as Recording).series.map(({ name, at }) => [name, at.length])).toEqual([[word, 1]]);
    expect(notices.find(({ code }) => code === 'table-row')?.message).toContain(`cpu "${word}" is no number`);
  });

  test('is a goroutine’s state, a function and a reason of a log', async () => {
    const log = `panic: ${word}\n\ngoroutine 1 [${word}]:\n${word}.${word}()\n\t/x/${word}.go:1 +0x1\n`;
    const { value } = await readCapture('x.log', toChunks(log));
    const [crash] = (value as CrashFile).crashes;
    expect(crash?.goroutines[0]).toMatchObject({ state: word, frames: [{ function: `${word}.${word}` }] });
  });

  test('is the slot of a capture in a link, and comes back', () => {
    const view = {
      captures: [{ slot: word, ref: { from: 'site' as const, name: word } }],
      states: Object.fromEntries([[word, { text: word }]]),
    };
    const { view: back, problems } = decodeView(encodeView(view as never));
    expect(problems).toEqual([]);
    expect(back.captures).toEqual(view.captures);
    expect(Object.keys(back.states)).toEqual(Object.keys(view.states));
  });

  test('is no field of a link', () => {
    const { problems, view } = decodeView(`v=2&open=site:a&a.${word}=1&${word}=2`);
    expect(problems.map(({ code }) => code)).toEqual(['link-unknown', 'link-unknown']);
    expect(view.states).toEqual({});
  });
});
