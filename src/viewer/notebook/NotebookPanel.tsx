import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { DropTarget } from '#viewer/captures/DropTarget.tsx';
import { MissingCapture } from '#viewer/captures/MissingCapture.tsx';
import { Notices } from '#viewer/captures/Notices.tsx';
import { PickButton } from '#viewer/captures/PickButton.tsx';
import { ReadError } from '#viewer/captures/ReadError.tsx';
import type { Locale } from '#locale/locale.ts';
import { copyText } from '#viewer/figure/copy-text.ts';
import { useStore } from '#viewer/page/use-store.ts';
import type { CellEditing } from './cell-editing.ts';
import { captureTexts } from '#texts/captures.ts';
import { notebookTexts } from '#texts/notebook.ts';
import { exportFormats } from './export-formats.ts';
import type { NotebookCaptures } from './notebook-captures.ts';
import type { PageVariables } from './page-variables.ts';
import { VariablesList } from './VariablesList.tsx';
import '#viewer/captures/captures.css';

export interface NotebookPanelProps {
  /** Those that the reader may replace; undefined where the page is about the reader's own. */
  captures: NotebookCaptures | undefined;
  editing: CellEditing;
  variables: PageVariables;
  locale: Locale;
}

/** What the page's cells run on, at all times, and what can be done with all of them. */
export function NotebookPanel({ captures, editing, variables, locale }: NotebookPanelProps) {
  const tools = <Tools editing={editing} variables={variables} locale={locale} />;
  if (!captures) return <div class="cb-notebook-row">{tools}</div>;
  return (
    <Captures captures={captures} locale={locale}>
      {tools}
    </Captures>
  );
}

interface CapturesProps {
  captures: NotebookCaptures;
  locale: Locale;
  /** What stands beside them. */
  children: ComponentChildren;
}

/** The page's captures, each with the reader's own in its place. */
function Captures({ captures, locale, children }: CapturesProps) {
  const texts = notebookTexts[locale];
  useStore(captures, () => captures.key);
  return (
    <DropTarget label={texts.dropNow} onFiles={(files) => captures.takeDropped(files)}>
      <div class="cb-notebook-row">
        {captures.entries.length > 0 && (
          <p class="cb-notebook-runs" role="status">
            {texts.runsOn}{' '}
            {captureTexts[locale].listed(
              captures.entries.map(({ name }) => describe(captures, name, locale)),
            )}
          </p>
        )}
        {captures.entries.map(
          ({ name }) =>
            captures.ownItem(name) && (
              <button key={name} type="button" class="cb-button" onClick={() => captures.goBack(name)}>
                {texts.backTo(name)}
              </button>
            ),
        )}
        {captures.entries.length > 0 && (
          <details class="cb-notebook-own">
            <summary>{texts.ownFileInstead}</summary>
            <div class="cb-notebook-row" role="group" aria-label={texts.ownFileInstead}>
              {captures.entries.map(({ name }) => (
                <PickButton
                  key={name}
                  label={texts.inPlaceOf(name)}
                  multiple
                  onFiles={(files) => captures.take(name, files)}
                />
              ))}
            </div>
          </details>
        )}
        {children}
      </div>
      {captures.entries.map(({ name }) => {
        const item = captures.ownItem(name);
        return (
          item && (
            <div key={name}>
              <Notices notices={item.notices} locale={locale} />
              <ReadError item={item} locale={locale} />
              <MissingCapture item={item} onFiles={(files) => captures.take(name, files)} locale={locale} />
            </div>
          )
        );
      })}
    </DropTarget>
  );
}

/** What can be done with all cells. */
function Tools({ editing, variables, locale }: Omit<NotebookPanelProps, 'captures'>) {
  const names = useStore(editing.edits, () => editing.edits.names);
  return (
    <>
      <button type="button" class="cb-button" onClick={() => void editing.add(editing.cellOnScreen)}>
        {notebookTexts[locale].addCell}
      </button>
      <AllCode locale={locale} />
      <VariablesList variables={variables} locale={locale} />
      <details class="cb-notebook-own">
        <summary>{notebookTexts[locale].exportCells}</summary>
        <div class="cb-notebook-row" role="group" aria-label={notebookTexts[locale].exportCells}>
          {exportFormats.map((format) => (
            <button key={format} type="button" class="cb-button" onClick={() => void editing.export(format)}>
              {notebookTexts[locale].exportAs[format]}
            </button>
          ))}
        </div>
      </details>
      <Edited count={names.length} editing={editing} locale={locale} />
      <Taken editing={editing} locale={locale} />
    </>
  );
}

function describe(captures: NotebookCaptures, name: string, locale: Locale): string {
  const texts = notebookTexts[locale];
  const own = captures.ownItem(name);
  if (own?.status === 'reading') return texts.loading(own.name);
  return own ? texts.ownFile(own.name, name) : texts.asPublished(name);
}

/** One switch for the code of all cells, those that show nothing among them. */
function AllCode({ locale }: { locale: Locale }) {
  const [isShown, setShown] = useState(false);
  const [isAny, setAny] = useState(false);
  useEffect(() => setAny(document.querySelector('.cb-cell-fold') !== null), []);
  if (!isAny) return null;
  const toggle = () => {
    document.documentElement.toggleAttribute('data-cell-code', !isShown);
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('.cb-cell-fold')) fold.open = !isShown;
    setShown(!isShown);
  };
  return (
    <button type="button" class="cb-button" aria-pressed={isShown} onClick={toggle}>
      {notebookTexts[locale].allCode}
    </button>
  );
}

/** What was reset last, to be put back. */
function Taken({ editing, locale }: { editing: CellEditing; locale: Locale }) {
  const texts = notebookTexts[locale];
  const count = useStore(editing.edits, () => editing.edits.taken.length);
  return (
    <span class="cb-notebook-row" role="status">
      {count > 0 && (
        <>
          {texts.resetDone(count)}
          <button type="button" class="cb-button" onClick={() => void editing.undoReset()}>
            {texts.undoReset}
          </button>
        </>
      )}
    </span>
  );
}

function Edited({ count, editing, locale }: { count: number; editing: CellEditing; locale: Locale }) {
  const texts = notebookTexts[locale];
  const [said, setSaid] = useState<{ text: string; link?: string } | undefined>();
  if (count === 0) return null;
  const copy = async () => {
    const link = editing.toLink();
    setSaid((await copyText(link)) ? { text: texts.copied } : { text: texts.copyFailed, link });
  };
  return (
    <>
      <strong>{texts.edited(count)}</strong>
      <button type="button" class="cb-button" onClick={() => void editing.runAll()}>
        {texts.runAll}
      </button>
      <button type="button" class="cb-button" onClick={() => editing.resetAll()}>
        {texts.resetAll}
      </button>
      <button type="button" class="cb-button" onClick={() => void copy()}>
        {texts.copyEdits}
      </button>
      {said && (
        <span class="cb-notebook-said" role="status">
          {said.text}
        </span>
      )}
      {said?.link && (
        <textarea
          class="cb-field"
          readOnly
          rows={2}
          aria-label={texts.copyEdits}
          ref={(element) => element?.select()}
        >
          {said.link}
        </textarea>
      )}
    </>
  );
}
