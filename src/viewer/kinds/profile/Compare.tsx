import { useMemo } from 'preact/hooks';
import type { ProfileState } from '#view/profile-state.ts';
import type { StateChange } from '#view/state-change.ts';
import type { ProfileTexts } from '#texts/profile.ts';
import { Choice } from '#viewer/controls/Choice.tsx';
import { Labelled } from '#viewer/controls/Labelled.tsx';
import type { Amounts } from './amounts.ts';
import { FrameName } from './FrameName.tsx';
import type { FrameContext } from './frames.ts';
import type { OtherProfile, ShownFault, Subject } from './shown.ts';
import type { TopLine } from './top-lines.ts';

/** What the profile is compared with, and what is added to it. */
export function CompareTools({
  others,
  state,
  texts,
  change,
}: {
  others: readonly OtherProfile[];
  state: ProfileState;
  texts: ProfileTexts;
  change(next: StateChange<ProfileState>): void;
}) {
  const { base, added = [], normalised = false } = state;
  if (others.length === 0 && base === undefined && added.length === 0) return null;
  const isKnown = others.some(({ slot }) => slot === base);
  const toAdd = others.filter(({ slot }) => slot !== base);
  return (
    <div class="cb-prof-tools">
      <Labelled label={texts.compareWith}>
        <select
          class="cb-prof-select"
          value={base ?? ''}
          onChange={(event) => {
            const slot = event.currentTarget.value || undefined;
            const order = slot === undefined ? { order: undefined, normalised: undefined } : {};
            change({ base: slot, added: added.filter((one) => one !== slot), zoom: undefined, ...order });
          }}
        >
          <option value="">{texts.compareNone}</option>
          {others.map(({ slot, name }) => (
            <option key={slot} value={slot}>
              {name}
            </option>
          ))}
          {base !== undefined && !isKnown && <option value={base}>{base}</option>}
        </select>
      </Labelled>
      {base !== undefined && isKnown && (
        <Choice
          label={texts.compareHow}
          title={texts.compareNormalisedHint}
          value={normalised ? 'shares' : 'amounts'}
          options={[
            { value: 'amounts', label: texts.compareAbsolute },
            { value: 'shares', label: texts.compareNormalised },
          ]}
          onChoose={(next) => change({ normalised: next === 'shares' || undefined })}
        />
      )}
      {toAdd.length > 0 && (
        <fieldset class="cb-prof-ticks">
          <legend>{texts.addTo}</legend>
          {toAdd.map(({ slot, name }) => (
            <label key={slot} class="cb-prof-tick">
              <input
                type="checkbox"
                checked={added.includes(slot)}
                onChange={(event) =>
                  change({
                    added: event.currentTarget.checked
                      ? [...added, slot]
                      : added.filter((one) => one !== slot),
                    zoom: undefined,
                  })
                }
              />
              <bdi>{name}</bdi>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}

/** Of a name that a link gives, which may be of any length, as much as says which one is meant. */
function toShort(name: string): string {
  return name.length > 100 ? `${name.slice(0, 100)}…` : name;
}

/** In words: why something that was asked for is not shown. */
export function toFaultText(fault: ShownFault, texts: ProfileTexts): string {
  const list = (types: readonly string[]): string =>
    types.length === 0 ? texts.typeNone : types.slice(0, 20).map(toShort).join(texts.and);
  switch (fault.code) {
    case 'no-type':
      return texts.noType(toShort(fault.asked), list(fault.has));
    case 'not-open':
      return texts.notOpen(fault.slot);
    case 'no-common-type':
      return texts.noCommonType(fault.name, list(fault.has), list(fault.theirs));
    case 'type-not-common':
      return texts.typeNotCommon(fault.name, fault.type, list(fault.common));
  }
}

/** Frames in each of the lists of a comparison. */
const MOST = 10;

/** What changed between two profiles, in sums and by frame. */
export function Changes({
  name,
  subject,
  totals,
  lines,
  amounts,
  context,
  texts,
  onChoose,
}: {
  name: string;
  subject: Subject;
  /** Of what is shown, before and after. */
  totals: readonly [before: number, after: number];
  lines: readonly TopLine[];
  amounts: Amounts;
  context: FrameContext;
  texts: ProfileTexts;
  onChoose(frame: string): void;
}) {
  const { difference } = subject;
  const [gains, losses] = useMemo(() => {
    const sorted = lines.toSorted((a, b) => b.flat - a.flat);
    return [
      sorted.filter(({ flat }) => flat > 0).slice(0, MOST),
      sorted
        .filter(({ flat }) => flat < 0)
        .slice(-MOST)
        .reverse(),
    ];
  }, [lines]);
  if (!difference) return null;
  const [before, after] = totals;
  const { scale } = difference;
  const table = (title: string, rows: readonly TopLine[], none: string) => (
    <div class="cb-prof-changes" role="group" aria-label={title}>
      <h4>{title}</h4>
      {rows.length === 0 ? (
        <p class="cb-prof-note">{none}</p>
      ) : (
        <table class="cb-prof-table">
          <thead>
            <tr>
              <th scope="col" class="cb-prof-col-function">
                {texts.columns.function}
              </th>
              <th scope="col">{texts.columns.before}</th>
              <th scope="col">{texts.columns.after}</th>
              <th scope="col">{texts.columns.change}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.index}>
                <th scope="row" class="cb-prof-col-function">
                  <button type="button" class="cb-prof-name" onClick={() => onChoose(row.frame.name)}>
                    <FrameName frame={row.frame} context={context} texts={texts} />
                  </button>
                </th>
                <td>{amounts.text(row.before?.flat ?? 0)}</td>
                <td>{amounts.text(row.after?.flat ?? 0)}</td>
                <td
                  class="cb-prof-col-changeShare"
                  data-sign={Math.sign(row.flat)}
                  title={amounts.exact(row.flat)}
                  style={{ '--cb-prof-part': `${amounts.percent(row.flat).toFixed(2)}%` }}
                >
                  {amounts.signed(row.flat)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
  return (
    <section class="cb-prof-comparison" aria-label={texts.compareTitle(difference.name, name)}>
      <h3 class="cb-fig-title">{texts.compareTitle(difference.name, name)}</h3>
      <p>
        {texts.compareTotals(amounts.text(before), amounts.text(after), amounts.signed(after - before))}
        {scale !== 1 && ` ${texts.compareScaled(String(Number(scale.toPrecision(3))))}`}
      </p>
      <div class="cb-prof-both">
        {table(texts.gains, gains, texts.gainsNone)}
        {table(texts.losses, losses, texts.lossesNone)}
      </div>
    </section>
  );
}
