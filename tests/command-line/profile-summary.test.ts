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
    }),
    undefined,
  );
  expect(lines.join('\n')).not.toMatch(/\p{Cc}(?<!\n)/u);
  expect(lines.join('\n')).toContain('7 unit\\x1b[31m');
  expect(lines.join('\n')).toContain('3 ticks\\x1b[31m');
});
