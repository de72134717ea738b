import type { Recording } from './recording.ts';

/**
 * Makes one recording of the files of one session: process, snapshots and info. The joined one
 * stands where the first of them stood. What has no session, or brings what its session has
 * already (the same file twice), stays as it is.
 */
export function joinRecordings(recordings: readonly Recording[]): Recording[] {
  const joined: Recording[] = [];
  const bySession = new Map<string, number>();
  for (const recording of recordings) {
    const id = recording.session?.id;
    const at = id === undefined ? undefined : bySession.get(id);
    const target = at === undefined ? undefined : joined[at];
    if (target && at !== undefined && canJoin(target, recording)) {
      joined[at] = join(target, recording);
    } else {
      joined.push(recording);
      if (id !== undefined && at === undefined) bySession.set(id, joined.length - 1);
    }
  }
  return joined;
}

function canJoin(a: Recording, b: Recording): boolean {
  const both = (has: (recording: Recording) => boolean) => has(a) && has(b);
  return (
    !both(hasSamples) &&
    !both(({ snapshots }) => snapshots.length > 0) &&
    !both(({ info }) => info !== undefined)
  );
}

/** Whether nothing is in it at all, as in the snapshots of a session that had none. */
export function isEmptyRecording(recording: Recording): boolean {
  return !hasSamples(recording) && recording.snapshots.length === 0 && recording.info === undefined;
}

function hasSamples(recording: Recording): boolean {
  return recording.times.length > 0;
}

function join(a: Recording, b: Recording): Recording {
  const base = hasSamples(b) ? b : a;
  return {
    ...base,
    format: 'topid',
    session: { id: a.session!.id, part: 'joined' },
    snapshots: a.snapshots.length > 0 ? a.snapshots : b.snapshots,
    info: a.info ?? b.info,
    notices: [...a.notices, ...b.notices],
  };
}
