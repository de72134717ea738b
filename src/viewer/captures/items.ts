import { joinRecordings } from '#model/join.ts';
import type { Recording } from '#model/recording.ts';
import type { ItemNotice, OpenItem, Source } from './source.ts';

/**
 * Folds what was opened into what the list shows: sources whose recordings belong to one topid
 * session become one item, in the place of the first; everything else stands alone.
 */
export function toItems(sources: readonly Source[]): OpenItem[] {
  const groups: Source[][] = [];
  const bySession = new Map<string, Source[]>();
  for (const source of sources) {
    const session = sessionOf(source);
    const group = session ? bySession.get(session) : undefined;
    if (group) {
      group.push(source);
      continue;
    }
    const fresh = [source];
    groups.push(fresh);
    if (session) bySession.set(session, fresh);
  }

  const taken = new Set<string>();
  return groups.map((group) => {
    const first = group[0] as Source;
    const wanted = group.find((source) => source.slot)?.slot ?? sessionOf(first) ?? first.name;
    let slot = wanted;
    for (let n = 2; taken.has(slot); n++) slot = `${wanted}#${n}`;
    taken.add(slot);
    return {
      slot,
      name: group.length > 1 ? (sessionOf(first) ?? first.name) : first.name,
      sources: group,
      status: statusOf(group),
      sizeBytes: group.reduce((sum, source) => sum + source.sizeBytes, 0),
      value: valueOf(group),
      notices: noticesOf(group),
    };
  });
}

/** Site captures are apart from a reader's own of the same session, so that removing one keeps the other. */
function sessionOf(source: Source): string | undefined {
  if (source.ref.from === 'site') return undefined;
  for (const file of source.files) {
    if (file.value.kind === 'recording' && file.value.session) return file.value.session.id;
  }
  return undefined;
}

function statusOf(group: Source[]): Source['status'] {
  for (const status of ['reading', 'ready', 'missing'] as const) {
    if (group.some((source) => source.status === status)) return status;
  }
  return 'failed';
}

// Joining copies nothing large, but makes a new object, by which the charts tell what has changed:
// the same files give the same value.
const joined = new WeakMap<Recording, { of: Recording[]; value: Recording | undefined }>();

function joinOnce(recordings: Recording[]): Recording | undefined {
  const first = recordings[0] as Recording;
  const known = joined.get(first);
  if (known?.of.length === recordings.length && known.of.every((one, index) => one === recordings[index])) {
    return known.value;
  }
  const value = joinRecordings(recordings)[0];
  joined.set(first, { of: recordings, value });
  return value;
}

function valueOf(group: Source[]): OpenItem['value'] {
  const values = group.flatMap((source) => source.files.map((file) => file.value));
  const crash = values.find((value) => value.kind === 'crash-file');
  if (crash) return crash;
  const recordings = values.filter((value): value is Recording => value.kind === 'recording');
  return recordings.length > 1 ? joinOnce(recordings) : recordings[0];
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
