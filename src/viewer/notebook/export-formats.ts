/** What cells are exported as. */
export const exportFormats = ['js', 'ipynb', 'html'] as const;

export type ExportFormat = (typeof exportFormats)[number];
