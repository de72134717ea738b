/** What of Expressive Code's plugins is used here. */
interface RenderedBlock {
  codeBlock: { getLines(): readonly { text: string }[] };
  renderData: { blockAst: Element };
}

interface Element {
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: readonly Element[];
}

/** Characters of a line that stand side by side on a phone. */
const narrow = 34;

/**
 * Writes on a block of code how many lines it has, by which a style knows its height before it is laid out. A block with
 * lines that may have to be scrolled to is a stop for the Tab key: Expressive Code's script finds that out where a block is
 * laid out, and those far from the screen are not.
 */
export const codeLines = {
  name: 'casebook-code-lines',
  hooks: {
    postprocessRenderedBlock({ codeBlock, renderData: { blockAst } }: RenderedBlock): void {
      const lines = codeBlock.getLines();
      (blockAst.properties ??= {})['style'] = `--cb-lines:${lines.length}`;
      const pre = findPre(blockAst);
      if (pre && lines.some(({ text }) => text.length > narrow)) {
        Object.assign((pre.properties ??= {}), { tabIndex: 0, role: 'region' });
      }
    },
  },
};

function findPre(element: Element): Element | undefined {
  if (element.tagName === 'pre') return element;
  for (const child of element.children ?? []) {
    const found = findPre(child);
    if (found) return found;
  }
  return undefined;
}
