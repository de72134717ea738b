import { expect, test } from 'vitest';
import { peek, toChunks } from '#bytes/chunks.ts';

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<number[]> {
  const all: number[] = [];
  for await (const chunk of chunks) all.push(...chunk);
  return all;
}

function stream(parts: number[][], onCancel?: () => void): ReadableStream<Uint8Array> {
  const left = [...parts];
  return new ReadableStream({
    pull(controller) {
      const part = left.shift();
      if (part) controller.enqueue(Uint8Array.from(part));
      else controller.close();
    },
    cancel: () => onCancel?.(),
  });
}

test('a stream gives its chunks, and is cancelled when they are left', async () => {
  expect(await drain(toChunks(stream([[1, 2], [3]])))).toEqual([1, 2, 3]);
  let cancelled = false;
  for await (const _ of toChunks(stream([[1], [2], [3]], () => (cancelled = true)))) break;
  expect(cancelled).toBe(true);
});

test('a stream that was read to its end is not cancelled', async () => {
  let cancelled = false;
  await drain(toChunks(stream([[1]], () => (cancelled = true))));
  expect(cancelled).toBe(false);
});

test('looking at the first bytes takes none away', async () => {
  for (const size of [0, 1, 2, 3, 4, 100]) {
    const { head, chunks } = await peek(toChunks(stream([[1, 2], [], [3], [4, 5]])), size);
    expect([...head]).toEqual([1, 2, 3, 4, 5].slice(0, size));
    expect(await drain(chunks)).toEqual([1, 2, 3, 4, 5]);
  }
});

test('leaving the chunks after a look ends the source', async () => {
  let cancelled = false;
  const { chunks } = await peek(toChunks(stream([[1], [2], [3]], () => (cancelled = true))), 1);
  for await (const _ of chunks) break;
  expect(cancelled).toBe(true);
});
