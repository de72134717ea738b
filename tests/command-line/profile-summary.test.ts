import { expect, test } from 'vitest';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import { toProfileSummary } from '../../src/command-line/profile-summary.ts';

test('no text of a profile reaches the terminal as a command to it', () => {
  const escape = '\x1b[31m';
  const builder = new ProfileBuilder([{ type: `type${escape}`, unit: `unit${escape}` }]);
  builder.startSample(builder.stackOf(NO_STACK, builder.addNamedLocation(builder.functionOf(`f${escape}`))));
  builder.addValue(0, 7, 0);
  builder.addTextLabel(builder.textOf(`key${escape}`), builder.textOf(`value${escape}`));
  const lines = toProfileSummary(
    builder.finish({
      format: 'pprof',
      periodType: { type: `period${escape}`, unit: `ticks${escape}` },
      period: 3n,
      comments: [`said${escape}`],
      docUrl: `https://example.com/${escape}`,
    }),
    undefined,
  );
  expect(lines.join('\n')).not.toMatch(/\p{Cc}(?<!\n)/u);
  expect(lines.join('\n')).toContain('7 unit\\x1b[31m');
  expect(lines).toContain('explained by its maker: https://example.com/\\x1b[31m');
  expect(lines.join('\n')).toContain('3 ticks\\x1b[31m');
});

test('of thousands of comments, labels and sample types as many are printed as a person reads', () => {
  const types = Array.from({ length: 3000 }, (_, at) => ({ type: `type-${at}`, unit: 'count' }));
  const builder = new ProfileBuilder(types);
  builder.startSample(builder.stackOf(NO_STACK, builder.addNamedLocation(builder.functionOf('main.f'))));
  builder.addValue(2999, 7, 0);
  for (let at = 0; at < 3000; at++) builder.addTextLabel(builder.textOf(`key-${at}`), builder.textOf('v'));
  const comments = Array.from({ length: 3000 }, (_, at) => `comment ${at} ${'x'.repeat(5000)}`);
  const text = toProfileSummary(builder.finish({ format: 'pprof', comments }), undefined).join('\n');
  expect(text.length).toBeLessThan(15_000);
  for (const more of ['2,980 more comments', '2,980 more labels', '2,979 more sample types']) {
    expect(text).toContain(`… ${more}`);
  }
  // The one that the table is of stands among them.
  expect(text).toMatch(/^\* type-2999 +7$/m);
});
