/**
 * What the view of a large profile computes for what its reader does, without the browser: the first drawing, a frame that is
 * chosen, a focus, a label, a sandwich, a search. Run it with `node bench/profile-view.ts [many|unlike|chain]`; it prints a
 * line a step, the median of the CPU time
 * of several runs in milliseconds. With `--write FOLDER` it writes the profiles as files instead, to be
 * opened in a browser.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { layOutFlame } from '#charts/flame-layout.ts';
import { FlameTree } from '#charts/flame-tree.ts';
import { encodeProfile } from '#formats/pprof/encode-profile.ts';
import { toCallees } from '#model/profile/callees.ts';
import { toCallerTree } from '#model/profile/caller-tree.ts';
import { foldStacks } from '#model/profile/call-tree.ts';
import { Children } from '#model/profile/children.ts';
import { toFound } from '#model/profile/found-share.ts';
import { weighLabels } from '#model/profile/labels.ts';
import { findParts } from '#viewer/kinds/profile/parts-of.ts';
import {
  findFrames,
  fold,
  keepByLabels,
  readFilter,
  toSearchable,
  toSubject,
  toTrees,
} from '#viewer/kinds/profile/shown.ts';
import { findTopLine, orderLines, toTopLines } from '#viewer/kinds/profile/top-lines.ts';
import { largeProfiles, makeLargeProfile } from './inputs/large-profiles.ts';
import { toMeasure, workOf } from './measure.ts';

const args = process.argv.slice(2);
const folder = args[0] === '--write' ? args[1] : undefined;
const names = folder !== undefined || args.length === 0 ? Object.keys(largeProfiles) : args;
for (const name of names) {
  const spec = largeProfiles[name];
  if (!spec) throw new Error(`${name}: it is one of ${Object.keys(largeProfiles).join(', ')}`);
  const profile = makeLargeProfile(spec);
  if (folder === undefined) measureAll(name, profile);
  else writeFileSync(join(folder, `${name}.pb.gz`), gzipSync(encodeProfile(profile), { level: 1 }));
}

function measureAll(name: string, profile: ReturnType<typeof makeLargeProfile>): void {
  const measure = toMeasure(3, workOf);
  const subject = toSubject(profile, {}, []);
  const folded = foldStacks(profile);
  const trees = toTrees(subject, folded, undefined);
  const { tree } = trees;
  console.log(
    `${name}: ${profile.samples.count} samples, ${tree.parent.length} nodes, ${tree.frames.length} frames`,
  );
  const flame = new FlameTree(tree);
  const lines = toTopLines(trees);
  const busiest = lines[0]!;
  const focus = readFilter({ focus: 'f1\\d\\d$' });
  const searchable = toSearchable(folded.frames);
  const found = findFrames(searchable, 'f77');
  measure('subject: weights and total', () => toSubject(profile, {}, []));
  measure('fold', () => fold(profile, {}, {}));
  measure('trees', () => toTrees(subject, folded, undefined));
  measure('flame tree and layout', () => layOutFlame(new FlameTree(tree), { width: 1400 }));
  measure('top table', () => orderLines(toTopLines(trees)));
  measure('choose a frame: its lines', () => [
    findTopLine(trees, busiest.frame.name),
    findParts({ subject, folded, kept: undefined }, busiest.frame.name, 'functions'),
  ]);
  measure('focus: fold and trees', () => toTrees(subject, fold(profile, focus.filter, {}), undefined));
  measure('list of labels', () => weighLabels(profile, subject.weights));
  measure('label: kept and trees', () =>
    toTrees(subject, folded, keepByLabels(profile, [{ key: 'kind', value: 'parse' }])),
  );
  measure('sandwich: callers', () => new FlameTree(toCallerTree(tree, busiest.index).tree));
  measure('sandwich: callees', () => new FlameTree(toCallees(tree, busiest.index)));
  measure('search: texts', () => toSearchable(folded.frames));
  measure('search: frames', () => findFrames(searchable, 'f77'));
  measure('search: share', () => toFound(tree, found));
  measure('call tree', () => new Children(tree).of(0));
  measure('zoom', () => layOutFlame(flame, { width: 1400, at: flame.childrenOf(0, 0)[0]! }));
}
