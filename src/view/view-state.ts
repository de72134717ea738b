import type { Kind } from '#model/kind.ts';
import type { CaptureState } from './capture-state.ts';
import type { CrashState } from './crash-state.ts';
import type { PageState } from './page-state.ts';
import type { ProfileState } from './profile-state.ts';
import type { RecordingState } from './recording-state.ts';

/** What can be set on something: a capture of a kind, or the page. */
export type StateKind = Kind | 'page';

/** The state of each. */
export type StateByKind = Each<{
  recording: RecordingState;
  'crash-log': CrashState;
  profile: ProfileState;
  page: PageState;
}>;

/** Holds a list of states to the list of kinds. */
type Each<List extends { [K in StateKind]: object }> = List;

/**
 * What a link says of one slot. Which kind of capture that is nobody knows until its bytes are read:
 * so it is a part of all of them, which `toStateOf` narrows then.
 */
export type ViewState = AllOf<StateByKind[StateKind]>;

type AllOf<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? { [K in keyof All]: All[K] }
  : never;

/** Names that two kinds have, but for those that mean the same in all: there are to be none. */
export type NameClash = {
  [K in StateKind]: {
    [Other in Exclude<StateKind, K>]: Exclude<
      keyof StateByKind[K] & keyof StateByKind[Other],
      keyof CaptureState
    >;
  }[Exclude<StateKind, K>];
}[StateKind];

/** Where a capture of a link comes from. */
export type CaptureRef =
  /** One that the site publishes, by its name in the collection. */
  | { from: 'site'; name: string }
  /** A file of the site, as a path below the site's base: `/captures/board.log`. */
  | { from: 'url'; url: string }
  /** The bytes are in the link: deflated, base64url (see pack.ts). Size and hash are of the file itself, so that a link whose data was cut still tells what to drop. */
  | { from: 'link'; name: string; data: string; sizeBytes?: number; sha256?: string }
  /** One that is kept by this site's server: its id there, and its name, for when it is there no more. */
  | { from: 'store'; id: string; name?: string }
  /** The link does not carry it: what the receiver has to drop. */
  | { from: 'file'; name: string; sizeBytes: number; sha256: string };

/** A whole link: what is open, and how each is looked at. */
export interface View {
  /**
   * In the order of the list. A capture's slot is its key here. The files of one capture (the three
   * of a topid session) are several refs with the same slot.
   */
  captures: { slot: string; ref: CaptureRef }[];
  /** The slot that is looked at; the first capture's where it is not said. */
  active?: string;
  /**
   * By slot. A slot without a capture here is one that the page itself shows (a case's chart), and
   * the slot `''` is whatever is looked at where the link names no capture (topidchart's `?filter=`).
   */
  states: Record<string, ViewState>;
}
