import { useState } from 'preact/hooks';
import { fillTemplate } from '#model/source-link.ts';
import type { Locale } from '#locale/locale.ts';
import { sourceTexts } from '#texts/source.ts';
import { keepSourceTemplate } from './source-template.ts';
import './source.css';

/** Where the reader's own code is: a small form, whose answer stays in the browser. */
export function SourceSettings({ template, locale }: { template: string; locale: Locale }) {
  const texts = sourceTexts[locale];
  const [said, setSaid] = useState('');
  return (
    <details class="cb-source">
      <summary>{texts.title}</summary>
      <form
        class="cb-source-form"
        onSubmit={(event) => {
          event.preventDefault();
          const value = String(new FormData(event.currentTarget).get('template')).trim();
          if (value !== '' && fillTemplate(value, 'main.go', 1) === undefined) {
            setSaid(texts.bad);
            return;
          }
          keepSourceTemplate(value);
          setSaid(texts.kept);
        }}
      >
        <label class="cb-source-field">
          <span>{texts.hint}</span>
          <input
            class="cb-field"
            name="template"
            type="text"
            inputMode="url"
            spellcheck={false}
            placeholder="https://git.example.com/board/blob/main/{path}#L{line}"
            defaultValue={template}
          />
        </label>
        <button type="submit" class="cb-button">
          {texts.keep}
        </button>
        <span role="status">{said}</span>
      </form>
    </details>
  );
}
