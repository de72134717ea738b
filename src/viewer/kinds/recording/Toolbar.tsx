import { useMemo } from 'preact/hooks';
import { toDefaultMode } from '#model/recording/time-axis.ts';
import type { RecordingState } from '#view/recording-state.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { withState, type StateChange } from '#view/state-change.ts';
import { Choice } from '#viewer/controls/Choice.tsx';
import { Labelled } from '#viewer/controls/Labelled.tsx';
import { snapshotsWithin } from './snapshots-within.ts';
import type { UsageView } from './usage-view.ts';

export interface ToolbarProps {
  view: UsageView;
  /** What is shown of it. */
  window: readonly [number, number];
  state: RecordingState;
  texts: RecordingTexts;
  onState(next: RecordingState): void;
}

/** How the charts are drawn: kind, CPU apart or summed, the machine's own rows, time and zone. */
export function Toolbar({ view, window, state, texts, onState }: ToolbarProps) {
  const { recording, axis, system } = view;
  const set = (change: StateChange<RecordingState>): void => onState(withState(state, change));
  const zones = useMemo(() => toZones(state.zone), [state.zone]);
  const hasSystem = view.recording.series.some((series) => series.kind === 'system');
  /** Of what is in sight, else of all. */
  const first = (): number | undefined =>
    snapshotsWithin(view, window)[0]?.time ?? recording.snapshots[0]?.time;
  return (
    <div class="cb-rec-tools">
      <Choice
        label={texts.chartKind}
        value={state.chart ?? 'lines'}
        options={[
          { value: 'lines', label: texts.lines },
          { value: 'stack', label: texts.stack },
          { value: 'share', label: texts.share },
        ]}
        onChoose={(chart) => set({ chart: chart === 'lines' ? undefined : chart })}
      />
      <Choice
        label={texts.cpuKind}
        value={recording.cpuSplit ? (state.cpu ?? 'sum') : 'sum'}
        disabled={!recording.cpuSplit}
        title={recording.cpuSplit ? undefined : texts.cpuNotSplit}
        options={[
          { value: 'sum', label: texts.cpuSum },
          { value: 'split', label: texts.cpuSplit },
        ]}
        onChoose={(cpu) => set({ cpu: cpu === 'sum' ? undefined : cpu })}
      />
      {hasSystem && (
        <label class="cb-rec-tick">
          <input
            type="checkbox"
            checked={state.system === true}
            onChange={(event) => set({ system: event.currentTarget.checked ? true : undefined })}
          />
          <span>{texts.system}</span>
        </label>
      )}
      {hasSystem && state.system === true && system.cores.length > 1 && (
        <Choice
          label={texts.coresKind}
          value={state.cores ?? 'sum'}
          options={[
            { value: 'sum', label: texts.coresSum },
            { value: 'each', label: texts.coresEach },
          ]}
          onChoose={(cores) => set({ cores: cores === 'sum' ? undefined : cores })}
        />
      )}
      {axis.clock === 'unix' && (
        <Choice
          label={texts.clock}
          value={axis.mode}
          options={[
            { value: 'wall', label: texts.wall },
            { value: 'elapsed', label: texts.elapsed },
          ]}
          onChoose={(clock) => set({ clock: clock === toDefaultMode(axis) ? undefined : clock })}
        />
      )}
      {axis.clock === 'unix' && axis.mode === 'wall' && (
        <Labelled label={texts.zone}>
          <select
            class="cb-rec-select"
            value={view.zone}
            onChange={(event) => {
              const zone = event.currentTarget.value;
              set({ zone: zone === 'UTC' ? undefined : zone });
            }}
          >
            {zones.map(({ zone, yours }) => (
              <option key={zone} value={zone}>
                {yours ? texts.zoneYours(zone) : zone}
              </option>
            ))}
          </select>
        </Labelled>
      )}
      {recording.snapshots.length > 0 && (
        <button
          type="button"
          class="cb-rec-button"
          aria-expanded={state.snapshot !== undefined}
          onClick={() => set({ snapshot: state.snapshot === undefined ? first() : undefined })}
        >
          {texts.snapshots} ({recording.snapshots.length})
        </button>
      )}
      {recording.info && (
        <button
          type="button"
          class="cb-rec-button"
          aria-expanded={state.info === true}
          onClick={() => set({ info: state.info === true ? undefined : true })}
        >
          {texts.info}
        </button>
      )}
    </div>
  );
}

/** UTC, the reader's own, and the one of the link. */
function toZones(chosen: string | undefined): { zone: string; yours: boolean }[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [{ zone: 'UTC', yours: false }];
  if (own && own !== 'UTC') zones.push({ zone: own, yours: true });
  if (chosen && !zones.some(({ zone }) => zone === chosen)) zones.push({ zone: chosen, yours: false });
  return zones;
}
