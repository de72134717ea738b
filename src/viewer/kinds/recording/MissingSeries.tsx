import { useMemo } from 'preact/hooks';
import { toExpressionText } from '#model/recording/expression.ts';
import type { Recording } from '#model/recording/recording.ts';
import { toPlainName } from '#model/recording/series-label.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { withState } from '#view/state-change.ts';
import type { RecordingTexts } from '#texts/recording.ts';

/** Named at most. */
const MOST = 8;

const FIELDS = ['only', 'hide', 'show'] as const;

/** Keys that a state names and that the recording has no process of, and the names of them that it has, under other pids. */
function findMissing(
  { series }: Pick<Recording, 'series'>,
  state: Pick<RecordingState, (typeof FIELDS)[number]>,
): { keys: string[]; names: string[] } {
  const asked = new Set(FIELDS.flatMap((field) => state[field] ?? []));
  if (asked.size === 0) return { keys: [], names: [] };
  const known = new Set(series.map(({ key }) => key));
  const processes = new Set(series.flatMap(({ kind, name }) => (kind === 'process' ? [name] : [])));
  const keys = [...asked].filter((key) => !known.has(key));
  // `app-12`, and `app-12#2` where a pid was given out again.
  const names = keys.map((key) => key.replace(/-\d+(?:#\d+)?$/, '')).filter((name) => processes.has(name));
  return { keys, names: [...new Set(names)] };
}

export interface MissingSeriesProps {
  recording: Recording;
  state: RecordingState;
  texts: RecordingTexts;
  onState(next: RecordingState): void;
}

/**
 * Says which processes of a link are not there: in another run they have other pids. Where their names are, those
 * can be looked for instead.
 */
export function MissingSeries({ recording, state, texts, onState }: MissingSeriesProps) {
  const { only, hide, show } = state;
  const { keys, names } = useMemo(
    () => findMissing(recording, { ...(only && { only }), ...(hide && { hide }), ...(show && { show }) }),
    [recording, only, hide, show],
  );
  if (keys.length === 0) return null;
  const without = (list: string[] | undefined): string[] | undefined =>
    list?.filter((key) => !keys.includes(key));
  const rest = { only: without(only), hide: without(hide), show: without(show) };
  const listed = keys.slice(0, MOST).map((key) => toPlainName(key, 60));
  const more = keys.length > MOST ? [texts.more(keys.length - MOST)] : [];
  return (
    <p class="cb-rec-warning" role="status">
      {texts.missingSeries(texts.listed([...listed, ...more]))}{' '}
      {names.length > 0 && (
        <>
          <button
            type="button"
            class="cb-rec-link"
            onClick={() =>
              onState(
                withState(state, { ...rest, text: undefined, where: names.map(toExpressionText).join(',') }),
              )
            }
          >
            {texts.missingByName(texts.listed(names.slice(0, MOST).map((name) => toPlainName(name, 60))))}
          </button>{' '}
        </>
      )}
      <button type="button" class="cb-rec-link" onClick={() => onState(withState(state, rest))}>
        {texts.missingForget}
      </button>
    </p>
  );
}
