import { expect, test } from 'vitest';
import { parseProps } from '#schemas/props.ts';
import { toAuthorView, toRecordingState, usageSchema } from '#schemas/usage-schema.ts';

const parse = (props: object) => parseProps('Usage', usageSchema, { capture: 'heap', ...props });

test('charts of the machine switch its rows on, marks and spans become notes', () => {
  const props = parse({
    charts: ['memory', 'machine-cpu'],
    marks: [{ at: 22, text: ' dropped ' }],
    spans: [{ from: 12, to: 21, text: 'held' }],
  });
  expect(toRecordingState(props)).toEqual({ system: true });
  expect(toAuthorView(props)).toEqual({
    charts: ['memory', 'machine-cpu'],
    notes: [
      { from: 22, text: 'dropped' },
      { from: 12, to: 21, text: 'held' },
    ],
  });
  expect(toAuthorView(parse({}))).toBeUndefined();
});

test.each([
  [{ charts: ['disk'] }, /^<Usage>: charts\.0: /],
  [{ charts: [] }, /^<Usage>: charts: /],
  [{ marks: [{ at: -1, text: 'x' }] }, /^<Usage>: marks\.0\.at: /],
  [{ marks: [{ at: 1, text: ' ' }] }, /^<Usage>: marks\.0\.text: /],
  [{ marks: [{ time: 1, text: 'x' }] }, /^<Usage>: marks\.0\.at: .*marks\.0: /s],
  [{ spans: [{ from: 5, to: 5, text: 'x' }] }, /^<Usage>: spans\.0\.to: is not after from$/],
])('what is wrong is named with its place: %j', (props, message) => {
  expect(() => parse(props)).toThrow(message);
});
