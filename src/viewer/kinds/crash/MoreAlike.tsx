import { useMemo, useState } from 'preact/hooks';
import { alikeDifferences, findAlikeDifferences, toSignature } from '#model/crash/alike.ts';
import type { CrashLog } from '#model/crash/crash-log.ts';
import type { CrashState } from '#view/crash-state.ts';
import type { StateChange } from '#view/state-change.ts';
import type { CrashTexts } from '#texts/crash.ts';
import { toDifferenceText } from './alike-text.ts';
import { LineLink } from './LineLink.tsx';

/** So many are compared and listed; more of the same say nothing more. */
const mostCompared = 50;

/** The other crashes of a file that are one crash again, folded, with what each differs in. */
export function MoreAlike({
  crashes,
  number,
  state,
  isShown,
  change,
  onLine,
  texts,
}: {
  crashes: readonly CrashLog[];
  /** The one that they are like, from 1. */
  number: number;
  state: CrashState;
  /** Stands among the crashes that are looked at. */
  isShown(number: number): boolean;
  change(next: StateChange<CrashState>): void;
  onLine(line: number): void;
  texts: CrashTexts;
}) {
  const [open, setOpen] = useState(false);
  const crash = crashes[number - 1]!;
  const alike = useMemo(() => {
    const signature = toSignature(crash);
    if (signature === undefined || crashes.length < 2) return [];
    return crashes.flatMap((other, at) => (other !== crash && toSignature(other) === signature ? [at] : []));
  }, [crashes, crash]);
  const compared = useMemo(
    () =>
      alike.slice(0, mostCompared).map((at) => ({
        at,
        differences: findAlikeDifferences(crash, crashes[at]!),
      })),
    [alike, crash, crashes],
  );
  if (alike.length === 0) return null;
  const all = alikeDifferences.filter((one) => compared.some(({ differences }) => differences.includes(one)));
  const others = (state.beside ?? []).filter((slot) => !/^#\d+$/.test(slot));
  return (
    <details class="cb-crash-alike" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.alikeHere(alike.length, compared.length, toDifferenceText(all, texts))}</summary>
      {open && (
        <ul>
          {compared.map(({ at, differences }) => (
            <li key={at}>
              {texts.crashNumber(at + 1)}{' '}
              <LineLink line={crashes[at]!.firstLine} onLine={onLine} texts={texts} />{' '}
              <span class="cb-crash-note">{toDifferenceText(differences, texts) || texts.alikeNone}</span>{' '}
              <button
                type="button"
                class="cb-crash-small"
                aria-label={texts.showCrashOf(at + 1)}
                onClick={() =>
                  change({ crash: at === 0 ? undefined : at + 1, line: undefined, column: undefined })
                }
              >
                {texts.showCrash}
              </button>{' '}
              {!isShown(at + 1) && (
                <button
                  type="button"
                  class="cb-crash-small"
                  aria-label={texts.showBesideOf(at + 1)}
                  onClick={() => change({ beside: [...others, `#${at + 1}`], column: undefined })}
                >
                  {texts.showBeside}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {open && alike.length > compared.length && (
        <p class="cb-crash-note">{texts.andMore(alike.length - compared.length)}</p>
      )}
    </details>
  );
}
