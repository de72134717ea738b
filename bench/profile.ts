/**
 * What a large profile takes to be read, folded and added up, beside `go tool pprof -top` of the same file.
 * Run it with `node bench/profile.ts [samples] [functions]`; it prints a line a step, the median of several runs
 * in milliseconds, and how many times as long the others take for the whole: pprof, and speedscope's importer where
 * SPEEDSCOPE is the path of a checkout of it whose dependencies are installed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { decodeProfile } from '#formats/pprof/decode-profile.ts';
import { encodeProfile } from '#formats/pprof/encode-profile.ts';
import { foldStacks, toCallTree } from '#model/profile/call-tree.ts';
import { toCallees } from '#model/profile/callees.ts';
import { toCallerRoot, toCallers, toLeaves } from '#model/profile/callers.ts';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import { toPattern } from '#model/pattern/pattern.ts';
import type { Profile } from '#model/profile/profile.ts';
import { toTop } from '#model/profile/top.ts';
import { toTotal, toWeights } from '#model/profile/weights.ts';
import { timeOf, toMeasure, toMedian } from './measure.ts';

const [samples = 200_000, functions = 20_000] = process.argv.slice(2).map(Number);
const DEPTH = 24;
const RUNS = 5;
const measure = toMeasure(RUNS);

const bytes = encodeProfile(makeProfile());
console.log(`${samples} samples of ${functions} functions, ${(bytes.length / 2 ** 20).toFixed(1)} MiB`);

const decode = (): Profile => decodeProfile(bytes).profile!;
const profile = decode();
const folded = foldStacks(profile);
const tree = toCallTree(profile, folded, toWeights(profile, 0));
console.log(`${profile.stacks.caller.length} stacks, ${tree.parent.length} nodes`);
const busiest = tree.frames.indexOf(toTop(tree)[0]!.frame);

measure('decode', decode);
measure('weights and total', () => [toWeights(profile, 0), toTotal(profile, 0)]);
measure('fold', () => foldStacks(profile));
measure('fold what a pattern is in', () =>
  foldStacks(profile, { filter: { focus: toPattern('f1\\d\\d$') } }),
);
measure('tree of a sample type', () => toCallTree(profile, folded, toWeights(profile, 0)));
measure('top', () => toTop(tree));
measure('from the leaves, and one level up', () => toCallers(tree, toLeaves(tree)[0]!));
measure('callers and callees of a function', () => [
  toCallers(tree, toCallerRoot(tree, busiest)),
  toCallees(tree, busiest),
]);
await compareWithGo();
await compareWithSpeedscope(process.env.SPEEDSCOPE);

/** From the file's bytes to flat and cum of every function. */
function readWhole(): void {
  const read = decode();
  toTop(toCallTree(read, foldStacks(read), toWeights(read, 0)));
}

/** In turn, so that both meet the same machine. */
async function compareWithGo(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'casebook-bench-'));
  try {
    const path = join(folder, 'profile.pb');
    await writeFile(path, bytes);
    const args = ['tool', 'pprof', '-top', '-nodefraction=0', path];
    if (spawnSync('go', ['version']).error) {
      console.log('no go on PATH to compare with');
      return;
    }
    compare('go tool pprof -top', () => execFileSync('go', args, { maxBuffer: 2 ** 30, stdio: 'pipe' }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What it has at the end is less: a list of the stacks of one sample type, without labels and inlined calls. */
async function compareWithSpeedscope(checkout: string | undefined): Promise<void> {
  if (checkout === undefined) return;
  const folder = await mkdtemp(join(tmpdir(), 'casebook-bench-'));
  try {
    const bundle = join(folder, 'pprof.mjs');
    const input = join(checkout, 'src/import/pprof.ts');
    const esbuild = join(checkout, 'node_modules/.bin/esbuild');
    const options = ['--bundle', '--format=esm', '--platform=node', `--outfile=${bundle}`];
    execFileSync(esbuild, [input, ...options], { stdio: 'pipe' });
    const { importAsPprofProfile } = (await import(pathToFileURL(bundle).href)) as {
      importAsPprofProfile(bytes: ArrayBuffer): unknown;
    };
    compare('speedscope', () => {
      if (!importAsPprofProfile(bytes.slice().buffer)) throw new Error('speedscope takes it for no profile');
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function compare(name: string, act: () => unknown): void {
  const times: [number[], number[]] = [[], []];
  for (let index = 0; index < 3; index++) {
    times[0].push(timeOf(readWhole));
    times[1].push(timeOf(act));
  }
  const [ours, theirs] = times.map(toMedian) as [number, number];
  console.log(
    `${ours.toFixed(1).padStart(8)} ms  the whole; ${name} ${theirs.toFixed(1)} ms, ${(theirs / ours).toFixed(1)} times as long`,
  );
}

/** Stacks of a tree whose branches are the thinner the deeper, as programs have them, under a few labels. */
function makeProfile(): Profile {
  let seed = 7;
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const builder = new ProfileBuilder([
    { type: 'cpu', unit: 'nanoseconds' },
    { type: 'samples', unit: 'count' },
  ]);
  const locations = Array.from({ length: functions }, (_, at) =>
    builder.addNamedLocation(
      builder.functionOf(`example.com/app/p${at % 50}.f${at}`, `p${at % 50}/x.go`),
      at % 999,
    ),
  );
  const [key, bytesKey] = [builder.textOf('kind'), builder.textOf('bytes')];
  const kinds = ['parse', 'render', 'send'].map((kind) => builder.textOf(kind));
  for (let sample = 0; sample < samples; sample++) {
    let stack = NO_STACK;
    const depth = DEPTH / 2 + Math.floor(random() * DEPTH);
    let at = Math.floor(random() * 4);
    for (let level = 0; level < depth; level++) {
      stack = builder.stackOf(stack, locations[at % functions]!);
      at = at * 3 + 1 + Math.floor(random() ** 4 * (level < 6 ? 4 : 40));
      if (at > functions * 1000) at %= functions;
    }
    builder.startSample(stack);
    builder.addValue(0, 10_000_000, 0);
    builder.addValue(1, 1, 0);
    builder.addTextLabel(key, kinds[sample % 3]!);
    builder.addNumberLabel(bytesKey, sample % 512, 0, bytesKey);
  }
  return builder.finish({ format: 'pprof' });
}
