import type { Frame } from '#model/crash/crash-log.ts';
import type { CrashTexts } from '#texts/crash.ts';
import type { LineSearch } from './find-lines.ts';
import { longestLine } from './line-rows.ts';

/** One line of the log in its own words, with its number and what marks it. */
export function LogRow({
  line,
  text,
  search,
  isMarked,
  isPinned,
  isFound,
  isInside,
  owner,
  onMark,
  texts,
}: {
  line: number;
  text: string;
  search: LineSearch | undefined;
  isMarked: boolean;
  isPinned: boolean;
  /** The hit that was stepped to. */
  isFound: boolean;
  /** Part of the crash that is shown. */
  isInside: boolean;
  /** Whose frame begins here. */
  owner: Frame['owner'] | undefined;
  onMark(line: number, extend: boolean): void;
  texts: CrashTexts;
}) {
  const shown = text.length > longestLine ? text.slice(0, longestLine) : text;
  return (
    <div
      class="cb-crash-row"
      data-marked={isMarked || undefined}
      data-pinned={isPinned || undefined}
      data-found={isFound || undefined}
      data-inside={isInside || undefined}
      data-owner={owner}
      aria-current={isMarked ? 'location' : undefined}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-label={texts.markLine(line)}
        onClick={(event) => onMark(line, event.shiftKey)}
      >
        {line}
      </button>
      <div class="cb-crash-words">
        <code>{toParts(shown, search)}</code>
        {shown.length < text.length && (
          <small class="cb-crash-cut"> … {texts.lineCut(text.length - shown.length)}</small>
        )}
      </div>
    </div>
  );
}

function toParts(text: string, search: LineSearch | undefined) {
  const hits = search?.partsOf(text) ?? [];
  if (hits.length === 0) return text;
  let end = 0;
  const parts = hits.map(([from, to]) => {
    const before = text.slice(end, from);
    end = to;
    return (
      <>
        {before}
        <mark>{text.slice(from, to)}</mark>
      </>
    );
  });
  return [...parts, text.slice(end)];
}
