/** What of Expressive Code's plugins is used here. */
interface RenderedBlock {
  codeBlock: { getLines(): readonly unknown[] };
  renderData: { blockAst: { properties?: Record<string, unknown> } };
}

/** Writes on a block of code how many lines it has, by which a style knows its height before it is laid out. */
export const codeLines = {
  name: 'casebook-code-lines',
  hooks: {
    postprocessRenderedBlock({ codeBlock, renderData: { blockAst } }: RenderedBlock): void {
      (blockAst.properties ??= {})['style'] = `--cb-lines:${codeBlock.getLines().length}`;
    },
  },
};
