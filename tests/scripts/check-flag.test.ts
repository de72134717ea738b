import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test.each(['scripts/api-docs.ts', 'scripts/architecture.ts'])(
  '%s writes nothing where it is called with what it does not know',
  (script) => {
    for (const args of [['--chekc'], ['--check', 'docs'], ['--check=1']]) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
      expect([status, stdout], args.join(' ')).toEqual([2, '']);
      expect(stderr).toMatch(new RegExp(`^\\S.*\\nusage: node ${script} \\[--check\\]\\n$`));
    }
  },
);
