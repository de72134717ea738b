import { useState } from 'preact/hooks';
import type { ProfileTexts } from '#texts/profile.ts';
import { copyText } from '#viewer/figure/copy-text.ts';
import { saveBlob } from '#viewer/figure/save-blob.ts';
import type { Amounts } from './amounts.ts';
import { toFoldedBlob, toPprofBlob, toTopCsv, toTopMarkdown } from './take-all.ts';
import type { Shown } from './use-shown.ts';

/** What is shown, for other tools and for texts about it. */
export function TakeAll({
  name,
  shown,
  amounts,
  texts,
  linkOf,
}: {
  name: string;
  shown: Shown;
  amounts: Amounts;
  texts: ProfileTexts;
  /** The address that shows the view. */
  linkOf(): string;
}) {
  const [markdown, setMarkdown] = useState<string>();
  const [said, setSaid] = useState('');
  const type = shown.subject.valueType.type;
  const fileName = `${name}-${type}`.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80);
  const save = async (toBlob: () => Promise<Blob> | Blob, ending: string): Promise<void> => {
    setSaid('');
    try {
      saveBlob(await toBlob(), `${fileName}${ending}`);
    } catch {
      setSaid(texts.takeFailed);
    }
  };
  const copyMarkdown = async (): Promise<void> => {
    const text = toTopMarkdown(shown.lines(), shown, { name, link: linkOf(), amounts, texts });
    setMarkdown(text);
    setSaid((await copyText(text)) ? texts.copied : texts.copyFailed);
  };
  const button = (label: string, onClick: () => unknown, title?: string) => (
    <button type="button" class="cb-prof-button" title={title} onClick={() => void onClick()}>
      {label}
    </button>
  );
  return (
    <details
      class="cb-prof-take"
      onToggle={(event) => {
        if (event.currentTarget.open) return;
        setMarkdown(undefined);
        setSaid('');
      }}
    >
      <summary>{texts.takeAway}</summary>
      <div class="cb-prof-tools">
        {button(texts.takePprof, () => save(() => toPprofBlob(shown), '.pb.gz'), texts.takePprofHint)}
        {button(texts.takeFolded, () => save(() => toFoldedBlob(shown), '.folded'))}
        {button(texts.takeCsv, () =>
          save(() => new Blob([toTopCsv(shown.lines(), shown)], { type: 'text/csv' }), '-top.csv'),
        )}
        {button(texts.takeMarkdown, copyMarkdown)}
        <span class="cb-prof-note" role="status">
          {said}
        </span>
      </div>
      {markdown !== undefined && (
        <textarea
          class="cb-prof-markdown"
          readOnly
          rows={8}
          aria-label={texts.takeMarkdownLabel}
          value={markdown}
        />
      )}
    </details>
  );
}
