import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { CodePlace, Goroutine } from '#model/crash/crash-log.ts';
import { fixturePath } from '../formats/pprof/go-pprof.ts';
import { read, readFixture } from '../formats/read-fixture.ts';
import { Random } from '../fuzz/random.ts';
import { buildGo, drawSeed } from './go-program.ts';
import { makeDump } from './make-dump.ts';

const panicparse = await buildGo('goroutines');
afterAll(() => panicparse?.remove());

/** What both tell of a goroutine. */
function toFacts({ id, state, waitMinutes, lockedToThread, frames, createdBy, elided }: Goroutine) {
  return {
    id,
    state,
    minutes: waitMinutes,
    locked: lockedToThread,
    frames: frames.map(toPlace),
    createdBy: createdBy ? toPlace(createdBy) : null,
    elided: elided !== 0,
  };
}

function toPlace({ function: name, file, fileLine }: CodePlace) {
  return { function: name, file, line: fileLine };
}

async function compare(named: readonly { name: string; path: string; bytes: Uint8Array }[]): Promise<void> {
  const lines = (await panicparse!.run(named.map(({ path }) => path))).trimEnd().split('\n');
  for (const [index, { name, bytes }] of named.entries()) {
    const theirs = JSON.parse(lines[index]!) as ReturnType<typeof toFacts>[];
    for (const { createdBy } of theirs) {
      if (createdBy) createdBy.function = createdBy.function.replace(/ in goroutine \d+$/, '');
    }
    const { value } = await read('dump.log', bytes);
    if (value.kind !== 'crash-log') throw new Error(`${name} is a ${value.kind}`);
    const ours = value.crashes.flatMap(({ goroutines }) =>
      goroutines.filter(({ thread }) => !thread).map(toFacts),
    );
    expect(ours.length, name).toBeGreaterThan(0);
    expect(ours, name).toEqual(theirs);
  }
}

test.skipIf(!panicparse)('dumps of any goroutines are what panicparse reads in them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'casebook-dumps-'));
  const seed = drawSeed();
  try {
    const dumps = Array.from({ length: 120 }, (_, run) => {
      const bytes = Buffer.from(makeDump(new Random(seed, run)));
      return { name: `dump ${run}`, path: join(folder, `${run}.log`), bytes };
    });
    await Promise.all(dumps.map(({ path, bytes }) => writeFile(path, bytes)));
    await compare(dumps);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.skipIf(!panicparse)('so are real ones', async () => {
  const names = ['sigquit', 'sigquit-minutes', 'deadlock', 'traceback-all', 'goroutine-panic', 'range-func'];
  const logs = names.map((name) => {
    const path = `go-crash/valid/go1.26-${name}.log`;
    return { name, path: fixturePath(path), bytes: readFixture(path) };
  });
  await compare(logs);
});
