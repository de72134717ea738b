/** From the file of a profile to its flame graph, laid out and painted: `node bench/draw-flame.ts FILE`. */
import { readFile } from 'node:fs/promises';
import { layOutFlame } from '#charts/flame-layout.ts';
import { FlameTree } from '#charts/flame-tree.ts';
import { decodeProfile } from '#formats/pprof/decode-profile.ts';
import { foldStacks, toCallTree } from '#model/profile/call-tree.ts';
import { toWeights } from '#model/profile/weights.ts';
import { paint, WIDTH } from './flame-canvas.ts';

const { profile } = decodeProfile(new Uint8Array(await readFile(process.argv[2]!)));
if (!profile) throw new Error(`${process.argv[2]} is no profile`);
const tree = toCallTree(profile, foldStacks(profile), toWeights(profile, 0));
const flame = new FlameTree(tree);
paint(flame, layOutFlame(flame, { width: WIDTH }));
