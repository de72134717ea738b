import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FormatError } from '#formats/format.ts';
import { detectFormat, findKind, formats, readCapture } from '#formats/index.ts';
import { kinds } from '#model/kind.ts';
import { listFixtures, read, readFixture, toChunks } from '../read-fixture.ts';

const normal = readFixture('topid-process/valid/process-20211111-normal.data');
const plainTable = readFixture('table/valid/plain.csv');
const recorded = ['topid-process', 'topid-snapshot', 'topid-info', 'topid-text', 'table'];

describe('each fixture is the same under its own name, as "unknown", gzipped, and in other chunks', () => {
  for (const format of recorded) {
    for (const { file, bytes } of listFixtures(format, 'valid')) {
      test(`${format}/${file}`, async () => {
        const named = await read(file, bytes);
        expect(named).toMatchObject({ format, sizeBytes: bytes.length, gzipped: file.endsWith('.gz') });
        expect(named.notices.filter(({ code }) => code === 'mislabelled')).toEqual([]);
        const strip = ({ value }: typeof named) => ({ ...value, session: undefined });
        const unknown = await read('unknown', bytes);
        expect(unknown.format).toBe(format);
        expect(strip(unknown)).toEqual(strip(named));
        const zipped = await read(file, gzipSync(bytes), {}, 100);
        expect(zipped).toMatchObject({ format, gzipped: true });
        expect(zipped.value).toEqual(named.value);
        expect((await read(file, bytes, {}, 37)).value).toEqual(named.value);
      });
    }
  }
});

test('formats have ids of their own and say what they are', () => {
  expect(new Set(formats.map(({ id }) => id)).size).toBe(formats.length);
  expect(formats.map(({ id }) => id)).toEqual(expect.arrayContaining([...recorded, 'go-crash']));
  expect(formats.filter((format) => !kinds.includes(findKind(format)))).toEqual([]);
});

test('detection never throws and never takes longer, whatever the bytes', () => {
  for (const format of recorded) {
    for (const { bytes } of listFixtures(format, 'valid')) {
      for (let length = 0; length < Math.min(bytes.length, 300); length++) {
        detectFormat(bytes.subarray(0, length), 'process-1.data');
      }
    }
  }
  for (let seed = 1; seed < 500; seed++) {
    const noise = Uint8Array.from(
      { length: 200 },
      (_, at) => Math.imul(at + seed, 0x9e37_79b1 ^ seed) >>> 24,
    );
    detectFormat(noise, 'process-1.data');
  }
});

test('an empty file has an error of its own', async () => {
  await expect(read('process-1.data', new Uint8Array(0))).rejects.toMatchObject({
    code: 'empty-file',
    message: 'process-1.data: the file is empty',
  });
  await expect(read('x.gz', gzipSync(''))).rejects.toMatchObject({
    code: 'empty-gzip',
    message: 'x.gz: gzip: there is nothing in it',
  });
});

describe('what is no capture is told for what it is', () => {
  const others: Record<string, [bytes: number[] | string, hint: RegExp]> = {
    zip: ['PK\x03\x04rest', /zip archive: unpack it/],
    xz: [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0], /unxz/],
    zstd: [[0x28, 0xb5, 0x2f, 0xfd, 0], /unzstd/],
    bzip2: ['BZh91AY', /bunzip2/],
    elf: ['\x7fELF\x02\x01', /ELF program or core file/],
    png: [[0x89, 0x50, 0x4e, 0x47, 13, 10], /PNG picture/],
    html: ['\n<!DOCTYPE html><html></html>', /web page/],
    zeros: [[0, 0, 0, 0, 0, 0, 0, 0], /zeros alone/],
    '': [[0xc0, 0xff, 0xee, 0, 1], /\("\.\.\.\.\."\)\.$/],
  };
  for (const [kind, [content, hint]] of Object.entries(others)) {
    test(kind || 'nothing known', async () => {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : Uint8Array.from(content);
      const error = (await read('some.bin', bytes).catch((each: unknown) => each)) as FormatError;
      expect(error).toBeInstanceOf(FormatError);
      expect(error).toMatchObject({ code: 'unknown-format', params: { kind, file: 'some.bin' } });
      expect(error.message).toMatch(hint);
      expect(error.message).toContain(
        'some.bin: not a format that Casebook reads. Looked for: topid process recording (gob), ',
      );
      const hex = Buffer.from(bytes.subarray(0, 16))
        .toString('hex')
        .replace(/..(?=.)/g, '$& ');
      expect(error.message).toContain(`It begins with ${hex} (`);
    });
  }
});

