import { writeFile } from 'node:fs/promises';
import { encodeProfile } from '#formats/pprof/encode-profile.ts';
import { makeLargeProfile } from './large-profiles.ts';
import { buildGo, findPprof, installPanicparse, makeByGo, makeFile, type Program } from './programs.ts';

/** One input, which `casebook inspect --json` and others read in turn. */
export interface Scenario {
  name: string;
  says: string;
  /** The path of the input, or why there is none. */
  makeInput(): Promise<string | Program>;
  /** By name: who else reads it. */
  peers: Readonly<Record<string, () => Program | Promise<Program>>>;
}

/** By `--peer NAME=PATH` alone: a program that is run with the file behind it. */
const byPath = (): Program => ({ missing: 'give its path: --peer NAME=PATH' });

const recordingPeers = { 'gob-decode': () => buildGo('peers/gob-decode.go'), topidchart: byPath };

const profile = { samples: 200_000, functions: 20_000, stacks: 40_000 };

export const scenarios: readonly Scenario[] = [
  {
    name: 'recording',
    says: 'a recording of topid of 3,600 samples, some 1.24 million rows; beside it Go, which only decodes it',
    makeInput: () => makeByGo('inputs/recording.go', ['3600', '350'], 'process-20211111-bench.data'),
    peers: recordingPeers,
  },
  {
    name: 'long-recording',
    says: 'ten times as long a one, 12.4 million rows',
    makeInput: () => makeByGo('inputs/recording.go', ['36000', '350'], 'process-20211111-bench.data'),
    peers: recordingPeers,
  },
  {
    name: 'goroutines',
    says: 'a dump of 87,124 goroutines, each of which waits; beside it panicparse -aggressive',
    makeInput: () => makeByGo('inputs/goroutines.go', ['87124'], 'dump.log'),
    peers: { panicparse: installPanicparse },
  },
  {
    name: 'few-goroutines',
    says: 'a dump of 1,000',
    makeInput: () => makeByGo('inputs/goroutines.go', ['1000'], 'dump.log'),
    peers: { panicparse: installPanicparse },
  },
  {
    name: 'profile',
    says: 'a profile of 200,000 samples of 40,000 stacks; beside it go tool pprof -top',
    makeInput: () =>
      makeFile('profile-200000-20000-40000.pb', (to) =>
        writeFile(to, encodeProfile(makeLargeProfile(profile))),
      ),
    peers: { pprof: findPprof },
  },
];

/** What is measured by a program of its own. */
export const otherBenches: Readonly<Record<string, string>> = {
  'bench/profile.ts': 'a large profile read, folded and added up, step by step',
  'bench/flame.ts': 'a flame graph of a million nodes drawn, zoomed and searched',
  'bench/profile-view.ts': 'the view of a large profile, in a browser',
  'bench/recording-view.ts': 'the view of a recording, in a browser',
  'bench/recording-page.ts': 'a recording of 27 MB dropped on a page: its first chart, hovering, zooming',
  'bench/profile-page.ts': 'a profile dropped on a page',
  'bench/page-load.ts': 'how long each page holds a phone up while it loads',
  'bench/lighthouse.ts': 'what Lighthouse says of each page',
  'bench/go-cells.ts': 'Go in a cell: a first and a second click',
  'bench/many-cases.ts': 'a build of many cases',
  'bench/store.ts': 'uploads, many at once, and the stream of a day',
};
