import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import type { MdastPluginDefinition, MdxJsxAttributeUnion } from 'satteri';
import { belowBase, toBase } from '#locale/base-path.ts';

/**
 * The base that the site is built for, `BASE=/casebook/ npm run build`: what authors write as `/cases/x/`
 * leads below it, and `site.json` says it to the server that serves the site.
 */
export function siteBase(): AstroIntegration {
  let base = '';
  return {
    name: 'casebook-site-base',
    hooks: {
      'astro:config:setup': ({ config }) => {
        base = toBase(config.base);
        const { processor } = config.markdown;
        if (base === '' || processor.name !== 'satteri') return;
        (processor.options as { mdastPlugins: unknown[] }).mdastPlugins.unshift(linksBelow(base));
      },
      'astro:build:done': async ({ dir }) => {
        await writeFile(new URL('site.json', dir), `${JSON.stringify({ base })}\n`);
      },
    },
  };
}

/** Links and images of a page's text, and of elements that are written in it as HTML, with the base before them. */
export function linksBelow(base: string): MdastPluginDefinition {
  const moveAttributes = (attributes: readonly MdxJsxAttributeUnion[]) =>
    attributes.map((one) =>
      one.type === 'mdxJsxAttribute' && /^(?:href|src)$/.test(one.name) && typeof one.value === 'string'
        ? { ...one, value: belowBase(base, one.value) }
        : one,
    );
  // What a component makes of a path is its own affair.
  const isHtml = (name: string | null | undefined) => /^[a-z]/.test(name ?? '');
  return {
    name: 'casebook-site-base',
    link: (node, context) => context.setProperty(node, 'url', belowBase(base, node.url)),
    image: (node, context) => context.setProperty(node, 'url', belowBase(base, node.url)),
    definition: (node, context) => context.setProperty(node, 'url', belowBase(base, node.url)),
    mdxJsxFlowElement: (node) =>
      isHtml(node.name) ? { ...node, attributes: moveAttributes(node.attributes) } : undefined,
    mdxJsxTextElement: (node) =>
      isHtml(node.name) ? { ...node, attributes: moveAttributes(node.attributes) } : undefined,
  };
}
