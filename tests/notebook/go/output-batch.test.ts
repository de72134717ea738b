import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OutputPart } from '../../../src/notebook/go/messages.ts';
import { OutputBatch } from '../../../src/notebook/go/output-batch.ts';

let nowMs = 0;
let sent: string[][] = [];
let batch: OutputBatch;
const decode = ({ fd, bytes }: OutputPart) => `${fd}:${new TextDecoder().decode(bytes)}`;
const write = (text: string, fd: 1 | 2 = 1) => batch.write(fd, new TextEncoder().encode(text));

beforeEach(() => {
  vi.useFakeTimers();
  nowMs = 1000;
  sent = [];
  batch = new OutputBatch(
    (parts) => sent.push(parts.map(decode)),
    () => nowMs,
  );
});
afterEach(() => {
  vi.useRealTimers();
});

/** So many that what follows is gathered. */
function flood(): void {
  for (let i = 0; i < 64; i++) write('.');
  sent = [];
}

test('what comes first is sent at once, and so is a burst of a few lines', () => {
  write('a');
  write('b', 2);
  expect(sent).toEqual([['1:a'], ['2:b']]);
});

test('a flood is gathered until there is time, in order, each stream by itself', () => {
  flood();
  write('a');
  write('b');
  write('c', 2);
  write('d');
  expect(sent).toEqual([]);
  nowMs += 16;
  write('e');
  expect(sent).toEqual([['1:ab', '2:c', '1:de']]);
});

test('a flood is sent when there is much of it, though the clock stands', () => {
  flood();
  write('x'.repeat(60_000));
  expect(sent).toEqual([]);
  write('y'.repeat(6000));
  expect(sent.map((parts) => parts.map((part) => part.length))).toEqual([[60_002, 6002]]);
});

test('what is held is sent by the timer where the program gives way, once', () => {
  flood();
  write('a');
  vi.advanceTimersByTime(15);
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(sent).toEqual([['1:a']]);
  vi.advanceTimersByTime(100);
  expect(sent).toEqual([['1:a']]);
});

test('what is held is sent when asked, and then no more', () => {
  flood();
  write('a');
  batch.flush();
  batch.flush();
  vi.advanceTimersByTime(100);
  expect(sent).toEqual([['1:a']]);
});
