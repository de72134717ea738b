/// <reference types="vitest/config" />
import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { getViteConfig } from 'astro/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes half a minute and more, so that none of it runs alone while the other cores have nothing left. */
const long = /\/tests\/(?:fuzz|store|command-line|record|go-toolchain)\/|\/redact\/hostile\./;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

const files = ['tests/**/*.test.ts', 'tests/**/*.test.tsx'];
/** Of what starts no process and no server, and takes back what it gives to the page it opens. */
const folders =
  'bytes,charts,codes,components,describe,formats,model,notebook,offline,redact,texts,view,viewer';
/** A test that changes what all of a process have, by itself or by a helper that does not take it back, is alone in its process. */
const changesWhatIsShared =
  /\b(?:stubGlobal|stubEnv|useFakeTimers|spyOn|resetModules|vi\.(?:mock|doMock)|defineProperty|globalThis|open-share|process\.(?:env|chdir))\b/;
const pure = globSync(`tests/{${folders}}/**/*.test.{ts,tsx}`)
  .filter((file) => !changesWhatIsShared.test(readFileSync(file, 'utf8')))
  .map((file) => file.replaceAll('\\', '/'));

/** What draws inputs at random, and counts their steps. */
const drawn = 'tests/fuzz/**/*.test.ts';

export default getViteConfig({
  test: {
    setupFiles: ['tests/setup.ts'],
    // No test is about time: these end what hangs, on a machine that is busy with other things too.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // More than there are cores: a server, a store or a process that is asked has its asker wait.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    sequence: { sequencer: LongFirst },
    projects: [
      { extends: true, test: { name: 'apart', include: files, exclude: [drawn, ...pure] } },
      { extends: true, test: { name: 'drawn', include: [drawn] } },
      // One after another in a process that stays: starting one for each takes as long as what they test.
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
    ],
  },
});
