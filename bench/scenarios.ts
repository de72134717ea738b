import type { Group } from './choose.ts';
import { buildScenarios } from './scenarios/builds.ts';
import { cellScenarios } from './scenarios/cells.ts';
import { toFileScenarios } from './scenarios/files.ts';
import { flameScenarios } from './scenarios/flame.ts';
import { pageScenarios } from './scenarios/pages.ts';
import { storeScenarios } from './scenarios/store.ts';

export { peerNames } from './scenarios/files.ts';

/** All that is measured, in the order of the table. @param given paths of peers, by name */
export function toGroups(given: ReadonlyMap<string, string>): Group[] {
  return [
    { name: 'files', scenarios: toFileScenarios(given) },
    { name: 'flame', scenarios: flameScenarios },
    { name: 'cells', scenarios: cellScenarios },
    { name: 'store', scenarios: storeScenarios },
    { name: 'builds', scenarios: buildScenarios },
    { name: 'pages', scenarios: pageScenarios },
  ];
}

/** Each a program of its own, which says more of one thing. */
export const otherBenches: Readonly<Record<string, string>> = {
  'bench/profile.ts': 'a large profile read, folded and added up, step by step',
  'bench/profile-view.ts': 'what the view of a large profile computes',
  'bench/recording-view.ts': 'what the view of a large recording computes',
  'bench/page-load.ts': 'every page loaded as by a phone, with what Lighthouse says of it',
  'bench/go-cells.ts': 'what the compiler of Go cells weighs',
};
