import type { Locale } from '#locale/locale.ts';
import type { ViewState } from '#view/view-state.ts';
import type { OpenItem } from '#viewer/captures/source.ts';

/** What the share dialog is opened for. */
export interface ShareDialogProps {
  items: readonly OpenItem[];
  title: string;
  locale: Locale;
  /** On a case: the chart's own slot, and how the chart is looked at, the author's settings included. */
  chart?: { slot: string; state: ViewState };
}
