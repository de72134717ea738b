import type { RedactionKind } from '#redact/index.ts';
import { redactCaptures, redactionKinds, usualKinds } from '#redact/index.ts';

/** A text through a redactor of its own. */
export function redact(
  text: string,
  kinds: readonly RedactionKind[] = usualKinds,
  words: readonly string[] = [],
): string {
  const { captures } = redactCaptures(
    [{ slot: 'x', value: { kind: 'text', lines: text.split('\n') } }],
    { captures: [], states: {} },
    { kinds, words },
  );
  return (captures[0]?.files[0]?.pieces.join('') ?? '').replace(/\n$/, '');
}

export const redactAll = (text: string) => redact(text, redactionKinds);
