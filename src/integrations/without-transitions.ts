import type { Plugin } from 'vite';

/**
 * Leaves out what animates selections: Plot takes all of d3 by one name, and that part says of itself that it has
 * effects, so that bundlers keep it, a fiftieth of a page of one file. Nothing here animates by it.
 */
export const withoutTransitions: Plugin = {
  name: 'casebook-without-transitions',
  transform: {
    filter: { id: /[\\/]d3-transition[\\/]/ },
    handler: (code) => ({ code, map: null, moduleSideEffects: false }),
  },
};
