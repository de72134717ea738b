import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encodeProfile } from '#formats/pprof/encode-profile.ts';
import { largeProfiles, makeLargeProfile } from '../inputs/large-profiles.ts';
import { makeLargeRecording } from '../inputs/large-recordings.ts';
import { toTopidFile } from '../inputs/topid-file.ts';
import { loadPage } from '../pages/load-page.ts';
import { openSite, type Site } from '../pages/open-site.ts';
import { profileAims, readProfile } from '../pages/profile-page.ts';
import { readRecording, recordingAims } from '../pages/recording-page.ts';
import { sizeOf } from '../programs.ts';
import type { Aim, Missing, Prepared, Scenario, Steps } from '../scenario.ts';
import type { Taken } from '../timed.ts';

/** Beyond it Lighthouse does not call the total blocking time of a page good. */
const goodBlocking: Aim = { seconds: 0.2 };

/** One of a kind each. */
const loaded = ['/', '/open/', '/cases/', '/cases/topid-crash/', '/guides/charts/'];

export const pageScenarios: readonly Scenario[] = [
  {
    name: 'page-recording',
    says: 'a recording of 1.25 million rows dropped on a page: its first chart, then the longest task of hovering, zooming, panning',
    prepare: () =>
      prepare(
        'process-20251123-day.data',
        async () => toTopidFile(makeLargeRecording()),
        recordingAims,
        readRecording,
      ),
  },
  {
    name: 'page-profile',
    says: 'a profile of a million stacks dropped on a page: the longest task of each thing that its reader does',
    prepare: () =>
      prepare(
        'profile.pb.gz',
        () => Promise.resolve(gzipSync(encodeProfile(toProfile()))),
        profileAims,
        readProfile,
      ),
  },
  {
    name: 'page-load',
    says: 'pages loaded by a phone, four times as slow as this machine: what their tasks took beyond 50 ms each, after the first drawing',
    async prepare() {
      const site = await openSite();
      if ('missing' in site) return site;
      return {
        input: 'as a phone',
        lanes: [{ name: 'casebook', run: () => loadAll(site) }],
        aims: Object.fromEntries(loaded.map((path) => [path, goodBlocking])),
        close: site.close,
      };
    },
  },
];

function toProfile() {
  return makeLargeProfile(largeProfiles['unlike']!);
}

/** A file that is dropped on the page; what is done to it there is written down by the browser, which costs a little. */
async function prepare(
  name: string,
  toBytes: () => Promise<Uint8Array>,
  aims: NonNullable<Prepared['aims']>,
  read: (site: Site, file: string) => Promise<Steps>,
): Promise<Prepared | Missing> {
  const site = await openSite();
  if ('missing' in site) return site;
  const folder = await mkdtemp(join(tmpdir(), 'casebook-bench-'));
  const file = join(folder, name);
  await writeFile(file, await toBytes());
  return {
    input: await sizeOf(file),
    lanes: [{ name: 'casebook', run: () => read(site, file) }],
    aims,
    async close() {
      await site.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function loadAll({ browser, address }: Site): Promise<Steps> {
  const steps: Record<string, Taken> = {};
  for (const path of loaded) {
    const { blocked } = await loadPage(browser, new URL(`..${path}`, address).href);
    steps[path] = { seconds: blocked / 1000 };
  }
  return steps;
}
