import { readGob } from '#formats/gob/read-gob.ts';
import type { Format, ParseContext, Parsed } from '#formats/format.ts';
import { toClockNotices } from '#model/recording/clock.ts';
import { dropImpossibleValues } from '#model/recording/impossible-values.ts';
import { atPlace, type Notice } from '#model/notice.ts';
import type { Recording } from '#model/recording/recording.ts';
import { toThreadNotices } from '#model/recording/thread-rows.ts';
import { EchoFinder } from './echo-finder.ts';
import { detectGobOf, toUnusable } from './gob-file.ts';
import { ProcessReader } from './process-reader.ts';
import { toRowNotices } from './row-notices.ts';
import { sayOfTopid } from './says.ts';
import { findSession } from '#model/recording/session.ts';

/**
 * topid's process recording: a gob stream with one value a sample.
 *
 *   struct { Timestamp int64; Processes []ProcessInfo }
 *   type ProcessInfo struct { Pid int; Name string; Ucpu, Scpu float32; Mem uint64 }
 *
 * Timestamp in Unix seconds, CPU in percent of one core, memory in KB.
 */
export const topidProcess: Format<Recording> = {
  id: 'topid-process',
  title: 'topid process recording (gob)',
  detect: (head, name) => detectGobOf(head, name, 'process', 'Processes'),
  parse: parseProcess,
};

async function parseProcess(
  chunks: AsyncIterable<Uint8Array>,
  context: ParseContext,
): Promise<Parsed<Recording>> {
  const reader = new ProcessReader();
  const echoes = new EchoFinder(reader.builder);
  const end = await readGob(chunks, context.signal, (id, value, types) => {
    const { samples } = reader.builder;
    reader.onValue(id, value, types);
    if (reader.builder.samples > samples) echoes.take();
  });
  if (reader.builder.samples === 0) throw toUnusable(end, context.name, 'samples');
  const notices = [...end.notices, ...toFieldNotices(reader)];
  const recording = reader.builder.finish({
    format: 'topid-process',
    session: findSession(context.name),
    clock: 'unix',
    cpuSplit: true,
    snapshotEchoes: echoes.echoes,
    snapshots: [],
    info: undefined,
    notices,
  });
  notices.push(
    ...toClockNotices(recording, 'topid'),
    ...toRowNotices(recording, reader.builder),
    ...toThreadNotices(recording, 'topid'),
    ...dropImpossibleValues(recording, 'topid'),
  );
  return { value: recording, notices, end: { byte: end.byte, complete: end.complete } };
}

function toFieldNotices({ builder, missing, unusable, otherValues }: ProcessReader): Notice[] {
  const notices: Notice[] = [];
  for (const field of unusable) {
    notices.push(sayOfTopid('topid-field-kind', { field }));
  }
  for (const field of missing) {
    if (unusable.has(field)) continue;
    notices.push(sayOfTopid('topid-no-field', { field }));
  }
  if (otherValues > 0) {
    notices.push(sayOfTopid('topid-other-values', { values: otherValues }));
  }
  if (builder.oddTimes.length > 0) {
    const sample = builder.oddTimes[0]! + 1;
    const samples = builder.oddTimes.length;
    notices.push(atPlace({ sample }, sayOfTopid('topid-odd-time', { samples, sample })));
  }
  return notices;
}
