/** What cells are handed that is large. */
export interface Libraries {
  plot: () => Promise<typeof import('./plot.ts')> | typeof import('./plot.ts');
  d3: () => Promise<typeof import('d3-array')> | typeof import('d3-array');
  charts: () => Promise<typeof import('./charts.ts')> | typeof import('./charts.ts');
}

/** Each is loaded when the first cell reads it. */
export const loadedLibraries: Libraries = {
  plot: () => import('./plot.ts'),
  d3: () => import('d3-array'),
  charts: () => import('./charts.ts'),
};
