import { expect, test } from 'vitest';
import { redactToFiles } from '#workers/redact-task.ts';
import { readPreview } from '#viewer/share/preview.ts';
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
  for (const name of ['main.function-1', 'runtime.mallocgc', 'label-1', 'nanoseconds'])
    expect(text).toContain(name);
  expect(text).not.toContain('demo 7');
  // oxlint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\0-\x09\x0b-\x1f]/);
});
