import { expect, test } from 'vitest';
import { redactToFiles } from '#workers/redact-task.ts';
import { readPreview } from '#viewer/share/preview.ts';
import { encodeProfile } from '#formats/pprof/encode-profile.ts';
import { makeProfile } from '../../model/profile/make-profile.ts';
import { readPprofFixture } from '../../model/profile/read-profile.ts';

test('of a text the first lines, and how many come after them', async () => {
  const all = Array.from({ length: 1000 }, (_, at) => `line ${at}`);
  const { lines, more } = await readPreview(new Blob([all.join('\n')]));
  expect(lines).toEqual(all.slice(0, 400));
  expect(more).toBe(600);
  expect(await readPreview(new Blob(['one\n']))).toEqual({ lines: ['one', ''], more: 0 });
  const [long] = (await readPreview(new Blob(['x'.repeat(5000)]))).lines;
  expect(long).toBe(`${'x'.repeat(2000)}…`);
});

test('of a profile every name that leaves', async () => {
  const { captures } = redactToFiles({
    captures: [{ slot: 'a', value: readPprofFixture('pprof/valid/cpu-labels.pb.gz') }],
    view: { captures: [], states: {} },
    spec: { kinds: ['label', 'function'] },
    kept: [],
    keepSlots: false,
  });
  const { blob } = captures[0]!.files[0]!;
  expect(blob.type).toBe('application/octet-stream');
  const { lines, more } = await readPreview(blob);
  const text = lines.join('\n');
  expect(more).toBe(0);
  // Each whole and alone: with a byte of the next field behind it, `main.function-1` would be read as another name.
  expect(lines).toEqual(
    expect.arrayContaining(['main.function-1', 'runtime.mallocgc', 'label-1', 'nanoseconds']),
  );
  expect(new Set(lines).size).toBe(lines.length);
  expect(lines.filter((line) => /function-|label-/.test(line))).toEqual(
    lines.filter((line) => /^(?:main\.)?(?:function|label)-\d+$/.test(line)),
  );
  expect(text).not.toContain('demo 7');
  // oxlint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\0-\x09\x0b-\x1f]/);
});

test('of another file that is no text each run of characters', async () => {
  const bytes = Uint8Array.from([0xff, 0, 1, ...new TextEncoder().encode('board seven'), 0, 2]);
  expect(await readPreview(new Blob([bytes]))).toEqual({ lines: ['board seven'], more: 0 });
});

test('of a profile with more names than are drawn at once the first, and how many come after', async () => {
  const stack = Array.from({ length: 1000 }, (_, at) => `main.f${at}`);
  const bytes = encodeProfile(makeProfile([{ stack, value: 1 }]));
  const { lines, more } = await readPreview(new Blob([bytes]));
  expect(lines).toHaveLength(400);
  expect(more).toBeGreaterThanOrEqual(600);
  const names = lines.filter((line) => line.startsWith('main.') && !line.endsWith('.go'));
  expect(names).toEqual(stack.slice(0, names.length));
  expect(names.length).toBeGreaterThan(100);
});
