/** `npm run check:layers`: what stands against layers.mjs, a line each; exits 1 where there is any. */
import { layers } from '../layers.mjs';
import { checkLayers } from './layers/check-layers.ts';
import { listSources, readImports } from './layers/import-graph.ts';

const files = listSources();
const problems = checkLayers(layers, files, readImports(files));
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
