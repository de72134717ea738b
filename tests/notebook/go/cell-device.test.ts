import { expect, test } from 'vitest';
import { decodeEmitted } from '#notebook/go/cell-device.ts';

const decode = (text: string) => decodeEmitted(new TextEncoder().encode(text));

test.each([
  ['garbage', '"garbage"'],
  ['', '""'],
  ['{"name":"a"}', '"{\\"name\\":\\"a\\"}"'],
  ['[1,2]\n', '"[1,2]\\n"'],
  [`"${'x'.repeat(100)}"`, `"\\"${'x'.repeat(39)}…"`],
])('%j is no value, which is said with how it begins', (text, beginning) => {
  expect(() => decode(text)).toThrow(
    `what was written to /dev/casebook/values is no value with a name, as cell.Emit writes it: ${beginning}`,
  );
});

test('a value is nested as deep as package cell lets it be, and no deeper', () => {
  const nested = (depth: number) =>
    `{"name":"[[{{","value":[${JSON.stringify('"['.repeat(600))},${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}]}`;
  expect(decode(nested(500)).name).toBe('[[{{');
  expect(() => decode(nested(501))).toThrow('/dev/casebook/values is nested more than 501 deep');
  expect(() => decode('['.repeat(100_000))).toThrow('nested more than 501 deep');
});