describe('what other recorders print is refused as such, with what is read', () => {
  for (const [file, recorder] of [
    ['atop-parseable.txt', 'atop'],
    ['atop-r.txt', 'atop'],
    ['nmon.nmon', 'nmon'],
    ['pidstat-h.txt', 'pidstat'],
    ['pidstat-hHl.txt', 'pidstat'],
    ['pidstat-ur.txt', 'pidstat'],
    ['ps-aux-loop.txt', 'ps'],
    ['ps-busybox-loop.txt', 'ps'],
    ['ps-busybox-o-loop.txt', 'ps'],
    ['ps-eo-loop.txt', 'ps'],
    ['top-busybox.txt', 'top'],
    ['top-procps-c.txt', 'top'],
    ['top-procps.txt', 'top'],
    ['vmstat-t.txt', 'vmstat'],
  ] as const) {
    test.each([file, file.replace(/\w+$/, 'log'), file.replace(/\w+$/, 'csv'), 'unknown'])(
      '%s',
      async (name) => {
        const error = await read(name, readFixture(`recorders/${file}`)).catch((each: unknown) => each);
        expect(error).toMatchObject({ code: 'unknown-text', params: { recorder } });
        expect((error as FormatError).message).toContain(
          'Go crash log, text output of topid, table of processes',
        );
        expect((error as FormatError).message).toContain(
          `It looks like the output of ${recorder}, which Casebook does not read yet.`,
        );
      },
    );
  }
});

test('a text of no known format is told as that, by whatever name', async () => {
  for (const name of ['poem.txt', 'poem.log', 'poem', 'poem.data']) {
    await expect(read(name, Buffer.from('\nDer Mond ist aufgegangen\n'))).rejects.toMatchObject({
      code: 'unknown-text',
      message: expect.stringContaining('This one begins with "Der Mond ist aufgegangen".') as string,
    });
  }
});

test('the snapshots of a session without any are an empty file, and no fault', async () => {
  const name = 'snapshot-20261126-qatbdmav.data';
  for (const bytes of [new Uint8Array(), gzipSync('')]) {
    const { format, value, notices, end } = await read(name, bytes);
    expect([format, notices, end.complete]).toEqual(['topid-snapshot', [], true]);
    expect(value).toMatchObject({ session: { id: '20261126-qatbdmav', part: 'snapshot' }, snapshots: [] });
  }
  for (const other of ['process-1.data', 'info-1.data', 'snapshot.data']) {
    await expect(read(other, new Uint8Array())).rejects.toMatchObject({ code: 'empty-file' });
  }
});

test('gzip in gzip in gzip is told as that', async () => {
  const thrice = gzipSync(gzipSync(gzipSync(normal)));
  await expect(read('x.gz', thrice)).rejects.toMatchObject({ code: 'gzip-nested', params: { times: 2 } });
});

test('a file that is named for another format is read by its content, with a notice', async () => {
  const asData = await read('process-1.data', plainTable);
  expect(asData.format).toBe('table');
  expect(asData.notices).toMatchObject([{ code: 'mislabelled', params: { file: 'process-1.data' } }]);
  expect(asData.value).toMatchObject({ notices: [{ code: 'mislabelled' }] });
  const asCsv = await read('usage.csv', normal);
  expect(asCsv).toMatchObject({ format: 'topid-process', notices: [{ code: 'mislabelled' }] });
  const asSnapshot = await read('snapshot-1.data', normal);
  expect(asSnapshot).toMatchObject({ format: 'topid-process', notices: [{ code: 'mislabelled' }] });
});

