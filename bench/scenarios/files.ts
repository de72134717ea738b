import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeProfile } from '#formats/pprof/encode-profile.ts';
import { makeLargeProfile } from '../inputs/large-profiles.ts';
import {
  buildGo,
  bundleSpeedscope,
  findPprof,
  installPanicparse,
  makeByGo,
  makeFile,
  type Program,
  sizeOf,
} from '../programs.ts';
import type { Lane, Missing, Scenario } from '../scenario.ts';
import { runTimed } from '../timed.ts';

/** One input, which `casebook inspect --json` and other programs read. */
interface FileScenario {
  name: string;
  says: string;
  /** The path of the input, or why there is none. */
  makeInput(): Promise<string | Missing>;
  /** By name: who else reads it. */
  peers: Readonly<Record<string, FindPeer>>;
  /** How many times as long as a peer casebook may take. */
  times?: Readonly<Record<string, number>>;
  mib?: number;
}

/** @param given what `--peer NAME=PATH` has of it */
type FindPeer = (given?: string) => Program | Promise<Program>;

const noPath: Program = { missing: 'give its path: --peer NAME=PATH' };

/** By its path alone: a program that is run with the file behind it. */
const byPath: FindPeer = (given) => (given === undefined ? noPath : { command: [given] });

/** One that is found or made, unless another is given. */
const found =
  (find: () => Program | Promise<Program>): FindPeer =>
  (given) =>
    given === undefined ? find() : { command: [given] };

const decoder = async (): Promise<Program> => {
  const program = await buildGo('gob-recording.go');
  return 'missing' in program ? program : { command: [...program.command, 'decode'] };
};

/** By topid's own encoder, of 350 processes. */
export const makeRecording = (samples: number) => () =>
  makeByGo('gob-recording.go', ['make', String(samples), '350'], 'process-20211111-bench.data');

const recordingPeers = { 'gob-decode': found(decoder), topidchart: byPath };
const dumpPeers = { panicparse: found(installPanicparse) };

export const profileFile = (): Promise<string> =>
  makeFile('profile-200000-20000-40000.pb', (to) =>
    writeFile(to, encodeProfile(makeLargeProfile({ samples: 200_000, functions: 20_000, stacks: 40_000 }))),
  );

const files: readonly FileScenario[] = [
  {
    name: 'recording',
    says: 'a recording of topid of 3,600 samples, some 1.24 million rows; beside it Go, which only decodes it',
    makeInput: makeRecording(3600),
    peers: recordingPeers,
    times: { 'gob-decode': 1 },
  },
  {
    name: 'long-recording',
    says: 'ten times as long a one, 12.4 million rows',
    makeInput: makeRecording(36_000),
    peers: recordingPeers,
    times: { 'gob-decode': 1 },
    mib: 500,
  },
  {
    name: 'goroutines',
    says: 'a dump of 87,124 goroutines, each of which waits; beside it panicparse -aggressive',
    makeInput: () => makeByGo('inputs/goroutines.go', ['87124'], 'dump.log'),
    peers: dumpPeers,
    times: { panicparse: 1 / 15 },
    mib: 500,
  },
  {
    name: 'few-goroutines',
    says: 'a dump of 1,000',
    makeInput: () => makeByGo('inputs/goroutines.go', ['1000'], 'dump.log'),
    peers: dumpPeers,
  },
  {
    name: 'profile',
    says: 'a profile of 200,000 samples of 40,000 stacks; beside it go tool pprof -top, and speedscope’s importer, PATH a checkout of it',
    makeInput: profileFile,
    peers: {
      pprof: found(findPprof),
      speedscope: (checkout) => (checkout === undefined ? noPath : bundleSpeedscope(checkout)),
    },
  },
];

const casebook = join(import.meta.dirname, '..', '..', 'bin/casebook.mjs');

/** What every program of Node begins with, whatever it does. */
export const startOfNode: Lane = {
  name: 'start of Node',
  isPart: true,
  run: () => runTimed([process.execPath, '-e', '0']),
};

/** The peers that a path may be given of. */
export const peerNames = [...new Set(files.flatMap(({ peers }) => Object.keys(peers)))];

/** @param given paths of peers, by name */
export function toFileScenarios(given: ReadonlyMap<string, string>): Scenario[] {
  return files.map(({ name, says, makeInput, peers, times, mib }) => ({
    name,
    says,
    async prepare() {
      const input = await makeInput();
      if (typeof input !== 'string') return input;
      const others = Object.entries(peers).map(async ([peer, find]): Promise<Lane> => {
        const path = given.get(peer);
        const isThere = path === undefined || existsSync(path);
        const program = isThere ? await find(path) : { missing: `there is no ${path}` };
        if ('missing' in program) return { name: peer, run: program };
        const hasStart = program.command[0] === process.execPath;
        return { name: peer, hasStart, run: () => runTimed([...program.command, input]) };
      });
      return {
        input: await sizeOf(input),
        without: startOfNode.name,
        lanes: [
          {
            name: 'casebook',
            run: () => runTimed([process.execPath, casebook, 'inspect', '--json', input]),
          },
          {
            name: 'start of casebook',
            isPart: true,
            run: () => runTimed([process.execPath, casebook, '--version']),
          },
          startOfNode,
          ...(await Promise.all(others)),
        ],
        aims: { '': { ...(times && { times }), ...(mib !== undefined && { mib }) } },
      };
    },
  }));
}
