/**
 * Who may import whom, besides itself. A row is a folder under src/, a folder of the repository, or
 * a single file of either; a file belongs to the longest row that it begins with. `may` names rows,
 * `formats/*` being every row below one, or single files; `packages` names packages of npm, `node:*`
 * being Node's own and `astro:*` and `virtual:*` what a build makes. `*` leaves them free.
 *
 * Every import counts: of a type alone, in a comment too, on demand, anywhere in a page, in a style
 * sheet, a worker's address. Its name is written out, since nobody could say whose one is that is built
 * or matches many. A row or an allowance that nothing uses is a fault like an import that none allows,
 * and so is a file in src/ whose imports are not read. scripts/check-layers.ts holds it, docs/architecture.md draws it.
 *
 * @type {Record<string, { says: string, may: string[] | '*', packages: string[] | '*' }>}
 */
export const layers = {
  // The ground: what stands on nothing.
  codes: { says: 'what can be said, by code and parameters: English beside it', may: [], packages: [] },
  bytes: {
    says: 'readers of bytes: varints, gunzip, text lines; SHA-256, CRC-32, base64url',
    may: ['codes'],
    packages: [],
  },
  model: {
    says: 'what every kind of capture shares: `kind.ts` lists them; notices, names, CSV cells, zones',
    may: ['codes'],
    packages: [],
  },
  'model/recording': {
    says: 'a recording, and what is computed from it',
    may: ['codes', 'locale', 'model'],
    packages: [],
  },
  'model/crash': { says: 'a crash log, and what is computed from it', may: ['model'], packages: [] },
  'model/profile': { says: 'a profile, and what is computed from it', may: ['model'], packages: [] },
  'model/capture': {
    says: 'a capture of whatever kind',
    may: ['model', 'model/recording', 'model/crash'],
    packages: [],
  },
  locale: {
    says: 'the languages of the site, its paths, by language and base, how sizes and lengths of time are written',
    may: [],
    packages: [],
  },
  api: {
    says: 'the wire with the store: its addresses, its client and resumable uploads',
    may: ['codes', 'locale'],
    packages: ['tus-js-client'],
  },
  store: {
    says: 'captures kept on a disk or in a bucket: `store.ts` is the contract, `keys.ts` the layout',
    may: ['model/kind.ts', 'api/says.ts', 'api/wire.ts', 'codes'],
    packages: ['node:*', '@aws-sdk/client-s3'],
  },
  styles: { says: 'colours, type and controls', may: [], packages: [] },

  // Bytes to model, model to a drawing, a view to a link.
  'formats/format.ts': {
    says: 'the contract of a format',
    may: ['model', 'model/capture'],
    packages: [],
  },
  'formats/gob': { says: 'Go’s encoding/gob', may: ['codes', 'bytes', 'model'], packages: [] },
  'formats/topid': {
    says: 'recordings of topid, binary and text',
    may: ['formats/format.ts', 'formats/gob', 'codes', 'bytes', 'model', 'model/recording'],
    packages: [],
  },
  'formats/go-crash': {
    says: 'tracebacks of Go, and what loggers make of them',
    may: ['formats/format.ts', 'codes', 'model', 'model/crash'],
    packages: [],
  },
  'formats/table': {
    says: 'tables: CSV and TSV',
    may: ['formats/format.ts', 'codes', 'bytes', 'model', 'model/recording'],
    packages: [],
  },
  'formats/pprof': {
    says: 'profiles as pprof writes them: profile.proto',
    may: ['formats/format.ts', 'codes', 'bytes', 'model', 'model/profile'],
    packages: [],
  },
  'formats/pprof-text': {
    says: 'profiles as Go prints them: `?debug=1`',
    may: ['formats/format.ts', 'codes', 'bytes', 'model', 'model/profile'],
    packages: [],
  },
  'formats/folded': {
    says: 'folded stacks',
    may: ['formats/format.ts', 'codes', 'bytes', 'model', 'model/profile'],
    packages: [],
  },
  'formats/perf-script': {
    says: 'what `perf script` prints',
    may: ['formats/format.ts', 'codes', 'bytes', 'model', 'model/profile'],
    packages: [],
  },
  formats: {
    says: 'bytes to model: `index.ts` is the registry, one folder a format',
    may: ['formats/*', 'codes', 'locale', 'bytes', 'model', 'model/recording'],
    packages: [],
  },
  'charts/examples': {
    says: 'data that each chart is tested with, and shown with in the gallery',
    may: ['charts', 'model/recording', 'model/crash', 'model/profile'],
    packages: ['@observablehq/plot'],
  },
  charts: {
    says: 'model to a drawing, one chart a file',
    may: ['model', 'model/recording', 'model/crash', 'model/profile'],
    packages: ['@observablehq/plot'],
  },
  view: {
    says: 'the state of a view, and its versioned link',
    may: ['codes', 'bytes', 'locale', 'model', 'model/recording'],
    packages: [],
  },
  texts: {
    says: 'every text of every language: `en/` and `zh-cn/`, a file a part',
    may: [
      'locale',
      'codes',
      'bytes',
      'formats/format.ts',
      'model',
      'model/crash',
      'api/says.ts',
      'view/says.ts',
    ],
    packages: [],
  },

  redact: {
    says: 'what is taken out before anything leaves',
    may: ['bytes', 'model', 'model/capture', 'model/recording', 'model/crash', 'view'],
    packages: [],
  },
  workers: {
    says: 'parsing and redaction beside the page: thin entries, their messages, their clients',
    may: [
      'formats',
      'formats/format.ts',
      'redact',
      'codes',
      'bytes',
      'model',
      'model/capture',
      'model/recording',
      'view',
    ],
    packages: [],
  },
  'one-file': { says: 'a view with its data in one HTML file', may: ['bytes', 'view'], packages: [] },
  describe: {
    says: 'a capture in a sentence and in a picture; `child.ts` does it apart from the server',
    may: [
      'formats',
      'charts',
      'model/capture',
      'model/recording',
      'model/crash',
      'styles',
      'locale',
      'model',
    ],
    packages: ['node:*', '@observablehq/plot', 'linkedom', 'sharp'],
  },
  server: {
    says: 'the store over HTTP: one method of `service.ts` an endpoint of `pages/api/`',
    may: ['store', 'locale', 'formats', 'describe', 'model/recording', 'texts', 'api', 'codes'],
    packages: ['node:*', 'astro', '@tus/server'],
  },
  site: {
    says: 'the built site over HTTP',
    may: ['server', 'describe', 'locale', 'api', 'codes'],
    packages: ['node:*'],
  },
  'command-line': {
    says: 'inspect, redact and push',
    may: [
      'formats',
      'formats/format.ts',
      'redact',
      'describe',
      'api',
      'model',
      'model/capture',
      'model/recording',
      'model/crash',
      'locale',
    ],
    packages: ['node:*'],
  },

  'notebook/compile': {
    says: 'cells from fences to functions, at build and on edit',
    may: ['model/kind.ts'],
    packages: ['@observablehq/notebook-kit', 'acorn'],
  },
  'notebook/runtime': {
    says: 'the dataflow of cells, and what they may read',
    may: ['charts', 'model/kind.ts', 'model/capture', 'model/recording', 'model/crash'],
    packages: ['@observablehq/plot', '@observablehq/runtime', 'd3-array'],
  },
  'notebook/frame': { says: 'the page that edited cells run in', may: ['notebook/runtime'], packages: [] },
  notebook: { says: 'the modules that a build makes of cells', may: ['notebook/*'], packages: [] },

  // What the reader touches.
  'viewer/figure': {
    says: 'a drawing on a page: its frame, its numbers, its width, its cursor, and what of it is taken away',
    may: ['locale', 'model', 'texts'],
    packages: ['preact'],
  },
  'viewer/page': { says: 'the page’s address, and what is near', may: ['view'], packages: ['preact'] },
  'viewer/flame': {
    says: 'a flame graph and a sandwich on the page, whatever was counted',
    may: ['viewer/figure', 'charts', 'model', 'model/profile', 'texts'],
    packages: ['preact'],
  },
  'viewer/kinds/recording': {
    says: 'a recording on the page',
    may: ['viewer/figure', 'viewer/page', 'charts', 'view', 'locale', 'model', 'model/recording', 'texts'],
    packages: ['preact'],
  },
  'viewer/kinds/crash': {
    says: 'a crash log on the page',
    may: ['viewer/figure', 'viewer/page', 'charts', 'view', 'locale', 'model/crash', 'texts'],
    packages: ['preact'],
  },
  'viewer/captures': {
    says: 'captures that are opened, listed, and shown by kind',
    may: [
      'viewer/kinds/*',
      'viewer/page',
      'workers',
      'api',
      'view',
      'codes',
      'locale',
      'model',
      'model/capture',
      'model/recording',
      'model/crash',
      'texts',
    ],
    packages: ['preact'],
  },
  'viewer/share': {
    says: 'the share dialog',
    may: [
      'viewer/captures',
      'viewer/figure',
      'viewer/page',
      'workers',
      'redact',
      'one-file',
      'api',
      'model/kind.ts',
      'model/capture',
      'view',
      'locale',
      'texts',
    ],
    packages: ['preact'],
  },
  'viewer/open': {
    says: 'the page that opens files, and that of a stored capture',
    may: ['viewer/captures', 'viewer/share', 'viewer/page', 'api', 'locale', 'texts'],
    packages: ['preact'],
  },
  'viewer/case': {
    says: 'a capture within a case',
    may: ['viewer/captures', 'viewer/share', 'viewer/page', 'view', 'locale', 'texts'],
    packages: ['preact'],
  },
  'viewer/one-file': {
    says: 'the viewer that a page of one file carries',
    may: [
      'viewer/captures',
      'viewer/figure',
      'workers',
      'one-file',
      'view',
      'locale',
      'styles',
      'model',
      'texts',
    ],
    packages: ['preact'],
  },
  'viewer/notebook': {
    says: 'cells on the page: run, edited, compared',
    may: [
      'viewer/captures',
      'viewer/figure',
      'viewer/page',
      'notebook/*',
      'bytes',
      'model/kind.ts',
      'view',
      'locale',
      'texts',
    ],
    packages: [
      'preact',
      '@codemirror/autocomplete',
      '@codemirror/commands',
      '@codemirror/lang-javascript',
      '@codemirror/language',
      '@codemirror/lint',
      '@codemirror/state',
      '@codemirror/view',
      '@lezer/highlight',
      'virtual:*',
    ],
  },

  // The site.
  schemas: {
    says: 'what an author may write: pages, captures, properties',
    may: ['model/kind.ts', 'locale'],
    packages: ['astro'],
  },
  build: {
    says: 'what is drawn while the site is built: figures, cells, code, the gallery of charts',
    may: [
      'charts/examples',
      'viewer/case',
      'viewer/captures',
      'viewer/figure',
      'viewer/kinds/recording',
      'notebook/runtime',
      'formats',
      'locale',
      'texts',
      'model/capture',
      'model/recording',
      'model',
    ],
    packages: ['astro:*', 'node:*', 'virtual:*', 'linkedom', 'preact', 'preact-render-to-string', 'shiki'],
  },
  components: {
    says: 'what an author writes in MDX',
    may: [
      'build',
      'schemas',
      'server',
      'viewer/notebook',
      'viewer/case',
      'viewer/open',
      'viewer/captures',
      'viewer/page',
      'api/addresses.ts',
      'view',
      'locale',
      'model',
      'texts',
    ],
    packages: ['@astrojs/starlight', 'astro', 'astro:*', 'node:*'],
  },
  theme: {
    says: 'what takes the place of Starlight’s own',
    may: ['components', 'build', 'viewer/open', 'locale', 'texts'],
    packages: ['@astrojs/starlight'],
  },
  integrations: {
    says: 'what happens at build: cells, policies, the one-file viewer, the command line, the search index, compression, weights',
    may: ['components', 'viewer/one-file', 'viewer/notebook', 'notebook/*', 'locale', 'styles'],
    packages: ['node:*', 'astro', 'pagefind', 'satteri', 'vite'],
  },
  pages: {
    says: 'pages beside the cases, and the store’s endpoints',
    may: ['components', 'build', 'server', 'viewer/open', 'locale', 'texts'],
    packages: ['@astrojs/starlight'],
  },
  content: {
    says: 'what is read: cases and guides, Chinese in `docs/zh-cn/`; captures',
    may: ['components'],
    packages: [],
  },
  'content.config.ts': {
    says: 'the collections',
    may: ['schemas'],
    packages: ['astro', 'astro:*', '@astrojs/starlight'],
  },
  'env.d.ts': { says: 'what a request brings along', may: ['server'], packages: [] },
  'middleware.ts': {
    says: 'the policy of pages made on request',
    may: ['integrations', 'server', 'locale'],
    packages: ['astro:*'],
  },

  // Beside the site.
  bin: {
    says: 'the two programs: `casebook` and `serve`, thin',
    may: ['command-line', 'site', 'package.json'],
    packages: ['node:*'],
  },
  bench: {
    says: 'measured beside what others do; not part of the tests',
    may: [
      'bin',
      'tests',
      'store',
      'charts',
      'viewer/kinds/recording',
      'formats/pprof',
      'model/recording',
      'model/profile',
      'texts',
    ],
    packages: ['node:*'],
  },
  scripts: {
    says: 'the commands of package.json; `api-docs` reads the sources whose types the guides show',
    may: [
      'layers.mjs',
      'command-line',
      'notebook/runtime',
      'model/recording',
      'model/crash',
      'api',
      'locale',
    ],
    packages: ['node:*', 'astro', 'satteri', 'typescript'],
  },
  tests: { says: 'a folder of tests a folder of sources', may: '*', packages: '*' },
  'astro.config.mjs': {
    says: 'the site’s configuration',
    may: ['build', 'integrations', 'locale', 'styles', 'theme', 'texts'],
    packages: '*',
  },
  'layers.mjs': { says: 'this table', may: [], packages: [] },
  'oxlint.config.ts': { says: 'the linter’s configuration', may: ['site'], packages: ['oxlint'] },
  'playwright.config.ts': { says: 'the browser tests’ configuration', may: ['tests'], packages: '*' },
  'vitest.config.ts': { says: 'the unit tests’ configuration', may: [], packages: '*' },
  'vitest.server.config.ts': { says: 'the server tests’ configuration', may: [], packages: '*' },
  '.dependency-cruiser.mjs': { says: 'the configuration of what looks for circles', may: [], packages: [] },
};
