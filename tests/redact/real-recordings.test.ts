import { describe, expect, test } from 'vitest';
import type { Recording } from '#model/recording/recording.ts';
import { redactCaptures, redactionKinds } from '#redact/index.ts';
import { listFixtures, read } from '../formats/read-fixture.ts';

const formats = ['topid-process', 'topid-snapshot', 'topid-info', 'topid-text', 'table'];

describe('recordings are the same after redaction, but for their names', () => {
  for (const format of formats) {
    for (const { file, bytes } of listFixtures(format, 'valid')) {
      test(`${format}/${file}`, async () => {
        const { value: before } = await read(file, bytes);
        if (before.kind !== 'recording') throw new Error(before.kind);
        const { captures } = redactCaptures(
          [{ slot: 'x', value: before }],
          { captures: [], states: {} },
          { kinds: redactionKinds },
        );
        const files = captures[0]?.files ?? [];
        const parts: Recording[] = [];
        for (const { name, pieces } of files) {
          // Of a recording without a row the table is a header, which is not read as one.
          if (before.rows === 0 && pieces.join('') === 'time,pid,name,cpu,mem_kb\n') continue;
          const { value } = await read(name, Buffer.from(pieces.join('')));
          if (value.kind !== 'recording') throw new Error(`${name} is a ${value.kind}`);
          parts.push(value);
        }
        const sum = (of: (part: Recording) => number) => parts.reduce((total, part) => total + of(part), 0);
        expect(sum(({ rows }) => rows)).toBe(before.rows);
        expect(sum(({ series }) => series.length)).toBe(before.series.length);
        expect(sum(({ snapshots }) => snapshots.length)).toBe(before.snapshots.length);
        expect(parts.flatMap(({ info }) => info?.commands ?? [])).toHaveLength(
          before.info?.commands.length ?? 0,
        );
        const lines = (text: string) => text.trimEnd().split('\n').length;
        expect(parts.flatMap(({ snapshots }) => snapshots.map(({ text }) => lines(text)))).toEqual(
          before.snapshots.map(({ text }) => lines(text)),
        );
      });
    }
  }
});
