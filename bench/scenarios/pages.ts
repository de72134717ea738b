import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { encodeProfile } from '#formats/pprof/encode-profile.ts';
import { largeProfiles, makeLargeProfile } from '../inputs/large-profiles.ts';
import { loadPage } from '../pages/load-page.ts';
import { openSite, type Site } from '../pages/open-site.ts';
import { profileAims, readProfile } from '../pages/profile-page.ts';
import { readRecording, recordingAims } from '../pages/recording-page.ts';
import { makeFile, sizeOf } from '../programs.ts';
import type { Aim, Missing, Prepared, Scenario, Steps } from '../scenario.ts';
import type { Taken } from '../timed.ts';
import { makeRecording } from './files.ts';

/** Beyond it Lighthouse does not call the total blocking time of a page good. */
const goodBlocking: Aim = { seconds: 0.2 };

/** One of a kind each. */
const loaded = ['/', '/open/', '/cases/', '/cases/topid-crash/', '/guides/charts/'];

export const pageScenarios: readonly Scenario[] = [
  {
    name: 'page-recording',
    says: 'a recording of 1.24 million rows dropped on a page: its first chart, then the longest task of hovering, zooming, panning',
    prepare: () => prepare(makeRecording(3600), recordingAims, readRecording),
  },
  {
    name: 'page-profile',
    says: 'a profile of a million stacks dropped on a page: the longest task of each thing that its reader does',
    prepare: () => prepare(largeProfileFile, profileAims, readProfile),
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

const largeProfileFile = (): Promise<string> =>
  makeFile('profile-unlike.pb.gz', (to) =>
    writeFile(to, gzipSync(encodeProfile(makeLargeProfile(largeProfiles['unlike']!)), { level: 1 })),
  );

/** A file that is dropped on the page; what is done to it there is written down by the browser, which costs a little. */
async function prepare(
  makeInput: () => Promise<string | Missing>,
  aims: NonNullable<Prepared['aims']>,
  read: (site: Site, file: string) => Promise<Steps>,
): Promise<Prepared | Missing> {
  const file = await makeInput();
  if (typeof file !== 'string') return file;
  const site = await openSite();
  if ('missing' in site) return site;
  return {
    input: await sizeOf(file),
    lanes: [{ name: 'casebook', run: () => read(site, file) }],
    aims,
    close: site.close,
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
