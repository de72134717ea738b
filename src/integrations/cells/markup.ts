import { fileURLToPath } from 'node:url';
import type { MdastPluginDefinition, PluginFactoryContext } from 'satteri';
import { parseCellInfo } from '#notebook/compile/cell-options.ts';
import type { PageCells } from './page-cells.ts';

/**
 * Wraps each cell's fence in a <NotebookCell>, which draws its output, and puts a <NotebookBar> at
 * the end of the page. The fence itself is left to the highlighter.
 */
export function cellMarkup(pages: PageCells): (page: PluginFactoryContext) => MdastPluginDefinition | false {
  return ({ fileURL, sourceFormat }) => {
    if (!fileURL || sourceFormat !== 'mdx') return false;
    const file = fileURLToPath(fileURL);
    const page = pages.toPage(file);
    const left = [...pages.compile(file)];
    // A case without cells has those that its reader adds.
    if (left.length === 0 && !/^content\/docs\/(?:[\w-]+\/)?cases\/(?!index$)/.test(page)) return false;
    return {
      name: 'casebook-cells',
      code(node, context) {
        const info = `${node.lang ?? ''} ${node.meta ?? ''}`;
        if (!/^(?:js|javascript) cell\b/.test(info)) return;
        const at = left.findIndex((cell) => cell.text === node.value.replaceAll('\r\n', '\n'));
        const cell = left[at];
        if (!cell) throw new Error(`${page}: a cell that was not compiled: ${node.value.slice(0, 60)}`);
        left.splice(at, 1);
        const { name, options } = cell;
        const element = toElement('NotebookCell', {
          page,
          name,
          ...(options.fold ? { fold: 'yes' } : {}),
          ...(options.hidden ? { hidden: 'yes' } : {}),
          ...(options.height === undefined ? {} : { height: String(options.height) }),
          place: `src/${page}.mdx:${cell.fenceLine}:${cell.indent + 1}`,
          ...(options.mayFail ? { mayFail: 'yes' } : {}),
        });
        if (options.hidden) context.replaceNode(node, element);
        else {
          context.setProperty(node, 'meta', parseCellInfo(info)?.rest || null);
          context.wrapNode(node, element);
        }
      },
      after(root, context) {
        const first = root.children[0];
        if (!first) return;
        for (const name of ['NotebookCell', 'NotebookBar']) {
          context.insertBefore(first, {
            type: 'mdxjsEsm',
            value: `import ${name} from '#components/${name}.astro';`,
          });
        }
        context.appendChild(root, toElement('NotebookBar', { page }));
      },
    };
  };
}

function toElement(name: string, attributes: Record<string, string>) {
  return {
    type: 'mdxJsxFlowElement' as const,
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      type: 'mdxJsxAttribute' as const,
      name: key,
      value,
    })),
    children: [],
  };
}
