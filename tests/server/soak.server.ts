import { expect, test } from 'vitest';
import { run } from './run.ts';

test('a soak of seconds: killed servers and a full disk lose nothing that was acknowledged', async () => {
  const { code, out } = await run(process.execPath, [
    'tests/soak/run.ts',
    '--minutes',
    '0.05',
    '--clients',
    '4',
    '--only',
    'full',
    '--json',
  ]);
  const { reports } = JSON.parse(out) as {
    reports: { skipped?: string; acknowledged: number; faults: string[] }[];
  };
  expect(reports.map(({ faults }) => faults)).toEqual([[]]);
  expect(code).toBe(0);
});
