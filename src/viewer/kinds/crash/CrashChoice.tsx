import { useMemo } from 'preact/hooks';
import { findFirstAlike } from '#model/crash/alike.ts';
import type { CrashLog } from '#model/crash/crash-log.ts';
import type { CrashState } from '#view/crash-state.ts';
import type { StateChange } from '#view/state-change.ts';
import { toBesideNumbers, type OpenCrashFile } from './columns.ts';
import type { CrashTexts } from '#texts/crash.ts';

/** Which crash of a file that has several, and which one beside it. */
export function CrashChoice({
  file: { file },
  state,
  change,
  texts,
}: {
  file: OpenCrashFile;
  state: CrashState;
  change(next: StateChange<CrashState>): void;
  texts: CrashTexts;
}) {
  const { crashes } = file;
  const firsts = useMemo(() => findFirstAlike(crashes), [crashes]);
  if (crashes.length < 2) return null;
  const number = Math.min(Math.max(1, state.crash ?? 1), crashes.length);
  const [beside] = toBesideNumbers(state.beside);
  const others = (state.beside ?? []).filter((slot) => !/^#\d+$/.test(slot));
  return (
    <>
      <CrashField
        label={texts.crash}
        crashes={crashes}
        firsts={firsts}
        number={number}
        onNumber={(next) =>
          change({ crash: next === 1 ? undefined : next, line: undefined, column: undefined })
        }
        texts={texts}
      />
      <CrashField
        label={texts.besideTitle}
        crashes={crashes}
        firsts={firsts}
        number={beside === number ? undefined : beside}
        without={number}
        none={texts.besideNone}
        onNumber={(next) =>
          change({ beside: next === undefined ? others : [...others, `#${next}`], column: undefined })
        }
        texts={texts}
      />
    </>
  );
}

/** A list of more crashes takes a page longer to draw than a reader to see that it is of no use. */
const mostListed = 500;

/** One crash of a file, from a list that says what each is about; of very many by its number. */
function CrashField({
  label,
  crashes,
  firsts,
  number,
  without,
  none,
  onNumber,
  texts,
}: {
  label: string;
  crashes: readonly CrashLog[];
  /** By crash: the first that it is like. Those like another are found there. */
  firsts: readonly number[];
  number: number | undefined;
  /** One that is not to be chosen: a crash has nothing to say beside itself. */
  without?: number;
  /** What it is called that there is none, where there may be none. */
  none?: string;
  onNumber(number: number | undefined): void;
  texts: CrashTexts;
}) {
  const value = number === undefined ? '' : String(number);
  const choose = ({ currentTarget }: { currentTarget: { value: string } }): void => {
    const wanted = Math.trunc(Number(currentTarget.value));
    const within = Math.min(wanted, crashes.length);
    onNumber(within >= 1 && within !== without ? within : undefined);
  };
  return (
    <label>
      <span>{label}</span>
      {crashes.length > mostListed ? (
        <input
          class="cb-field cb-crash-number"
          type="number"
          min={1}
          max={crashes.length}
          placeholder={none}
          value={value}
          onChange={choose}
        />
      ) : (
        <select class="cb-field" value={value} onChange={choose}>
          {none !== undefined && <option value="">{none}</option>}
          {toListed(firsts, number, without).map(({ at, alike }) => {
            const { reason, reasonKind, recovered, firstLine } = crashes[at]!;
            const name = texts.crashOption(
              at + 1,
              reason.split('\n')[0]!.slice(0, 80) || texts.kinds[reasonKind],
              recovered,
              firstLine,
            );
            return (
              <option key={firstLine} value={String(at + 1)}>
                {alike > 1 ? `${name} · ${texts.alikeTimes(alike)}` : name}
              </option>
            );
          })}
        </select>
      )}
    </label>
  );
}

/** The first of those that are alike, with how many they are, and the one that is chosen. */
function toListed(
  firsts: readonly number[],
  number: number | undefined,
  without: number | undefined,
): { at: number; alike: number }[] {
  const told = new Set<number>();
  return firsts.flatMap((first, at) => {
    if (at + 1 === without) return [];
    const alike = told.has(first) ? 1 : firsts.filter((one) => one === first).length;
    if (told.has(first) && at + 1 !== number) return [];
    told.add(first);
    return [{ at, alike }];
  });
}
