import { useMemo, useRef } from 'preact/hooks';
import {
  type ExpressionFault,
  findOddWord,
  parseExpression,
  measures,
  type OddWord,
  prefixes,
} from '#model/recording/expression.ts';
import type { Recording } from '#model/recording/recording.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { withState } from '#view/state-change.ts';
import { useUniqueId } from '#viewer/figure/use-unique-id.ts';
import { toWhereText } from './selected.ts';
import { usePageKey } from './use-page-key.ts';

export interface FilterBoxProps {
  /** What is looked through, and what it is compared with. */
  recording: Recording;
  other?: Recording;
  state: RecordingState;
  texts: RecordingTexts;
  /** The slash anywhere on the page leads here. */
  isMain?: boolean;
  onState(next: RecordingState): void;
}

/**
 * What is looked for among processes; what of it is no expression is said beside it, with its place, and so is what is
 * looked for as text and was hardly meant so.
 */
export function FilterBox({ recording, other, state, texts, isMain = false, onState }: FilterBoxProps) {
  const id = useUniqueId();
  const inputRef = useRef<HTMLInputElement>(null);
  const text = toWhereText(state);
  const [faultText, hint] = useMemo(() => {
    const where = text === '' ? undefined : parseExpression(text);
    if (where?.fault) return [toFaultText(where.fault, texts), ''];
    const odd = where && findOddWord(where, other ? [recording, other] : [recording]);
    return ['', odd ? toOddText(odd, texts) : ''];
  }, [text, recording, other, texts]);
  usePageKey('/', isMain, () => {
    inputRef.current?.focus();
    inputRef.current?.select();
  });
  return (
    <div class="cb-rec-find">
      <label class="cb-labelled" for={id}>
        {texts.where}
      </label>
      <input
        ref={inputRef}
        id={id}
        type="search"
        class="cb-rec-input"
        size={26}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        placeholder={texts.wherePlaceholder}
        title={isMain ? texts.whereKey : undefined}
        aria-keyshortcuts={isMain ? '/' : undefined}
        aria-invalid={faultText !== ''}
        aria-describedby={`${id}-fault`}
        value={text}
        onInput={(event) =>
          onState(withState(state, { where: event.currentTarget.value || undefined, text: undefined }))
        }
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // A browser would empty it.
          event.preventDefault();
          event.currentTarget.blur();
        }}
      />
      <span id={`${id}-fault`} class={hint ? 'cb-rec-hint' : 'cb-rec-problem'} role="status">
        {faultText || hint}
      </span>
    </div>
  );
}

function toFaultText({ fault, at }: ExpressionFault, texts: RecordingTexts): string {
  const why = typeof fault === 'string' ? texts.whereFaults[fault] : texts.patternFaults[fault.pattern];
  return texts.whereBad(why, at + 1);
}

function toOddText({ beginning, pattern }: OddWord, texts: RecordingTexts): string {
  return pattern === undefined
    ? texts.whereNoneOf(beginning, texts.listed([...prefixes, ...measures]))
    : texts.whereNoPattern(beginning, pattern);
}
