import { expect, test } from 'vitest';
import { toEditorFaults, toFaultText } from '#viewer/notebook/go-faults.ts';
import { goTexts } from '#texts/go.ts';

test('a fault stands in the editor where the compiler means it, whatever stands before it', () => {
  const text = 'x := 1\nfmt.Println("真的😀", y)';
  // In bytes, as gc counts.
  const column = new TextEncoder().encode('fmt.Println("真的😀", ').length + 1;
  const [fault] = toEditorFaults([{ line: 2, column, message: 'undefined: y' }], text);
  expect(text.split('\n')[1]?.slice((fault?.column ?? 0) - 1)).toBe('y)');
  expect(toEditorFaults([{ line: 9, column: 4, message: 'x' }], text)).toMatchObject([
    { line: 9, column: 1 },
  ]);
});

test('faults in words have their lines', () => {
  const faults = [
    { line: 1, column: 1, message: 'undefined: y' },
    { line: 3, column: 2, message: 'undefined: z' },
  ];
  expect(toFaultText(faults, goTexts.en)).toBe('2 errors\nLine 1: undefined: y\nLine 3: undefined: z');
});
