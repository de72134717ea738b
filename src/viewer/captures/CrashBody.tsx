import type { CrashState } from '#view/crash-state.ts';
import { withState } from '#view/state-change.ts';
import { toStateOf, withStateOf } from '#view/state-fields.ts';
import { CrashView } from '#viewer/kinds/crash/CrashView.tsx';
import type { Locale } from '#locale/locale.ts';
import { captureTexts } from '#texts/captures.ts';
import { type BodyProps, findOthers } from './body-props.ts';
import { CrashMoment } from './CrashMoment.tsx';
import { toWindowAbout } from './happenings.ts';
import type { OpenItem } from './source.ts';

/** A crash log, and those that stand beside it. */
export function CrashBody({ value, ...props }: BodyProps<'crash-log'>) {
  const {
    item,
    state,
    onState,
    locale,
    compact = false,
    onShow,
    stateOf,
    titleOf = ({ name }) => name,
  } = props;
  const own = toStateOf(value.kind, state);
  const setOwn = (next: CrashState) => onState(withStateOf(value.kind, state, next));
  const others = findOthers(value.kind, props);
  const recordings = findOthers('recording', props).map((one) => ({
    slot: one.slot,
    name: titleOf(one),
    recording: one.value,
  }));
  const beside = [...new Set(own.beside)].flatMap(
    (slot) => others.find((other) => other.slot === slot) ?? [],
  );
  const files = [{ ...item, value }, ...beside].map((one) => ({
    slot: one.slot,
    name: one.name,
    file: one.value,
  }));
  return (
    <>
      {others.length > 0 && <BesidePicker others={others} state={own} onState={setOwn} locale={locale} />}
      {onShow && recordings.length > 0 && (
        <CrashMoment
          file={value}
          state={own}
          recordings={recordings}
          onGo={(slot, cursor, end) =>
            onShow(slot, { cursor, window: toWindowAbout(stateOf?.(slot).window, cursor, end) })
          }
          onState={setOwn}
          locale={locale}
        />
      )}
      <CrashView files={files} state={own} onState={setOwn} locale={locale} compact={compact} />
    </>
  );
}

function BesidePicker({
  others,
  state,
  onState,
  locale,
}: {
  others: readonly OpenItem[];
  state: CrashState;
  onState(state: CrashState): void;
  locale: Locale;
}) {
  const chosen = state.beside ?? [];
  const toggle = (slot: string, on: boolean) => {
    const next = on ? [...chosen, slot] : chosen.filter((one) => one !== slot);
    onState(withState(state, { beside: next }));
  };
  return (
    <fieldset class="cb-beside">
      <legend>{captureTexts[locale].beside}</legend>
      {others.map(({ slot, name }) => (
        <label key={slot}>
          <input
            type="checkbox"
            checked={chosen.includes(slot)}
            onChange={(event) => toggle(slot, event.currentTarget.checked)}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
