import { joinFiles, sessionOf } from '#model/capture/join-files.ts';
import type { Model } from '#model/capture/models.ts';
import type { Session } from '#model/recording/recording.ts';
import { findSession } from '#model/recording/session.ts';
import type { ItemNotice, OpenItem, Source } from './source.ts';

/**
 * Folds what was opened into what the list shows: sources that belong to one topid session become one
 * item, in the place of the first, also while they are still read; everything else stands alone, and so
 * does a second file of a part that the session has.
 */
export function toItems(sources: readonly Source[]): OpenItem[] {
  const groups: Source[][] = [];
  const bySession = new Map<string, { group: Source[]; parts: Set<string> }[]>();
  for (const source of sources) {
    const session = sessionOfSource(source);
    const known = session && (bySession.get(session.id) ?? []);
    const open = known?.find(({ parts }) => !parts.has(session!.part));
    if (session && open) {
      open.group.push(source);
      open.parts.add(session.part);
      continue;
    }
    const fresh = [source];
    groups.push(fresh);
    if (session && known) {
      known.push({ group: fresh, parts: new Set([session.part]) });
      bySession.set(session.id, known);
    }
  }

  const taken = new Set<string>();
  return groups.map((group) => {
    const first = group[0] as Source;
    const session = sessionOfSource(first)?.id;
    const wanted = group.find((source) => source.slot)?.slot ?? session ?? first.name;
    let slot = wanted;
    for (let n = 2; taken.has(slot); n++) slot = `${wanted}#${n}`;
    taken.add(slot);
    return {
      slot,
      name: group.length > 1 ? (session ?? first.name) : first.name,
      sources: group,
      status: statusOf(group),
      sizeBytes: group.reduce((sum, source) => sum + source.sizeBytes, 0),
      value: valueOf(group),
      notices: noticesOf(group),
    };
  });
}

/**
 * The session of what was read, else what the name says: a file that is still read, or could not be, has
 * its place beside the others. Site captures are apart from a reader's own of the same session, so that
 * removing one keeps the other.
 */
function sessionOfSource(source: Source): Session | undefined {
  if (source.ref.from === 'site') return undefined;
  if (source.files.length === 0) return findSession(source.name);
  for (const file of source.files) {
    const session = sessionOf(file.value);
    if (session) return session;
  }
  return undefined;
}

/** What is looked at: what was asked for, else the first that can be read, or may yet be. */
export function findShown(items: readonly OpenItem[], asked: string | undefined): OpenItem | undefined {
  return (
    items.find(({ slot }) => slot === asked) ??
    items.find(({ value }) => value !== undefined) ??
    items.find(({ status }) => status === 'reading') ??
    items[0]
  );
}

function statusOf(group: Source[]): Source['status'] {
  for (const status of ['reading', 'ready', 'missing'] as const) {
    if (group.some((source) => source.status === status)) return status;
  }
  return 'failed';
}

// Joining copies nothing large, but makes a new object, by which the charts tell what has changed:
// the same files give the same value.
const joined = new WeakMap<Model, { of: Model[]; value: Model | undefined }>();

function joinOnce(values: Model[]): Model | undefined {
  const [first] = values;
  if (!first) return undefined;
  const known = joined.get(first);
  if (known?.of.length === values.length && known.of.every((one, index) => one === values[index])) {
    return known.value;
  }
  const value = joinFiles(values);
  joined.set(first, { of: values, value });
  return value;
}

function valueOf(group: Source[]): OpenItem['value'] {
  return joinOnce(group.flatMap((source) => source.files.map((file) => file.value)));
}

/** Where several files make one item, each notice says which of them it is about. */
function noticesOf(group: Source[]): ItemNotice[] {
  const files = group.flatMap((source) => source.files);
  const onTheWay = group.flatMap((source) => source.notices);
  return [
    ...onTheWay,
    ...files.flatMap((file) =>
      files.length > 1 ? file.notices.map((notice) => ({ ...notice, file: file.name })) : file.notices,
    ),
  ];
}
