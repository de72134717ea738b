import type { GoFault } from '#notebook/go/go-tools.ts';
import type { GoTexts } from '#texts/go.ts';

/** How many there are, and each with its line. */
export function toFaultText(faults: readonly GoFault[], texts: GoTexts): string {
  return [
    texts.faults(faults.length),
    ...faults.map(({ line, message }) => texts.faultAt(line, message)),
  ].join('\n');
}

/** As an editor counts: gc's columns are bytes of UTF-8, those of an editor are what JavaScript counts. */
export function toEditorFaults(faults: readonly GoFault[], text: string): GoFault[] {
  const lines = text.split('\n');
  return faults.map((fault) => ({ ...fault, column: toColumn(lines[fault.line - 1] ?? '', fault.column) }));
}

function toColumn(line: string, byteColumn: number): number {
  const bytes = new TextEncoder().encode(line).subarray(0, byteColumn - 1);
  return new TextDecoder().decode(bytes).length + 1;
}
