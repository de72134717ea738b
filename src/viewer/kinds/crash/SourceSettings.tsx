import { useState } from 'preact/hooks';
import { fillTemplate } from '#model/crash/source-link.ts';
import type { CrashTexts } from '#texts/crash.ts';
import { keepSourceTemplate } from './source-template.ts';

/** Where the reader's own code is: a small form, whose answer stays in the browser. */
export function SourceSettings({ template, texts }: { template: string; texts: CrashTexts }) {
  const [said, setSaid] = useState('');
  return (
    <details class="cb-crash-sources">
      <summary>{texts.sources}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const value = String(new FormData(event.currentTarget).get('template')).trim();
          if (value !== '' && fillTemplate(value, 'main.go', 1) === undefined) {
            setSaid(texts.sourcesBad);
            return;
          }
          keepSourceTemplate(value);
          setSaid(texts.sourcesSaved);
        }}
      >
        <label>
          <span>{texts.sourcesHint}</span>
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
          {texts.sourcesSave}
        </button>
        <span role="status">{said}</span>
      </form>
    </details>
  );
}
