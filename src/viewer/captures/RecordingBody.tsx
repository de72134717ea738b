import { type ByKind, callByKind } from '#model/capture/models.ts';
import { toStateOf, withStateOf } from '#view/state-fields.ts';
import { RecordingView } from '#viewer/kinds/recording/RecordingView.tsx';
import { type CaptureTexts, captureTexts } from '#texts/captures.ts';
import { type BodyProps, findOthers } from './body-props.ts';

/** A recording, and what it is compared with. */
export function RecordingBody({ value, ...props }: BodyProps<'recording'>) {
  const { item, items, state, onState, locale, compact = false, height } = props;
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
