import type { Plugin } from 'vite';

/** What Notebook Kit's transpiler brings along for cells in TypeScript, Observable's dialect and templates. */
const others = /^(?:\.\/(?:observable|template|typescript)\.js|\.\.\/lib\/notebook\.js)$/;

const stub = '\0casebook-transpiler-stub';

/**
 * Leaves of Notebook Kit what transpiles JavaScript, in the browser: of a megabyte of TypeScript and
 * two parsers nothing is used there.
 */
export function transpilerAlone(): Plugin {
  return {
    name: 'casebook-transpiler-alone',
    enforce: 'pre',
    applyToEnvironment: ({ config }) => config.consumer === 'client',
    resolveId(id, importer) {
      if (others.test(id) && importer?.includes('/notebook-kit/dist/src/javascript/transpile')) return stub;
      return undefined;
    },
    load(id) {
      if (id !== stub) return undefined;
      const names = ['transpileObservable', 'transpileTemplate', 'transpileTypeScript', 'toCell'];
      return names
        .map((name) => `export function ${name}() { throw new Error('cells are JavaScript'); }`)
        .join('\n');
    },
  };
}
