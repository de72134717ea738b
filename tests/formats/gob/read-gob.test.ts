import { describe, expect, test } from 'vitest';
import { readField, readNumber, toFieldPlan } from '#formats/gob/fields.ts';
import { checkWhole, type GobEnd, readGob } from '#formats/gob/read-gob.ts';
import { readFixture, toChunks } from '../read-fixture.ts';
import { cpuClock } from '../../cpu-clock.ts';

const normal = readFixture('topid-process/valid/process-20211111-normal.data');

/** Where each message begins, and the end. All lengths in the fixture are below 2^16. */
function findMessages(bytes: Uint8Array): number[] {
  const starts = [0];
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at]!;
    if (first < 0x80) at += 1 + first;
    else if (first === 0xff) at += 2 + bytes[at + 1]!;
    else at += 3 + bytes[at + 1]! * 256 + bytes[at + 2]!;
    starts.push(at);
  }
  return starts;
}

/** Reads the Timestamp of each value, and skips all else. */
async function readTimes(bytes: Uint8Array, size?: number): Promise<{ times: number[]; end: GobEnd }> {
  const times: number[] = [];
  const end = await readGob(toChunks(bytes, size), undefined, (id, reader, types) => {
    const type = types.get(id, reader.position);
    if (type.kind !== 'struct') throw new Error('not a struct');
    const plan = toFieldPlan(types, type, [{ name: 'Timestamp', use: 'number' }], reader.position);
    const cursor = { field: -1 };
    let time = 0;
    while (readField(reader, types, plan, cursor) !== 0) time = readNumber(reader, plan.types[0]!);
    checkWhole(reader);
    times.push(time);
  });
  return { times, end };
}

const start = 1_636_624_800;
const allTimes = Array.from({ length: 10 }, (_, at) => start + 3 * at);
const messages = findMessages(normal);
/** Three descriptions, then ten values. */
const types = messages.length - 1 - 10;

test('all values, however the bytes are cut into chunks', async () => {
  for (const size of [1, 2, 7, 64, 1000, 1_000_000]) {
    const { times, end } = await readTimes(normal, size);
    expect(times).toEqual(allTimes);
    expect(end).toMatchObject({ values: 10, byte: normal.length, complete: true, notices: [] });
  }
});

test('cut in a message: what came before is there, and the notice has the numbers', async () => {
  const from = messages[types + 4]!;
  const { times, end } = await readTimes(normal.subarray(0, from + 20), 33);
  expect(times).toEqual(allTimes.slice(0, 4));
  expect(end).toMatchObject({ byte: from, complete: false });
  expect(end.notices).toHaveLength(1);
  expect(end.notices[0]).toMatchObject({
    code: 'gob-cut',
    params: { byte: from + 20, from },
    where: { byte: from + 20 },
  });
});

test('cut between two messages is the end, for nobody can tell', async () => {
  const { times, end } = await readTimes(normal.subarray(0, messages[types + 4]));
  expect(times).toEqual(allTimes.slice(0, 4));
  expect(end).toMatchObject({ complete: true, notices: [] });
});

describe('a message that cannot be read is left out and told', () => {
  function withBroken(value: number, change: (message: Uint8Array) => void): Uint8Array {
    const bytes = normal.slice();
    change(bytes.subarray(messages[types + value], messages[types + value + 1]));
    return bytes;
  }

  test('an unknown type', async () => {
    const bytes = withBroken(3, (message) => (message[3] = 0x98));
    const { times, end } = await readTimes(bytes);
    expect(times).toEqual(allTimes.filter((_, at) => at !== 3));
    const from = messages[types + 3]!;
    expect(end.notices).toMatchObject([
      { code: 'gob-bad-messages', params: { messages: 1, from, to: messages[types + 4] } },
    ]);
    expect(end.notices[0]!.message).toContain(`unexpected type id 76 at byte ${from + 2}`);
    expect(end.complete).toBe(true);
  });

  test('a field that the type does not have', async () => {
    const { times, end } = await readTimes(withBroken(5, (message) => (message[4] = 0x40)));
    expect(times).toEqual(allTimes.filter((_, at) => at !== 5));
    expect(end.notices[0]!.message).toContain('Sample has no field 63 at byte');
  });

  test('the last one: then the end is before it', async () => {
    const { times, end } = await readTimes(withBroken(9, (message) => (message[3] = 0x98)));
    expect(times).toEqual(allTimes.slice(0, 9));
    expect(end).toMatchObject({ byte: messages[types + 9], complete: false });
  });
});

test('zeros, as a power loss leaves them, at the end or in between', async () => {
  const zeros = new Uint8Array(4096);
  const atEnd = await readTimes(Buffer.concat([normal, zeros]), 1000);
  expect(atEnd.times).toEqual(allTimes);
  expect(atEnd.end).toMatchObject({ byte: normal.length, complete: false });
  expect(atEnd.end.notices).toMatchObject([
    { code: 'gob-zeros', params: { from: normal.length, to: normal.length + 4096 } },
  ]);
  const middle = messages[types + 5]!;
  const between = await readTimes(
    Buffer.concat([normal.subarray(0, middle), zeros, normal.subarray(middle)]),
  );
  expect(between.times).toEqual(allTimes);
  expect(between.end.notices).toMatchObject([
    { code: 'gob-zeros', params: { from: middle, to: middle + 4096 } },
  ]);
});

