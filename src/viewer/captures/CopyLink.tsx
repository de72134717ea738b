import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { View } from '#share/view-state.ts';
import type { Locale } from '../locale.ts';
import { pageView } from '../page-view.ts';
import { findLinkChoice, type LinkChoice } from './link-data.ts';
import { captureTexts } from './messages.ts';
import type { OpenItem } from './source.ts';

/** Copies a link to what is seen; asks first where the data would not go along by itself. */
export function CopyLink({
  items,
  onlyOwn = false,
  locale,
}: {
  items: readonly OpenItem[];
  /** On a case the published captures come with the page: a link names only what a reader put in their place. */
  onlyOwn?: boolean;
  locale: Locale;
}) {
  const texts = captureTexts[locale];
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const firstChoice = useRef<HTMLButtonElement>(null);
  const byHand = useRef<HTMLTextAreaElement>(null);
  const [choice, setChoice] = useState<LinkChoice | undefined>();
  const [said, setSaid] = useState<{ text: string; link?: string } | undefined>();

  useEffect(() => {
    if (!choice) return;
    firstChoice.current?.focus();
    const close = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setChoice(undefined);
      button.current?.focus();
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [choice]);

  useEffect(() => byHand.current?.select(), [said]);

  const copy = async (view: View, text: string) => {
    const link = pageView.toAddress(view);
    setChoice(undefined);
    button.current?.focus();
    try {
      await navigator.clipboard.writeText(link);
      setSaid({ text });
    } catch {
      setSaid({ text: texts.copyFailed, link });
    }
  };

  const start = async () => {
    setSaid(undefined);
    if (choice) return setChoice(undefined);
    const found = await findLinkChoice(pageView.view, items, onlyOwn);
    if (found.own.length === 0) return copy(found.plain, texts.copied);
    // Named by the link that led here, and not here either: there is nothing to choose.
    if (!found.withData && found.tooLarge.length === 0)
      return copy(found.plain, texts.copiedWithout(found.own.join(', ')));
    return setChoice(found);
  };

  return (
    <div class="cb-copy">
      <button
        ref={button}
        type="button"
        class="cb-button"
        data-primary
        aria-expanded={choice !== undefined}
        aria-controls={choice ? id : undefined}
        onClick={() => void start()}
      >
        {texts.copyLink}
      </button>
      {choice && (
        <div class="cb-copy-choice" id={id} role="group" aria-label={texts.copyLink}>
          {choice.withData ? (
            <div>
              <button
                type="button"
                class="cb-button"
                ref={firstChoice}
                onClick={() => choice.withData && void copy(choice.withData.view, texts.copiedWithData)}
              >
                {texts.copyWithData(choice.withData.kb)}
              </button>
              <p>{texts.copyWithDataHint}</p>
            </div>
          ) : (
            <p>{texts.tooLarge(choice.tooLarge.join(', '))}</p>
          )}
          <div>
            <button
              type="button"
              class="cb-button"
              onClick={() => void copy(choice.plain, texts.copiedWithout(choice.own.join(', ')))}
            >
              {texts.copyWithout}
            </button>
            <p>{texts.copyWithoutHint}</p>
          </div>
          <button type="button" class="cb-button" data-quiet onClick={() => setChoice(undefined)}>
            {texts.close}
          </button>
        </div>
      )}
      <p class="cb-copy-said" role="status">
        {said?.text}
      </p>
      {said?.link && (
        <textarea class="cb-field" readOnly rows={3} aria-label={texts.copyLink} ref={byHand}>
          {said.link}
        </textarea>
      )}
    </div>
  );
}
