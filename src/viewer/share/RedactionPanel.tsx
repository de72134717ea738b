import { useEffect, useState } from 'preact/hooks';
import {
  optionalKinds,
  type RedactionKind,
  redactionKinds,
  type RedactionSpec,
  type Replacement,
  usualKinds,
} from '#redact/kinds.ts';
import type { ShareTexts } from '#texts/share.ts';
import type { Outgoing, OwnFile } from './outgoing.ts';
import { type Preview, readPreview, shorten } from './preview.ts';

export interface RedactionPanelProps {
  on: boolean;
  spec: Required<RedactionSpec>;
  /** What goes, once it is worked out. */
  outgoing: Outgoing | undefined;
  /** How the redaction stands that is under way; undefined for none, or one that is done in no time. */
  work: RedactionWork | undefined;
  texts: ShareTexts;
  onSwitch(on: boolean): void;
  onSpec(spec: Required<RedactionSpec>): void;
}

/** `done` is from 0 to 1, undefined before the first news of it. */
export type RedactionWork =
  { state: 'running'; done: number | undefined; onCancel(): void } | { state: 'cancelled'; onAgain(): void };

/** Rows that a preview shows at most: enough to judge, few enough to draw at once. */
const mostRows = 500;
const mostCharactersOfOne = 300;

/** What is taken out before anything leaves, and a look at the result. */
export function RedactionPanel({ on, spec, outgoing, work, texts, onSwitch, onSpec }: RedactionPanelProps) {
  // As typed, with a comma that nothing follows yet.
  const [typed, setTyped] = useState(() => spec.words.join(', '));
  const toggle = (kind: RedactionKind, wanted: boolean) => {
    onSpec({
      ...spec,
      kinds: redactionKinds.filter((one) => (one === kind ? wanted : spec.kinds.includes(one))),
    });
  };
  const replacements = outgoing?.replacements ?? [];
  const countOf = (kind: Replacement['kind']) => replacements.filter((one) => one.kind === kind).length;
  return (
    <section class="cb-share-redact" aria-label={texts.redact}>
      <label class="cb-share-switch">
        <input type="checkbox" checked={on} onChange={(event) => onSwitch(event.currentTarget.checked)} />
        <strong>{texts.redact}</strong>
      </label>
      <p>{texts.redactHint}</p>
      {on && (
        <>
          <KindSwitches kinds={usualKinds} {...{ spec, texts, countOf }} onToggle={toggle} />
          <fieldset class="cb-share-more">
            <legend>{texts.moreKinds}</legend>
            <KindSwitches kinds={optionalKinds} {...{ spec, texts, countOf }} onToggle={toggle} />
          </fieldset>
          <label class="cb-share-words">
            <span>{texts.words}</span>
            <input
              class="cb-field"
              type="text"
              value={typed}
              onInput={(event) => {
                setTyped(event.currentTarget.value);
                onSpec({ ...spec, words: toWords(event.currentTarget.value) });
              }}
            />
            <small>{texts.wordsHint}</small>
          </label>
          {work && <WorkStatus work={work} texts={texts} />}
          {outgoing && (
            <>
              <details class="cb-share-preview">
                <summary>{texts.preview(replacements.length)}</summary>
                {replacements.length === 0 ? (
                  <p>{texts.previewNothing}</p>
                ) : (
                  <ReplacementTable replacements={replacements} texts={texts} />
                )}
              </details>
              {outgoing.own.length > 0 && <TextPreview files={outgoing.own} texts={texts} />}
            </>
          )}
        </>
      )}
    </section>
  );
}

interface KindSwitchesProps {
  kinds: readonly RedactionKind[];
  spec: Required<RedactionSpec>;
  texts: ShareTexts;
  countOf(kind: RedactionKind): number;
  onToggle(kind: RedactionKind, wanted: boolean): void;
}

function KindSwitches({ kinds, spec, texts, countOf, onToggle }: KindSwitchesProps) {
  const hints: Partial<Record<RedactionKind, string>> = texts.kindHints;
  return (
    <ul class="cb-share-kinds">
      {kinds.map((kind) => (
        <li key={kind}>
          <label>
            <input
              type="checkbox"
              checked={spec.kinds.includes(kind)}
              onChange={(event) => onToggle(kind, event.currentTarget.checked)}
            />
            <span>{texts.kinds[kind]}</span>
            {countOf(kind) > 0 && <span class="cb-share-count">{countOf(kind)}</span>}
          </label>
          {hints[kind] && <small>{hints[kind]}</small>}
        </li>
      ))}
    </ul>
  );
}

function WorkStatus({ work, texts }: { work: RedactionWork; texts: ShareTexts }) {
  if (work.state === 'cancelled') {
    return (
      <div class="cb-share-progress">
        <p role="status">{texts.redactCancelled}</p>
        <button type="button" class="cb-button" onClick={() => work.onAgain()}>
          {texts.redactAgain}
        </button>
      </div>
    );
  }
  const percent = work.done === undefined ? undefined : Math.floor(100 * work.done);
  return (
    <div class="cb-share-progress">
      <progress
        aria-label={texts.redacting}
        max={100}
        {...(percent === undefined ? {} : { value: percent })}
      />
      <span class="cb-share-percent">
        {percent === undefined ? texts.redacting : texts.redactingPart(percent)}
      </span>
      <button type="button" class="cb-button" onClick={() => work.onCancel()}>
        {texts.redactCancel}
      </button>
    </div>
  );
}

function ReplacementTable({
  replacements,
  texts,
}: {
  replacements: readonly Replacement[];
  texts: ShareTexts;
}) {
  const kinds: Replacement['kind'][] = [...redactionKinds, 'word'];
  const sorted = replacements.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keyboard
    <div class="cb-share-scroll" role="region" aria-label={texts.before} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.before}</th>
            <th scope="col">{texts.after}</th>
            <th scope="col">{texts.times}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, mostRows).map(({ kind, before, after, count }) => (
            <tr key={`${kind} ${before}`}>
              <td>
                <code>{shorten(before, mostCharactersOfOne)}</code>
              </td>
              <td>
                <code>{after}</code> <small>{texts.found[kind]}</small>
              </td>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length > mostRows && <p>{texts.previewMore(sorted.length - mostRows)}</p>}
    </div>
  );
}

function TextPreview({ files, texts }: { files: readonly OwnFile[]; texts: ShareTexts }) {
  const [name, setName] = useState<string>();
  const [shown, setShown] = useState<Preview>();
  const [open, setOpen] = useState(false);
  const file = files.find((one) => one.name === name) ?? files[0];
  useEffect(() => {
    if (!open || !file) return;
    let gone = false;
    void readPreview(file.blob, () => gone).then((head) => {
      if (!gone) setShown(head);
    });
    return () => {
      gone = true;
    };
  }, [file, open]);
  return (
    <details class="cb-share-preview" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.previewText}</summary>
      {files.length > 1 && (
        <label>
          {texts.previewFile}{' '}
          <select
            class="cb-field"
            value={file?.name}
            onChange={(event) => setName(event.currentTarget.value)}
          >
            {files.map((one) => (
              <option key={one.name} value={one.name}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keyboard */}
      <pre class="cb-share-scroll" role="region" aria-label={texts.previewText} tabIndex={0}>
        {shown?.lines.join('\n')}
        {shown && shown.more > 0 && `\n${texts.previewMore(shown.more)}`}
      </pre>
    </details>
  );
}

function toWords(text: string): string[] {
  return text
    .split(/[,，、\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
