import type { Recording } from '#model/recording/recording.ts';
import type { RecordingState } from '#view/recording-state.ts';
import type { Locale } from '#locale/locale.ts';
import type { AuthorView } from './author-view.ts';
import { CompareChoice } from './CompareChoice.tsx';
import { ComparePart, type ComparePartProps } from './ComparePart.tsx';
import { EmptyRecording } from './EmptyRecording.tsx';
import type { Happening } from './Happenings.tsx';
import { recordingTexts } from '#texts/recording.ts';
import { toHere } from '#viewer/page/here.ts';
import { UsagePart } from './UsagePart.tsx';
import './recording.css';
import './charts.css';
import './tables.css';

export interface RecordingViewProps {
  recording: Recording;
  /** The file's, or the capture's title. */
  name: string;
  /** What it is called beside another and in what is taken away, where that is not its name. */
  title?: string;
  /** All that a reader has set; nothing else is kept that a link would have to carry. */
  state: RecordingState;
  onState(next: RecordingState): void;
  locale: Locale;
  /** Inside a case: charts and a short legend, the rest behind a disclosure. */
  compact?: boolean;
  /** What of other captures happened while it ran. */
  happenings?: readonly Happening[];
  /** Leads to another capture. */
  onShow?: (slot: string) => void;
  compareWith?: ComparePartProps['other'] | undefined;
  /** Makes what it is compared with the first of the two. */
  onSwap?: () => void;
  /** It is itself what a link says it is compared with. */
  isItself?: boolean;
  /** What it could be compared with. */
  others?: { slot: string; name: string }[];
  /** Pixels of one chart. */
  height?: number;
  /** What the author of the page chose and noted. */
  author?: AuthorView | undefined;
  /** The address that shows this view, for a review; the page's own where it is not given. */
  linkOf?: () => string;
}

/** A recording to look at: charts with one cursor, the processes, and what else the session has. */
export function RecordingView(props: RecordingViewProps) {
  const { recording, name, state, onState, locale, compact = false, compareWith, others = [] } = props;
  const height = props.height ?? (compact ? 190 : 240);
  const isCompared = state.compare !== undefined && (compareWith?.recording.times.length ?? 0) > 0;
  const texts = recordingTexts[locale];
  const choice = compact ? undefined : (
    <CompareChoice
      others={others}
      loaded={isCompared}
      isItself={props.isItself === true}
      state={state}
      texts={texts}
      onState={onState}
    />
  );
  const className = compact ? 'cb-rec cb-rec-compact not-content' : 'cb-rec not-content';
  return (
    <div
      class={className}
      role="group"
      aria-label={texts.viewLabel(name)}
      data-kept={state.cursor !== undefined || undefined}
    >
      {recording.rows === 0 && choice}
      {recording.rows === 0 ? (
        <EmptyRecording {...props} texts={texts} />
      ) : isCompared && compareWith ? (
        <ComparePart
          recording={recording}
          name={props.title ?? name}
          other={compareWith}
          state={state}
          texts={texts}
          height={height}
          linkOf={props.linkOf ?? toHere}
          locale={locale}
          onState={onState}
          choice={choice}
          onSwap={props.onSwap}
        />
      ) : (
        <UsagePart
          {...props}
          texts={texts}
          compact={compact}
          height={height}
          choice={choice}
          linkOf={props.linkOf ?? toHere}
        />
      )}
    </div>
  );
}
