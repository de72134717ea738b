import { type Expression, parseExpression, toExpressionText } from '#model/recording/expression.ts';
import { selectSeries, type Selection } from '#model/recording/filter.ts';
import { type Grouping, toGrouping } from '#model/recording/grouping.ts';
import type { Recording } from '#model/recording/recording.ts';
import type { RecordingState } from '#view/recording-state.ts';

/** The parts of a state that say which processes are looked at, and as what. */
export type SelectedFields = Pick<
  RecordingState,
  'filter' | 'text' | 'where' | 'top' | 'only' | 'hide' | 'show' | 'group' | 'pattern'
>;

/** What the box to filter by holds: links of before had a plain text. */
export function toWhereText({ where, text }: Pick<RecordingState, 'where' | 'text'>): string {
  return where ?? toExpressionText(text ?? '');
}

/** The same as it is understood; undefined where nothing is looked for. */
export function toWhere(state: Pick<RecordingState, 'where' | 'text'>): Expression | undefined {
  const text = toWhereText(state);
  return text === '' ? undefined : parseExpression(text);
}

/** The rows of a recording that a state shows, and those that it hides. */
export function selectUsage(
  recording: Recording,
  state: SelectedFields,
): { selection: Selection; grouping: Grouping } {
  const grouping = toGrouping(recording, state);
  return { selection: selectSeries(recording, { ...state, where: toWhere(state), grouping }), grouping };
}
