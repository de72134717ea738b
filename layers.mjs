// Who may import whom, besides itself. The linter's restricted imports are made from this table.
// A layer is a folder under src/ (or bin); `may` names layers, and `packages` names packages from
// npm or Node's own that the layer may use besides. `packages: '*'` leaves packages free.
export const layers = {
  model: { may: [], packages: [] },
  binary: { may: [], packages: [] },
  'formats/gob': { may: ['formats/format.ts', 'binary', 'model'], packages: [] },
  'formats/topid': { may: ['formats/format.ts', 'formats/gob', 'binary', 'model'], packages: [] },
  'formats/go-crash': { may: ['formats/format.ts', 'binary', 'model'], packages: [] },
  'formats/table': { may: ['formats/format.ts', 'binary', 'model'], packages: [] },
  formats: { may: ['formats/*', 'binary', 'model'], packages: [] },
  share: { may: ['model'], packages: ['tus-js-client'] },
  workers: { may: ['formats', 'model', 'share'], packages: [] },
  charts: { may: ['model'], packages: ['@observablehq/plot'] },
  'notebook/compile': { may: [], packages: ['@observablehq/notebook-kit', 'acorn'] },
  'notebook/runtime': {
    may: ['charts', 'model'],
    packages: ['@observablehq/plot', '@observablehq/runtime', 'd3-array'],
  },
  'notebook/frame': { may: ['notebook/runtime', 'charts', 'model'], packages: [] },
  viewer: {
    may: ['workers', 'charts', 'notebook/*', 'share', 'model'],
    packages: [
      'preact',
      '@preact/signals',
      'shiki',
      '@codemirror/autocomplete',
      '@codemirror/commands',
      '@codemirror/lang-javascript',
      '@codemirror/language',
      '@codemirror/lint',
      '@codemirror/state',
      '@codemirror/view',
      '@lezer/highlight',
    ],
  },
  components: { may: ['server', 'viewer', 'notebook/*', 'formats', 'charts', 'model'], packages: '*' },
  content: { may: ['components', 'model'], packages: '*' },
  store: { may: [], packages: ['@aws-sdk/client-s3', 'node:*'] },
  // Of the formats only the look at a file's first bytes: whole files are read in a child process.
  server: { may: ['formats', 'store', 'share', 'model'], packages: '*' },
  integrations: { may: ['formats', 'notebook/*', 'charts', 'model'], packages: '*' },
  pages: {
    may: [
      'components',
      'viewer',
      'workers',
      'charts',
      'share',
      'formats',
      'model',
      'integrations',
      'server',
      'store',
    ],
    packages: '*',
  },
  bin: { may: ['formats', 'charts', 'model', 'share', 'store', 'server'], packages: '*' },
};
