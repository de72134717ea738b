import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { toBase } from '#locale/base-path.ts';
import { checkSite } from './faults/check-site.ts';
import { checkSources } from './faults/check-source.ts';
import { checkUnbuilt } from './faults/check-unbuilt.ts';
import { devOverlay, withoutRepeated } from './faults/dev-overlay.ts';
import { type Fault, sortFaults, toLine } from './faults/fault.ts';
import { markComponents } from './faults/mark-components.ts';
import { Project } from './faults/project.ts';
import { MadeBefore } from './made-before.ts';

/** All that is wrong with the site, a line each. */
class FaultsError extends Error {
  override name = 'casebook';

  constructor(faults: readonly Fault[], after?: string) {
    const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
    super(
      `the site is not built, for ${count}:\n\n${faults.map(toLine).join('\n')}\n${after === undefined ? '' : `\n${after}\n`}`,
    );
    // The places are those in the pages; where they were found says nothing.
    this.stack = '';
  }
}

/**
 * What is wrong with what authors wrote fails the build: it is collected while the build goes on, and
 * listed at its end, each with file, line and column. Under `npm run dev` it stands over the page.
 *
 * Stands behind whatever writes files that pages link to, and before what takes time.
 */
export function faults(): AstroIntegration {
  let project = new Project('.');
  let base = '';
  let isBuild = false;
  let found: Fault[] = [];
  let isSaid = false;
  const answered: RegExp[] = [];
  const isAnswered = (path: string) => answered.some((route) => route.test(path));

  const fail = (all: readonly Fault[], after?: string): never => {
    isSaid = true;
    throw new FaultsError(all, after);
  };

  return {
    name: 'casebook-faults',
    hooks: {
      'astro:config:setup': ({ config, command, updateConfig }) => {
        project = new Project(fileURLToPath(config.root));
        base = toBase(config.base);
        isBuild = command === 'build';
        const { processor } = config.markdown;
        if (processor.name !== 'satteri') {
          throw new Error(`faults need Astro's own Markdown processor, not ${processor.name}`);
        }
        (processor.options as { mdastPlugins: unknown[] }).mdastPlugins.push(markComponents(project));
        updateConfig({ vite: { plugins: [devOverlay({ project, base, isAnswered })] } });
      },
      'astro:routes:resolved': ({ routes }) => {
        for (const { isPrerendered, patternRegex, pattern } of routes) {
          // The pages of the collection have one route, which takes every path.
          if (!isPrerendered || !pattern.startsWith('/[...slug]')) answered.push(patternRegex);
        }
      },
      'astro:config:done': async () => {
        if (!isBuild) return;
        const { faults: ofSources, blocking } = await checkSources(
          project,
          await MadeBefore.of(project.root),
        );
        found = ofSources;
        if (blocking) {
          const others = await checkUnbuilt({ project, base, isAnswered });
          fail(
            sortFaults([...found, ...others]),
            'What only drawn pages show is looked at when these are mended.',
          );
        }
        // A build that ends before its end has something of its own to say; this is said besides.
        process.once('exit', () => {
          // eslint-disable-next-line no-console -- the build's own log, when nothing else can be waited for
          if (!isSaid && found.length > 0) console.error(sortFaults(found).map(toLine).join('\n'));
        });
      },
      'astro:build:done': async ({ dir }) => {
        const ofSite = await checkSite({ project, folder: fileURLToPath(dir), base, isAnswered });
        const all = sortFaults(withoutRepeated(found, ofSite));
        if (all.length > 0) fail(all);
        isSaid = true;
      },
    },
  };
}
