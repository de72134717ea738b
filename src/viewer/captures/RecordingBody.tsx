import { useEffect, useMemo, useState } from 'preact/hooks';
import { elapsedSeconds } from '#model/recording/clock.ts';
import { toShift } from '#model/recording/compare.ts';
import type { Recording } from '#model/recording/recording.ts';
import { type ByKind, callByKind } from '#model/capture/models.ts';
import { withState } from '#view/state-change.ts';
import { toStateOf, withStateOf } from '#view/state-fields.ts';
import { leftBySwap, toSwapped } from '#viewer/kinds/recording/compare-swap.ts';
import { RecordingView } from '#viewer/kinds/recording/RecordingView.tsx';
import { type CaptureTexts, captureTexts } from '#texts/captures.ts';
import { type BodyProps, findOthers } from './body-props.ts';
import { findHappenings, type Happening, toElapsedAt } from './happenings.ts';

/** A recording, and what it is compared with. */
export function RecordingBody({ value, ...props }: BodyProps<'recording'>) {
  const { item, items, state, onState, locale, compact = false, height, author } = props;
  const { titleOf = ({ name }) => name, stateOf, onShow } = props;
  const own = toStateOf(value.kind, state);
  const others = findOthers(value.kind, props);
  const other = others.find(({ slot }) => slot === own.compare?.slot);
  const elapsed = useMemo(() => elapsedSeconds(value), [value]);
  const found = stateOf ? findHappenings(items, stateOf, titleOf) : [];
  const foundKey = JSON.stringify(found);
  const happenings = useMemo(
    () =>
      (JSON.parse(foundKey) as Happening[]).flatMap(({ slot, name, time }) => {
        const at = toElapsedAt(value, elapsed, time);
        return at === undefined ? [] : [{ slot, name, elapsed: at }];
      }),
    [value, elapsed, foundKey],
  );
  const asked = items.find(({ slot }) => slot === own.compare?.slot);
  const unlike =
    asked?.value && callByKind(unlikes, asked.value, captureTexts[locale], [item.name, asked.name]);
  const swap = (
    show: NonNullable<typeof onShow>,
    { slot, value: second }: typeof item & { value: Recording },
  ): void => {
    const shift = own.compare ? (toShift(value, second, own.compare) ?? 0) : 0;
    onState(withStateOf(value.kind, state, withState(own, leftBySwap)));
    show(slot, toSwapped(own, item.slot, shift));
  };
  const isItself = own.compare?.slot === item.slot;
  const [wasItself, setWasItself] = useState(false);
  useEffect(() => {
    if (!isItself) return;
    // It is reported, and leaves the address, which would go on with it.
    setWasItself(true);
    onState(withStateOf(value.kind, state, withState(own, { compare: undefined })));
  }, [isItself, value.kind, state, own, onState]);
  return (
    <>
      {unlike && (
        <p class="cb-remark" role="status">
          {unlike}
        </p>
      )}
      <RecordingView
        // The first file of a session to be read may have no samples, only information: begin anew when they come.
        key={value.rows > 0 ? 'samples' : 'information'}
        recording={value}
        name={item.name}
        state={own}
        onState={(next) => onState(withStateOf(value.kind, state, next))}
        locale={locale}
        compact={compact}
        title={titleOf(item)}
        happenings={happenings}
        {...(onShow ? { onShow: (slot: string) => onShow(slot, {}) } : {})}
        others={others.map((one) => ({ slot: one.slot, name: titleOf(one) }))}
        {...(onShow && other ? { onSwap: () => swap(onShow, other) } : {})}
        isItself={isItself || wasItself}
        compareWith={
          other && {
            name: titleOf(other),
            recording: other.value,
            pins: stateOf && toStateOf(value.kind, stateOf(other.slot)).pins,
          }
        }
        author={author}
        {...(height === undefined ? {} : { height })}
      />
    </>
  );
}

/** Why a recording is not compared with what a link asks for: it is of another kind. */
const unlikes: ByKind<string | undefined, [CaptureTexts, names: [recording: string, other: string]]> = {
  recording: () => undefined,
  'crash-log': (_, texts, names) => texts.unlike(...names),
  profile: (_, texts, names) => texts.unlikeProfile(...names),
};
