/** Made by src/integrations/cells.ts from the fences of the pages. */
declare module 'virtual:cells' {
  export const pages: Record<
    string,
    {
      loadCells(): Promise<{
        cells: (import('#notebook/runtime/cell-definition.ts').CellDefinition & { height: number })[];
      }>;
      loadTexts(): Promise<{ sources: import('#notebook/compile/cell.ts').CellSource[] }>;
    }
  >;
}
