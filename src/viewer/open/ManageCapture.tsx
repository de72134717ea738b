import { useState } from 'preact/hooks';
import { siteAddress } from '#locale/site-path.ts';
import { removeCapture, renameCapture } from '#api/store-client.ts';
import type { Locale } from '#locale/locale.ts';
import { errorText } from '#viewer/captures/error-text.ts';

export interface ManageCaptureProps {
  id: string;
  name: string;
  tag: string;
  locale: Locale;
  texts: {
    manage: string;
    /** The same, of this capture. */
    manageThis: string;
    key: string;
    newName: string;
    newTag: string;
    rename: string;
    remove: string;
    confirmRemove: string;
  };
}

/** Rename, move to another tag, delete: for who has the deletion key. */
export function ManageCapture({ id, name, tag, locale, texts }: ManageCaptureProps) {
  const [problem, setProblem] = useState('');
  const act = async (form: HTMLFormElement, what: 'rename' | 'remove') => {
    const fields = new FormData(form);
    const text = (field: string) => String(fields.get(field) ?? '').trim();
    try {
      if (what === 'remove') {
        if (!confirm(texts.confirmRemove)) return;
        await removeCapture(siteAddress(), id, text('key'));
      } else {
        await renameCapture(siteAddress(), id, text('key'), { name: text('name'), tag: text('tag') });
      }
      location.reload();
    } catch (error) {
      setProblem(errorText(error, locale));
    }
  };
  return (
    <details class="cb-manage">
      <summary aria-label={texts.manageThis}>{texts.manage}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act(event.currentTarget, 'rename');
        }}
      >
        <label>
          {texts.key} <input name="key" type="password" autoComplete="off" required />
        </label>
        <label>
          {texts.newName} <input name="name" defaultValue={name} required />
        </label>
        <label>
          {texts.newTag} <input name="tag" defaultValue={tag} required />
        </label>
        <span>
          <button type="submit" class="cb-button">
            {texts.rename}
          </button>{' '}
          <button
            type="button"
            class="cb-button"
            onClick={(event) => {
              const { form } = event.currentTarget;
              if (form?.reportValidity()) void act(form, 'remove');
            }}
          >
            {texts.remove}
          </button>
        </span>
        <p role="alert">{problem}</p>
      </form>
    </details>
  );
}
