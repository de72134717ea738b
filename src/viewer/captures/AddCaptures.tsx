import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Locale } from '#locale/locale.ts';
import { captureTexts } from '#texts/captures.ts';
import type { OpenCaptures } from './open-captures.ts';
import { PickButton } from './PickButton.tsx';

/** The ways in besides dropping: pick, paste, an address of this site. */
export function AddCaptures({
  captures,
  onFiles,
  locale,
}: {
  captures: OpenCaptures;
  onFiles(files: File[]): void;
  locale: Locale;
}) {
  const texts = captureTexts[locale];
  const [panel, setPanel] = useState<'paste' | 'url' | undefined>();
  const toggle = (name: 'paste' | 'url') => setPanel(panel === name ? undefined : name);

  return (
    <div class="cb-add">
      <div class="cb-add-ways">
        <PickButton label={texts.pick} primary multiple onFiles={onFiles} />
        <button
          type="button"
          class="cb-button"
          aria-expanded={panel === 'paste'}
          onClick={() => toggle('paste')}
        >
          {texts.paste}
        </button>
        <button type="button" class="cb-button" aria-expanded={panel === 'url'} onClick={() => toggle('url')}>
          {texts.url}
        </button>
      </div>
      {panel === 'paste' && (
        <PasteForm
          locale={locale}
          onText={(text) => {
            onFiles([new File([text], texts.pasteName, { type: 'text/plain' })]);
            setPanel(undefined);
          }}
        />
      )}
      {panel === 'url' && (
        <UrlForm
          locale={locale}
          onUrl={(url) => {
            void captures.addRef({ from: 'url', url });
            setPanel(undefined);
          }}
        />
      )}
    </div>
  );
}

function PasteForm({ locale, onText }: { locale: Locale; onText(text: string): void }) {
  const texts = captureTexts[locale];
  const id = useId();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      class="cb-add-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) onText(text);
      }}
    >
      <label for={id}>{texts.pasteLabel}</label>
      <textarea
        id={id}
        class="cb-field"
        rows={8}
        spellcheck={false}
        aria-describedby={`${id}-hint`}
        value={text}
        ref={field}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p id={`${id}-hint`}>{texts.pasteHint}</p>
      <button type="submit" class="cb-button" data-primary disabled={!text.trim()}>
        {texts.pasteOpen}
      </button>
    </form>
  );
}

function UrlForm({ locale, onUrl }: { locale: Locale; onUrl(url: string): void }) {
  const texts = captureTexts[locale];
  const id = useId();
  const [url, setUrl] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      class="cb-add-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (url.trim()) onUrl(url.trim());
      }}
    >
      <label for={id}>{texts.urlLabel}</label>
      <div class="cb-add-row">
        <input
          id={id}
          class="cb-field"
          type="text"
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          aria-describedby={`${id}-hint`}
          value={url}
          ref={field}
          onInput={(event) => setUrl(event.currentTarget.value)}
        />
        <button type="submit" class="cb-button" data-primary disabled={!url.trim()}>
          {texts.urlOpen}
        </button>
      </div>
      <p id={`${id}-hint`}>{texts.urlHint}</p>
    </form>
  );
}
