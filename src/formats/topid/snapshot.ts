import type { ByteReader } from '#bytes/reader.ts';
import { type FieldPlan, readField, readNumber, toFieldPlan } from '#formats/gob/fields.ts';
import { checkWhole, readGob } from '#formats/gob/read-gob.ts';
import { readLength, skipTopValue } from '#formats/gob/skip-value.ts';
import type { GobType, TypeTable } from '#formats/gob/types.ts';
import type { Format, ParseContext, Parsed } from '#formats/format.ts';
import type { Recording, Snapshot } from '#model/recording/recording.ts';
import { detectGobOf, toUnusable } from './gob-file.ts';
import { findSession } from '#model/recording/session.ts';
import { toEmptyRecording } from './empty-recording.ts';
import { mendTimes } from './snapshot-times.ts';

/**
 * topid's snapshots of the process tree: a gob stream, one value every 30th sample.
 *
 *   struct { Timestamp int64; Snapshot string }
 */
export const topidSnapshot: Format<Recording> = {
  id: 'topid-snapshot',
  title: 'topid snapshots (gob)',
  detect: (head, name) => detectGobOf(head, name, 'snapshot', 'Snapshot'),
  parse: parseSnapshots,
};

const FIELDS = [
  { name: 'Timestamp', use: 'number' },
  { name: 'Snapshot', use: 'text' },
] as const;
const TIMESTAMP = 1;

async function parseSnapshots(
  chunks: AsyncIterable<Uint8Array>,
  context: ParseContext,
): Promise<Parsed<Recording>> {
  const snapshots: Snapshot[] = [];
  let plan: FieldPlan | undefined;
  let planned: GobType | undefined;
  const end = await readGob(chunks, context.signal, (id, reader, types) => {
    const type = types.get(id, reader.position);
    if (type !== planned) {
      plan = type.kind === 'struct' ? toFieldPlan(types, type, FIELDS, reader.position) : undefined;
      planned = type;
    }
    if (!plan?.types[1]) {
      skipTopValue(reader, types, id);
      return;
    }
    const snapshot = readSnapshot(reader, types, plan);
    checkWhole(reader);
    snapshots.push(snapshot);
  });
  if (snapshots.length === 0) throw toUnusable(end, context.name, 'snapshots');
  const notices = [...end.notices, ...mendTimes(snapshots)];
  const value = toEmptyRecording('topid-snapshot', findSession(context.name), { snapshots, notices });
  return { value, notices, end: { byte: end.byte, complete: end.complete } };
}

const text = new TextDecoder();

function readSnapshot(reader: ByteReader, types: TypeTable, plan: FieldPlan): Snapshot {
  const snapshot: Snapshot = { time: 0, text: '' };
  const cursor = { field: -1 };
  for (;;) {
    const slot = readField(reader, types, plan, cursor);
    if (slot === 0) return snapshot;
    if (slot === TIMESTAMP) snapshot.time = readNumber(reader, plan.types[0]!);
    else snapshot.text = text.decode(reader.take(readLength(reader)));
  }
}
