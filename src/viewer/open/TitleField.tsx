import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '#locale/locale.ts';
import { captureTexts } from '#texts/captures.ts';

export interface TitleFieldProps {
  /** What the reader calls it; empty where it has its own name. */
  title: string;
  /** What it is called then. */
  name: string;
  locale: Locale;
  onTitle(title: string | undefined): void;
}

/**
 * What a capture is called, to be changed in place: Enter keeps, Escape does not. Where nothing was changed Escape is
 * left to what the field stands in, which closes.
 */
export function TitleField({ title, name, locale, onTitle }: TitleFieldProps) {
  const texts = captureTexts[locale];
  const [typed, setTyped] = useState(title);
  useEffect(() => setTyped(title), [title]);
  const keep = (): void => {
    const next = typed.trim();
    if (next !== title) onTitle(next === '' ? undefined : next);
  };
  return (
    <label class="cb-labelled cb-open-title">
      <span>{texts.titleOf(name)}</span>
      <input
        class="cb-input"
        value={typed}
        placeholder={name}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          else if (event.key === 'Escape' && typed !== title) setTyped(title);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </label>
  );
}
