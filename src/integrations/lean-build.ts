import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { withoutTransitions } from './without-transitions.ts';

const stub = '\0casebook-page-without-text';

/** Leaves out of a build what nothing is made of, and of its log what nobody can act on. */
export function leanBuild(): AstroIntegration {
  return {
    name: 'casebook-lean-build',
    hooks: {
      'astro:config:setup': ({ command, updateConfig }) => {
        if (command !== 'build') return;
        updateConfig({
          vite: {
            plugins: [requestPagesAlone(), jsxOnce(), withoutTransitions],
            build: {
              rolldownOptions: { checks: { moduleLevelDirective: false, ineffectiveDynamicImport: false } },
            },
          },
        });
      },
    },
  };
}

/**
 * The pages that a server makes on request show none of the collection's: their texts, which are all
 * built beforehand, are not compiled a second time for the server.
 */
function requestPagesAlone(): Plugin {
  return {
    name: 'casebook-request-pages-alone',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'ssr',
    resolveId(id) {
      return /\/src\/content\/docs\/.*\.mdx?(?:\?|$)/.test(id) ? stub : undefined;
    },
    load(id) {
      if (id !== stub) return undefined;
      return "export function Content() { throw new Error('a page made on request has no text of the collection'); }\n";
    },
  };
}

/**
 * JSX is compiled by Vite itself. What Preact's plugin does to it beforehand, with Babel, is for the
 * development server.
 */
function jsxOnce(): Plugin {
  return {
    name: 'casebook-jsx-once',
    configResolved({ plugins }) {
      const preact = plugins.find(({ name }) => name === 'vite:preact-jsx');
      if (preact) delete (preact as { transform?: unknown }).transform;
    },
  };
}
