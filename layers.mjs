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
  viewer: { may: ['workers', 'charts', 'share', 'model'], packages: ['preact', '@preact/signals', 'shiki'] },
  components: { may: ['server', 'viewer', 'formats', 'charts', 'model'], packages: '*' },
  content: { may: ['components', 'model'], packages: '*' },
  store: { may: [], packages: ['@aws-sdk/client-s3', 'node:*'] },
  server: { may: ['store', 'share', 'model'], packages: '*' },
  integrations: { may: ['formats', 'charts', 'model'], packages: '*' },
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
