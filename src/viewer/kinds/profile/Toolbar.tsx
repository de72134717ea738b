import type { RefObject } from 'preact';
import type { Granularity } from '#model/profile/frames.ts';
import type { ProfileState } from '#view/profile-state.ts';
import type { StateChange } from '#view/state-change.ts';
import type { ProfileTexts } from '#texts/profile.ts';
import { Choice } from '#viewer/controls/Choice.tsx';
import { Labelled } from '#viewer/controls/Labelled.tsx';
import { SampleTypes } from './SampleTypes.tsx';
import type { Subject } from './shown.ts';

type FigureName = NonNullable<ProfileState['figure']>;

export interface ToolbarProps {
  subject: Subject;
  state: ProfileState;
  texts: ProfileTexts;
  change(next: StateChange<ProfileState>): void;
}

const figures: readonly FigureName[] = ['flame', 'icicle', 'sandwich', 'top', 'tree'];
const granularities: readonly Granularity[] = ['functions', 'lines', 'files', 'packages'];

/** Which sample type is shown, and how. */
export function MainTools({ subject, state, texts, change }: ToolbarProps) {
  const { sampleTypes } = subject.profile;
  const figure = state.figure ?? 'flame';
  return (
    <div class="cb-prof-tools">
      {sampleTypes.length > 0 && (
        <SampleTypes
          sampleTypes={sampleTypes}
          shown={subject.valueType}
          texts={texts}
          onChoose={(sample) => change({ sample })}
        />
      )}
      <Choice
        label={texts.figure}
        value={figure}
        options={figures.map((value) => ({ value, label: texts.figures[value] }))}
        onChoose={(next) => change({ figure: next === 'flame' ? undefined : next })}
      />
    </div>
  );
}

/** What counts as a frame, and what colours mean. */
export function FrameTools({ subject, state, texts, change }: ToolbarProps) {
  const colour = toColour(state, subject.isChange);
  const colours = subject.isChange
    ? (['change', 'package', 'owner'] as const)
    : (['package', 'owner'] as const);
  return (
    <div class="cb-prof-tools">
      <Labelled label={texts.by}>
        <select
          class="cb-prof-select"
          value={state.by ?? 'functions'}
          onChange={(event) => {
            const by = event.currentTarget.value as Granularity;
            // Frames of another granularity have other names.
            change({ by: by === 'functions' ? undefined : by, zoom: undefined, frame: undefined });
          }}
        >
          {granularities.map((value) => (
            <option key={value} value={value}>
              {texts.granularities[value]}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label={texts.colour}>
        <select
          class="cb-prof-select"
          value={colour}
          onChange={(event) => {
            const next = event.currentTarget.value as NonNullable<ProfileState['colour']>;
            change({ colour: next === colours[0] ? undefined : next });
          }}
        >
          {colours.map((value) => (
            <option key={value} value={value}>
              {texts.colours[value]}
            </option>
          ))}
        </select>
      </Labelled>
      <label class="cb-prof-tick" title={texts.recursionHint}>
        <input
          type="checkbox"
          checked={state.recursion === true}
          onChange={(event) =>
            change({ recursion: event.currentTarget.checked || undefined, zoom: undefined })
          }
        />
        {texts.recursion}
      </label>
    </div>
  );
}

/** Colours by change mean something of a difference alone. */
export function toColour({ colour }: ProfileState, isChange: boolean): NonNullable<ProfileState['colour']> {
  if (isChange) return colour ?? 'change';
  return colour === undefined || colour === 'change' ? 'package' : colour;
}

export function SearchField({
  field,
  name,
  text,
  said,
  texts,
  onText,
}: {
  field: RefObject<HTMLInputElement>;
  /** Of the profile, which is not the only one of a case. */
  name: string;
  text: string;
  /** What of it is found; '' where the drawing says so itself. */
  said: string;
  texts: ProfileTexts;
  onText(text: string | undefined): void;
}) {
  return (
    <div class="cb-prof-tools" role="search" aria-label={texts.searchIn(name)}>
      <Labelled label={texts.search}>
        <input
          ref={field}
          type="search"
          class="cb-prof-input cb-prof-search"
          placeholder={texts.searchPlaceholder}
          aria-keyshortcuts="/"
          spellcheck={false}
          value={text}
          onInput={(event) => onText(event.currentTarget.value || undefined)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onText(undefined);
          }}
        />
      </Labelled>
      <span class="cb-prof-note" role="status">
        {said}
      </span>
    </div>
  );
}
