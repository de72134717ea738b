import { useMemo, useState } from 'preact/hooks';
import type { FoldedStacks } from '#model/profile/call-tree.ts';
import type { Profile } from '#model/profile/profile.ts';
import type { ProfileState } from '#view/profile-state.ts';
import {
  findFrames,
  fold,
  type FoldFields,
  keepByLabels,
  type OtherProfile,
  type PatternFields,
  readFilter,
  type ReadFilter,
  type ShownTrees,
  type Subject,
  type SubjectFields,
  toSearchable,
  toSubject,
  toTrees,
} from './shown.ts';
import { type TopLine, toTopLines } from './top-lines.ts';

/** All that is computed of a profile for a state of its view, each part anew only where what it depends on is. */
export interface Shown extends ShownTrees {
  subject: Subject;
  read: ReadFilter;
  folded: FoldedStacks;
  /** By sample, of the labels that are chosen; undefined where none is. */
  kept: Uint8Array | undefined;
  /** The rows of the top table, made when they are asked for. */
  lines(): readonly TopLine[];
  /** By index into the tree's frames. */
  found: Uint8Array | undefined;
}

export function useShown(profile: Profile, state: ProfileState, others: readonly OtherProfile[]): Shown {
  const { sample, base, normalised, added, by, recursion, text } = state;
  // States come anew with every change: what is in them is compared by value.
  const subjectKey = JSON.stringify({ sample, base, normalised, added } satisfies SubjectFields);
  const usedOthers = useSame(others.filter(({ slot }) => slot === base || added?.includes(slot)));
  const subject = useMemo(
    () => toSubject(profile, JSON.parse(subjectKey) as SubjectFields, usedOthers),
    [profile, subjectKey, usedOthers],
  );
  const { focus, ignore, hideFrames, showFrames, showFrom } = state;
  const patternKey = JSON.stringify({
    focus,
    ignore,
    hideFrames,
    showFrames,
    showFrom,
  } satisfies PatternFields);
  const read = useMemo(() => readFilter(JSON.parse(patternKey) as PatternFields), [patternKey]);
  const foldKey = JSON.stringify({ by, recursion } satisfies FoldFields);
  const shape = subject.profile;
  const folded = useMemo(
    () => fold(shape, read.filter, JSON.parse(foldKey) as FoldFields),
    [shape, read, foldKey],
  );
  const labelKey = JSON.stringify(state.labels ?? []);
  const kept = useMemo(() => {
    const labels = JSON.parse(labelKey) as NonNullable<ProfileState['labels']>;
    return labels.length === 0 ? undefined : keepByLabels(shape, labels);
  }, [shape, labelKey]);
  const trees = useMemo(() => toTrees(subject, folded, kept), [subject, folded, kept]);
  const lines = useMemo(() => once(() => toTopLines(trees)), [trees]);
  const wanted = text?.trim() ?? '';
  const isSearched = wanted !== '';
  const searchable = useMemo(
    () => (isSearched ? toSearchable(folded.frames) : undefined),
    [folded, isSearched],
  );
  const found = useMemo(() => searchable && findFrames(searchable, wanted), [searchable, wanted]);
  return { ...trees, subject, read, folded, kept, lines, found };
}

/** What is made when it is first asked for, and never again. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The list as it was, as long as what is in it is the same. */
function useSame(list: readonly OtherProfile[]): readonly OtherProfile[] {
  const [last, setLast] = useState(list);
  const isSame =
    last.length === list.length &&
    list.every(({ slot, name, profile }, at) => {
      const one = last[at]!;
      return one.slot === slot && one.name === name && one.profile === profile;
    });
  if (!isSame) setLast(list);
  return isSame ? last : list;
}
