import type { VNode } from 'preact';
import { type ByKind, callByKind, type Models } from '#model/capture/models.ts';
import type { Kind } from '#model/kind.ts';
import type { CrashState } from '#view/crash-state.ts';
import { withState } from '#view/state-change.ts';
import { toStateOf, withStateOf } from '#view/state-fields.ts';
import type { ViewState } from '#view/view-state.ts';
import { CrashView } from '#viewer/kinds/crash/CrashView.tsx';
import type { Locale } from '#locale/locale.ts';
import { ProfileView } from '#viewer/kinds/profile/ProfileView.tsx';
import type { AuthorView } from '#viewer/kinds/recording/author-view.ts';
import { RecordingView } from '#viewer/kinds/recording/RecordingView.tsx';
import { type CaptureTexts, captureTexts } from '#texts/captures.ts';
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
  /** What the author of a page chose and noted, of a recording. */
  author?: AuthorView | undefined;
}

/** A capture that was read, drawn by what it is. */
export function CaptureBody(props: CaptureBodyProps) {
  const { value } = props.item;
  return value === undefined ? null : callByKind(bodies, value, props);
}

const bodies: ByKind<VNode | null, [CaptureBodyProps]> = {
  recording: (value, props) => (isToBeSeen(props.item) ? <RecordingBody value={value} {...props} /> : null),
  'crash-log': (value, props) => <CrashBody value={value} {...props} />,
  profile: (value, props) => <ProfileBody value={value} {...props} />,
};

type BodyProps<K extends Kind> = CaptureBodyProps & { value: Models[K] };

/** An item whose value is of one kind. */
type ItemOf<K extends Kind> = OpenItem & { value: Models[K] };

/** What else is open of the same kind: what the item can be compared with. */
function findOthers<K extends Kind>(kind: K, { item, items }: CaptureBodyProps): ItemOf<K>[] {
  return items.filter((other): other is ItemOf<K> => other.slot !== item.slot && other.value?.kind === kind);
}

function CrashBody({ value, ...props }: BodyProps<'crash-log'>) {
  const { item, state, onState, locale } = props;
  const own = toStateOf(value.kind, state);
  const setOwn = (next: CrashState) => onState(withStateOf(value.kind, state, next));
  const others = findOthers(value.kind, props);
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
      <CrashView files={files} state={own} onState={setOwn} locale={locale} />
    </>
  );
}

function RecordingBody({ value, ...props }: BodyProps<'recording'>) {
  const { item, items, state, onState, locale, compact = false, height, author } = props;
  const own = toStateOf(value.kind, state);
  const others = findOthers(value.kind, props);
  const other = others.find(({ slot }) => slot === own.compare?.slot);
  const asked = items.find(({ slot }) => slot === own.compare?.slot);
  const unlike =
    asked?.value && callByKind(unlikes, asked.value, captureTexts[locale], [item.name, asked.name]);
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
        others={others.map(({ slot, name }) => ({ slot, name }))}
        compareWith={other && { name: other.name, recording: other.value }}
        author={author}
        {...(height === undefined ? {} : { height })}
      />
    </>
  );
}

function ProfileBody({ value, ...props }: BodyProps<'profile'>) {
  const { item, state, onState, locale, compact = false, height } = props;
  return (
    <ProfileView
      profile={value}
      name={item.name}
      state={toStateOf(value.kind, state)}
      onState={(next) => onState(withStateOf(value.kind, state, next))}
      locale={locale}
      compact={compact}
      others={findOthers(value.kind, props).map((other) => ({
        slot: other.slot,
        name: other.name,
        profile: other.value,
      }))}
      {...(height === undefined ? {} : { height })}
    />
  );
}

/** Why a recording is not compared with what a link asks for: it is of another kind. */
const unlikes: ByKind<string | undefined, [CaptureTexts, names: [recording: string, other: string]]> = {
  recording: () => undefined,
  'crash-log': (_, texts, names) => texts.unlike(...names),
  profile: (_, texts, names) => texts.unlikeProfile(...names),
};

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
