import type { RedactionSpec } from '#redact/kinds.ts';
import type { View } from '#view/view-state.ts';
import type { OpenItem } from '#viewer/captures/source.ts';
import type { Outgoing } from './outgoing.ts';

/** What was made ready for the ways: what goes, and the view with the data where it fits into a link. */
export interface Ready {
  outgoing: Outgoing;
  dataView: View | undefined;
  /** What it was made of: of anything else it says nothing. */
  of: { view: View; items: readonly OpenItem[]; redaction: RedactionSpec | undefined };
}
