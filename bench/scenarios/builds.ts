import { rm } from 'node:fs/promises';
import { buildSite, cleanSite } from '../builds/build-site.ts';
import { makeBareSite, makeSite } from '../builds/many-cases.ts';
import type { Lane, Scenario } from '../scenario.ts';

export const buildScenarios: readonly Scenario[] = [
  {
    name: 'builds',
    says: 'a build of a site of many cases, anew and once more; beside it Starlight’s of the same pages without charts and cells',
    async prepare({ cases }) {
      const sites = { casebook: await makeSite(cases), 'bare Starlight': await makeBareSite(cases) };
      return {
        input: `${cases} cases`,
        lanes: Object.entries(sites).map(([name, site]): Lane => ({ name, run: () => buildTwice(site) })),
        aims: { again: { times: { 'bare Starlight': 1.3 }, mib: 3000 } },
        mostRuns: 1,
        async close() {
          for (const site of Object.values(sites)) await rm(site, { recursive: true });
        },
      };
    },
  },
];

/** The second finds what the first has kept for it. */
async function buildTwice(site: string) {
  await cleanSite(site);
  return { anew: await buildSite(site), again: await buildSite(site) };
}
