import type { CrashState } from '#view/crash-state.ts';
import { withState } from '#view/state-change.ts';
import { toStateOf, withStateOf } from '#view/state-fields.ts';
import type { ViewState } from '#view/view-state.ts';
import { CrashView } from '#viewer/kinds/crash/CrashView.tsx';
import type { Locale } from '#locale/locale.ts';
import { RecordingView } from '#viewer/kinds/recording/RecordingView.tsx';
import { captureTexts } from './messages.ts';
import { isToBeSeen } from './progress.ts';
import type { OpenItem } from './source.ts';

export interface CaptureBodyProps {
  item: OpenItem;
  /** Everything that is open, for what a capture can be compared with. */
  items: readonly OpenItem[];
  state: ViewState;
  onState(state: ViewState): void;
  locale: Locale;
  compact?: boolean;
  height?: number | undefined;
}

/** A capture that was read, drawn by what it is. */
export function CaptureBody({
  item,
  items,
  state,
  onState,
  locale,
  compact = false,
  height,
}: CaptureBodyProps) {
  const others = items.filter(
    (other) =>
      other.slot !== item.slot && other.value?.kind === item.value?.kind && other.value !== undefined,
  );
  if (item.value?.kind === 'crash-log') {
    const own = toStateOf('crash-log', state);
    const setOwn = (next: CrashState) => onState(withStateOf('crash-log', state, next));
    const beside = [...new Set(own.beside)].flatMap(
      (slot) => others.find((other) => other.slot === slot) ?? [],
    );
    const files = [item, ...beside].flatMap((one) =>
      one.value?.kind === 'crash-log' ? [{ slot: one.slot, name: one.name, file: one.value }] : [],
    );
    return (
      <>
        {others.length > 0 && <BesidePicker others={others} state={own} onState={setOwn} locale={locale} />}
        <CrashView files={files} state={own} onState={setOwn} locale={locale} />
      </>
    );
  }
  if (item.value?.kind === 'recording' && isToBeSeen(item)) {
    const own = toStateOf('recording', state);
    const other = others.find(({ slot }) => slot === own.compare?.slot);
    const unlike = items.find(({ slot, value }) => slot === own.compare?.slot && value?.kind === 'crash-log');
    return (
      <>
        {unlike && (
          <p class="cb-remark" role="status">
            {captureTexts[locale].unlike(item.name, unlike.name)}
          </p>
        )}
        <RecordingView
          // The first file of a session to be read may have no samples, only information: begin anew when they come.
          key={item.value.rows > 0 ? 'samples' : 'information'}
          recording={item.value}
          name={item.name}
          state={own}
          onState={(next) => onState(withStateOf('recording', state, next))}
          locale={locale}
          compact={compact}
          others={others.map(({ slot, name }) => ({ slot, name }))}
          compareWith={
            other?.value?.kind === 'recording' ? { name: other.name, recording: other.value } : undefined
          }
          {...(height === undefined ? {} : { height })}
        />
      </>
    );
  }
  return null;
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
  const label = locale === 'en' ? 'Side by side with' : '并排对比';
  const chosen = state.beside ?? [];
  const toggle = (slot: string, on: boolean) => {
    const next = on ? [...chosen, slot] : chosen.filter((one) => one !== slot);
    onState(withState(state, { beside: next }));
  };
  return (
    <fieldset class="cb-beside">
      <legend>{label}</legend>
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
