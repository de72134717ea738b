import { satteriHeadingIdsPlugin } from '@astrojs/markdown-satteri';
import { markdownToHtml, mdxToJs } from 'satteri';
import { fromBase } from '#locale/base-path.ts';
import type { Ids, LinkTargets } from './links.ts';
import type { Project } from './project.ts';

/** Ids that components and cells give themselves: what they are stands in no source. */
const ofComponents = /^(?:capture|cell|chart)-/;

/**
 * What links may lead to, as far as the sources say: for a site that is not built.
 *
 * @param isAnswered whether a path below the site's base is a page or data that no source has
 */
export function toSourceTargets(
  project: Project,
  base: string,
  isAnswered: (path: string) => boolean,
): LinkTargets {
  const known = new Map<string, { text: string; ids: Promise<Ids> }>();
  return {
    base,
    async findIds(path) {
      const own = fromBase(base, path);
      if (own === undefined) return undefined;
      const file = project.findPage(own);
      if (file === undefined) return project.has(`public${own}`) || isAnswered(own) ? null : undefined;
      const text = project.text(file);
      const before = known.get(file);
      if (before?.text === text) return before.ids;
      const ids = readIds(project, file, text);
      known.set(file, { text, ids });
      return ids;
    },
  };
}

async function readIds(project: Project, file: string, text: string): Promise<Ids> {
  const { frontmatter, ids, fault } = project.source(file);
  // A page that does not read is said by itself, not by the links to it.
  if (fault) return { has: () => true };
  const astro: { headings: { slug: string }[]; frontmatter: object } = {
    headings: [],
    frontmatter: frontmatter.data,
  };
  const options = { hastPlugins: [satteriHeadingIdsPlugin()], data: { astro } as never };
  await (file.endsWith('.mdx') ? mdxToJs(text, options) : markdownToHtml(text, options));
  const all = new Set([...ids, ...astro.headings.map(({ slug }) => slug)]);
  return { has: (id) => all.has(id) || ofComponents.test(id) };
}
