import type { CrashTexts } from '#texts/crash.ts';

/** The number of a line of the log; shows it there. */
export function LineLink({
  line,
  onLine,
  texts,
}: {
  line: number;
  onLine(line: number): void;
  texts: CrashTexts;
}) {
  return (
    <button
      type="button"
      class="cb-crash-line-link"
      onClick={() => onLine(line)}
      title={texts.showLine(line)}
    >
      <span aria-hidden="true">{texts.lineShort(line)}</span>
      <span class="cb-crash-unseen">{texts.showLine(line)}</span>
    </button>
  );
}
