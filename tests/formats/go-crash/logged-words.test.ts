import { describe, expect, test } from 'vitest';
import { readReason } from '#formats/go-crash/logged-words.ts';

describe('the reason in the words of those who caught a panic', () => {
  test.each([
    ['panic: boom', 'boom'],
    ['recovered: boom', 'boom'],
    ['panic recovered: boom', 'boom'],
    ['recovered from panic: boom', 'boom'],
    ['panic in handler for user:12: boom', 'boom'],
    ['[negroni] PANIC: boom', 'boom'],
    ['[PANIC RECOVER] boom', 'boom'],
    ['[PANIC RECOVER] runtime error: integer divide by zero', 'runtime error: integer divide by zero'],
    ['Recovered in main runtime error: integer divide by zero', 'runtime error: integer divide by zero'],
    ['http: panic serving 10.0.0.1:43935: no ports', 'no ports'],
    ['worker panicked: boom [recovered]', 'boom'],
    ['Observed a panic: "boom" (boom)', 'boom'],
    ['Observed a panic: "boom (x)" (boom (x))', 'boom (x)'],
    ['Observed a panic: &errors.errorString{s:"boom (of port 3)"} (boom (of port 3))', 'boom (of port 3)'],
    [
      'Observed a panic: runtime.boundsError{x:5, y:3} (runtime error: index out of range [5] with length 3)',
      'runtime error: index out of range [5] with length 3',
    ],
    ['处理请求时发生 panic：no ports: 3', 'no ports: 3'],
    ['已恢复 panic：', ''],
    ['[Recovery] 2026/01/01 - 12:00:00 panic recovered:', ''],
    ['panic recovered:', ''],
  ])('%s', (body, reason) => expect(readReason(body)).toEqual({ reason, strong: true }));

  test.each(['recovered after 3 tries', 'no panic, just a dump', 'the panic button'])(
    '%s: not sure',
    (body) => expect(readReason(body)).toEqual({ reason: body, strong: false }),
  );
});