test('a length beyond all reason stops the reader, and nothing is set aside for it', async () => {
  const absurd = Uint8Array.of(0xfa, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3);
  const before = process.memoryUsage().arrayBuffers;
  const { times, end } = await readTimes(Buffer.concat([normal, absurd, new Uint8Array(100_000)]), 512);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  expect(times).toEqual(allTimes);
  expect(end).toMatchObject({ byte: normal.length, complete: false });
  expect(end.notices).toMatchObject([
    { code: 'gob-stopped', params: { byte: normal.length, lost: 100_010, length: 2 ** 48 - 1 } },
  ]);
});

test('a large length that is believed holds no more memory than has come', async () => {
  const large = Uint8Array.of(0xfc, 0x03, 0xff, 0xff, 0xff, 1, 2, 3);
  const before = process.memoryUsage().arrayBuffers;
  const { end } = await readTimes(Buffer.concat([normal, large]), 512);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  expect(end.notices).toMatchObject([
    { code: 'gob-cut', params: { from: normal.length, length: 0x3ffffff } },
  ]);
});

test('a message of many megabytes over many chunks', async () => {
  // A value whose unknown field is 20 MB of text: the names in the fixture's types are as long as before.
  const description = normal.slice(0, messages[1]);
  const name = Buffer.from('Processes');
  const at = Buffer.from(description).indexOf(name);
  // Processes becomes a string (type 6) of the struct.
  const idLength = description[at + name.length + 1] === 0xff ? 2 : 1;
  const patched = Buffer.concat([
    description.subarray(0, at + name.length + 1),
    Uint8Array.of(12),
    description.subarray(at + name.length + 1 + idLength),
  ]);
  patched[0]! -= idLength - 1;
  const id = normal.subarray(messages[types]! + 2, messages[types]! + 4);
  const text = Buffer.alloc(20_000_000, 'x');
  const head = Buffer.from([...id, 1, 10, 1, 0xfc, ...uint32(text.length)]);
  const length = head.length + text.length + 1;
  const message = Buffer.concat([Buffer.from([0xfc, ...uint32(length)]), head, text, Buffer.from([0])]);
  const begin = cpuClock();
  const { times, end } = await readTimes(Buffer.concat([patched, message, message]), 16_384);
  expect(end.notices).toEqual([]);
  expect(times).toEqual([5, 5]);
  // Copied anew for each of 2400 chunks it would take minutes.
  expect(cpuClock() - begin).toBeLessThan(5000);
});

function uint32(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
}

test('values nested deeper than any program has them are an error, not an overflow of the stack', async () => {
  // type T struct { Next T }, which only a broken stream has nested so deep: each level is one byte.
  const wire = [
    0xff,
    0x81,
    3,
    1,
    1,
    1,
    0x54,
    1,
    0xff,
    0x82,
    0,
    1,
    1,
    1,
    4,
    ...Buffer.from('Next'),
    1,
    0xff,
    0x82,
    0,
    0,
    0,
  ];
  const deep = Buffer.alloc(1_000_000, 1);
  const value = Buffer.concat([Buffer.from([0xff, 0x82]), deep]);
  const bytes = Buffer.concat([Buffer.from([wire.length, ...wire, 0xfc, ...uint32(value.length)]), value]);
  const { times, end } = await readTimes(bytes);
  expect(times).toEqual([]);
  expect(end.firstProblem?.message).toMatch(/values nested 501 deep at byte \d+/);
});

test('an aborted read ends with the reason', async () => {
  const controller = new AbortController();
  controller.abort(new Error('no longer wanted'));
  await expect(readGob(toChunks(normal), controller.signal, () => {})).rejects.toThrow('no longer wanted');
});

test('a list whose message ends within its first element, with more elements to come than bytes are left', async () => {
  // type sample struct { Timestamp int64; Extra []any }: Extra has a map[string]int, and 39 times nil.
  const bytes = Buffer.from(
    'LH8DAQEGc2FtcGxlAf+AAAECAQlUaW1lc3RhbXABBAABBUV4dHJhAf+CAAAAHP+BAgEBDltdaW50ZXJmYWNlIHt9Af+CAAEQAAAj/4ABCgEoDm1hcFtzdHJpbmddaW50/4MEAQL/hAABDAEEAAAw/4QFAAEBawIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABf+AAQwA',
    'base64',
  );
  const { times, end } = await readTimes(new Uint8Array(bytes));
  expect(times).toEqual([5, 6]);
  expect(end).toMatchObject({ values: 2, complete: true, notices: [] });
});

test('a list of more elements than there are bytes is told by its numbers', async () => {
  // The first sample says how many processes follow behind its type, its time and the field's number.
  const bytes = normal.slice();
  const at = messages[types]! + 2 + 2 + 1 + 5 + 1;
  expect([bytes[at - 1], bytes[at]]).toEqual([1, 7]);
  bytes.set([0xfe, 0xff, 0xff], at);
  const { times, end } = await readTimes(bytes);
  expect(times).toEqual(allTimes.slice(1));
  expect(end.notices[0]!.message).toMatch(/65535 elements in \d+ bytes at byte \d+/);
});
