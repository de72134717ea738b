import type { Models } from '#model/capture/models.ts';
import type { Kind } from '#model/kind.ts';
import type { StateChange } from '#view/state-change.ts';
import type { ViewState } from '#view/view-state.ts';
import type { Locale } from '#locale/locale.ts';
import type { AuthorView } from '#viewer/kinds/recording/author-view.ts';
import type { OpenItem } from './source.ts';

export interface CaptureBodyProps {
  item: OpenItem;
  /** Everything that is open, for what a capture can be compared with. */
  items: readonly OpenItem[];
  /** What they are called, where that is not their name. */
  titleOf?: (item: OpenItem) => string;
  /** What is set on the others; nothing where not given. */
  stateOf?: (slot: string) => ViewState;
  /** Leads to another capture, with what of its state is to be so. */
  onShow?: (slot: string, change: StateChange<ViewState>) => void;
  state: ViewState;
  onState(state: ViewState): void;
  locale: Locale;
  compact?: boolean;
  height?: number | undefined;
  /** What the author of a page chose and noted, of a recording. */
  author?: AuthorView | undefined;
}

/** What the body of a kind is drawn with: its value too. */
export type BodyProps<K extends Kind> = CaptureBodyProps & { value: Models[K] };

/** An item whose value is of one kind. */
type ItemOf<K extends Kind> = OpenItem & { value: Models[K] };

/** What else is open of the same kind: what the item can be compared with. */
export function findOthers<K extends Kind>(kind: K, { item, items }: CaptureBodyProps): ItemOf<K>[] {
  return items.filter((other): other is ItemOf<K> => other.slot !== item.slot && other.value?.kind === kind);
}
