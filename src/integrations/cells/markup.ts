import { fileURLToPath } from 'node:url';
import type { MdastPluginDefinition, PluginFactoryContext } from 'satteri';
import { parseCellInfo } from '#notebook/compile/cell-options.ts';
import type { CellSource } from '#notebook/compile/cell.ts';
import type { PageCells } from './page-cells.ts';

/** What draws a cell, by its language. */
const components = { js: 'NotebookCell', go: 'GoCell' } as const;

/**
 * Wraps each cell's fence in a <NotebookCell> or <GoCell>, which draws its output, and puts a <NotebookBar> at
 * the end of the page. The fence itself is left to the highlighter.
 */
export function cellMarkup(pages: PageCells): (page: PluginFactoryContext) => MdastPluginDefinition | false {
  return ({ fileURL, sourceFormat }) => {
    if (!fileURL || sourceFormat !== 'mdx') return false;
    const file = fileURLToPath(fileURL);
    if (pages.isWrong(file)) return false;
    const page = pages.toPage(file);
    const { cells, goCells } = pages.compile(file);
    const left: CellSource[] = [...cells, ...goCells];
    // A case without cells has those that its reader adds.
    if (left.length === 0 && !/^content\/docs\/(?:[\w-]+\/)?cases\/(?!index$)/.test(page)) return false;
    return {
      name: 'casebook-cells',
      code(node, context) {
        const info = `${node.lang ?? ''} ${node.meta ?? ''}`;
        const written = /^(?:js|javascript|go) cell\b/.test(info) ? parseCellInfo(info) : undefined;
        if (!written) return;
        const { language, rest } = written;
        const text = node.value.replaceAll('\r\n', '\n');
        const at = left.findIndex((cell) => cell.language === language && cell.text === text);
        const cell = left[at];
        if (!cell) throw new Error(`${page}: a cell that was not compiled: ${node.value.slice(0, 60)}`);
        left.splice(at, 1);
        const { name, options } = cell;
        const element = toElement(components[language], {
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
          context.setProperty(node, 'meta', rest || null);
          context.wrapNode(node, element);
        }
      },
      after(root, context) {
        const first = root.children[0];
        if (!first) return;
        const used = new Set([...cells, ...goCells].map(({ language }) => components[language]));
        for (const name of [...used, 'NotebookBar']) {
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