test('a .gz in a .gz, and one of several members', async () => {
  expect(await read('x', gzipSync(gzipSync(normal)))).toMatchObject({
    format: 'topid-process',
    gzipped: true,
    notices: [],
  });
  const halves = [normal.subarray(0, 900), normal.subarray(900)].map((half) => gzipSync(half));
  expect(await read('x', Buffer.concat(halves))).toMatchObject({
    format: 'topid-process',
    notices: [],
    value: { rows: 70 },
  });
});

test('a cut .gz gives what could be read, and says so', async () => {
  const zipped = gzipSync(normal, { level: 0 });
  const { value, notices, end } = await read('process-1.data.gz', zipped.subarray(0, 1000));
  expect(value).toMatchObject({ kind: 'recording' });
  if (value.kind === 'recording') expect(value.times.length).toBeGreaterThan(2);
  expect(notices.map(({ code }) => code)).toEqual(['gzip-cut', 'gob-cut']);
  expect(end.complete).toBe(false);
  await expect(read('process-1.data.gz', zipped.subarray(0, 12))).rejects.toMatchObject({
    code: 'empty-gzip',
  });
});

test('bytes behind a .gz, and a wrong checksum, are told', async () => {
  const trailing = await read('x', Buffer.concat([gzipSync(normal), Buffer.from('tail')]));
  expect(trailing.notices).toMatchObject([{ code: 'gzip-trailing', params: { sizeBytes: 4 } }]);
  const zipped = gzipSync(normal);
  zipped[zipped.length - 6]! ^= 255;
  expect((await read('x', zipped)).notices).toMatchObject([{ code: 'gzip-checksum' }]);
});

test('a stream as the browser has it', async () => {
  const stream = new Blob([Uint8Array.from(normal)]).stream();
  expect(await readCapture('process-1.data', stream)).toMatchObject({
    format: 'topid-process',
    sizeBytes: normal.length,
  });
});

test('progress counts the bytes as uploaded', async () => {
  const zipped = gzipSync(normal);
  const seen: number[] = [];
  await read('x', zipped, { onProgress: (bytes) => seen.push(bytes) }, 100);
  expect(seen.at(-1)).toBe(zipped.length);
  expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
  expect(seen.length).toBe(Math.ceil(zipped.length / 100));
});

test('cancelling ends with the reason, and lets go of the source', async () => {
  const controller = new AbortController();
  let released = false;
  async function* endless() {
    try {
      yield normal;
      for (;;) yield new Uint8Array(1000);
    } finally {
      released = true;
    }
  }
  const options = {
    signal: controller.signal,
    onProgress: (bytes: number) => {
      if (bytes > 100_000) controller.abort(new Error('enough'));
    },
  };
  await expect(readCapture('process-1.data', endless(), options)).rejects.toThrow('enough');
  expect(released).toBe(true);
});

test('an error of the source comes through as it is', async () => {
  async function* failing() {
    yield* toChunks(normal, 500);
    throw new Error('the network is gone');
  }
  await expect(readCapture('x', failing())).rejects.toThrow('the network is gone');
});

test('read as a format that is given, or that does not exist', async () => {
  await expect(read('x', plainTable, { format: 'topid-process' })).rejects.toBeInstanceOf(FormatError);
  await expect(read('x', plainTable, { format: 'none' })).rejects.toMatchObject({ code: 'no-such-format' });
  expect(await read('x', plainTable, { format: 'table' })).toMatchObject({ format: 'table' });
});

test('beyond the limit of bytes a file is left out, and a .gz that unpacks without end is no danger', async () => {
  const rows = Array.from({ length: 200_000 }, (_, at) => `${at},1,a,1\n`).join('');
  const zipped = gzipSync(`time,pid,name,cpu\n${rows}`);
  const { value, notices, end } = await read('x.csv', zipped, { maxBytes: 10_000 });
  expect(notices[0]).toMatchObject({ code: 'too-large', params: { maxBytes: 10_000 } });
  expect(end).toEqual({ byte: 10_000, complete: false });
  if (value.kind === 'recording') expect(value.rows).toBeLessThan(1200);
  expect(value).toMatchObject({ kind: 'recording', format: 'table' });
});
