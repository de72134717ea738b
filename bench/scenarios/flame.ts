import { join } from 'node:path';
import { lookAtFlame } from '../flame-steps.ts';
import { makeLargeTree } from '../inputs/large-tree.ts';
import { findPprofProgram, servePprofFlame } from '../peers/pprof-web.ts';
import { hasGo, noGo, sizeOf } from '../programs.ts';
import type { Lane, Scenario } from '../scenario.ts';
import { runTimed } from '../timed.ts';
import { profileFile, startOfNode } from './files.ts';

const program = join(import.meta.dirname, '..', 'draw-flame.ts');
const nodes = 1_000_000;

export const flameScenarios: readonly Scenario[] = [
  {
    name: 'flame',
    says: 'from the file of a profile to its flame graph, painted but for the browser’s part; beside it go tool pprof -http, until it has sent the page of it',
    async prepare() {
      const file = await profileFile();
      return {
        input: await sizeOf(file),
        without: startOfNode.name,
        lanes: [
          { name: 'casebook', run: () => runTimed([process.execPath, program, file]) },
          startOfNode,
          toPprof(file),
        ],
      };
    },
  },
  {
    name: 'flame-steps',
    says: 'what the reader of a flame graph of a million nodes does, without the browser’s painting',
    prepare() {
      const tree = makeLargeTree(nodes, nodes / 10);
      return Promise.resolve({
        input: `${nodes} nodes`,
        lanes: [{ name: 'casebook', run: () => lookAtFlame(tree) }],
        aims: { 'first drawing': { seconds: 0.5 }, zoom: { seconds: 0.05 }, 'zoom out': { seconds: 0.05 } },
      });
    },
  },
];

function toPprof(file: string): Lane {
  if (!hasGo) return { name: 'pprof -http', run: noGo };
  const pprof = findPprofProgram();
  return { name: 'pprof -http', run: () => servePprofFlame(pprof, file) };
}
