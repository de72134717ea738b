/** Made by src/integrations/cells.ts from the fences of the pages. */
declare module 'virtual:cells' {
  export const pages: Record<
    string,
    {
      /** In a build, of its cells and all that they read of the page, where these come to the same each time. */
      hash?: string;
      loadCells(): Promise<{
        cells: (import('#notebook/runtime/cell-definition.ts').CellDefinition & { height: number })[];
        goCells: import('#notebook/runtime/cell-definition.ts').GoCellDefinition[];
      }>;
      loadTexts(): Promise<{ sources: import('#notebook/compile/cell.ts').CellSource[] }>;
    }
  >;
}

/** Made by src/integrations/cells.ts too: what the build publishes of cells in Go. */
declare module 'virtual:go-cells' {
  export const pages: Record<
    string,
    { load(): Promise<{ cells: import('#notebook/go/cell-record.ts').PublishedGoCell[] }> }
  >;
}
