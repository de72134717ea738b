import { fileURLToPath } from 'node:url';
import type {
  MdastPluginDefinition,
  MdxJsxFlowElement,
  MdxJsxTextElement,
  PluginFactoryContext,
} from 'satteri';
import { toImageFile } from './check-source.ts';
import type { Project } from './project.ts';

/**
 * Puts a <Checked> around each component of a page, which knows its file, line and column, and leaves
 * out images that are not there, which would end the build before it has said what else is wrong.
 */
export function markComponents(
  project: Project,
): (page: PluginFactoryContext) => MdastPluginDefinition | false {
  return ({ fileURL }) => {
    if (!fileURL) return false;
    const file = project.toFile(fileURLToPath(fileURL));
    let isUsed = false;
    return {
      name: 'casebook-faults',
      options: { position: true },
      mdxJsxFlowElement(node, context) {
        if (!isComponent(node.name)) return;
        isUsed = true;
        context.wrapNode(node, { ...toChecked(file, node), type: 'mdxJsxFlowElement' });
      },
      mdxJsxTextElement(node, context) {
        if (!isComponent(node.name)) return;
        isUsed = true;
        context.wrapNode(node, { ...toChecked(file, node), type: 'mdxJsxTextElement' });
      },
      image(node, context) {
        // One from the root is only an address to the build.
        const image = node.url.startsWith('/') ? undefined : toImageFile(file, node.url);
        if (image !== undefined && !project.has(image)) context.removeNode(node);
      },
      after(root, context) {
        const first = root.children[0];
        if (!isUsed || !first) return;
        context.insertBefore(first, {
          type: 'mdxjsEsm',
          value: "import Checked from '#components/Checked.astro';",
        });
      },
    };
  };
}

function isComponent(name: string | null | undefined): boolean {
  return /^[A-Z]/.test(name ?? '') && name !== 'Checked' && name !== 'Fragment';
}

/** At the component's own place, or, of one that a build has put there, at that which it says. */
function toChecked(
  file: string,
  { position, attributes }: Readonly<MdxJsxFlowElement | MdxJsxTextElement>,
): { name: string; attributes: MdxJsxFlowElement['attributes']; children: [] } {
  const said = attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === 'place')?.value;
  const { line, column } = position?.start ?? { line: 1, column: 1 };
  const value = typeof said === 'string' ? said : `${file}:${line}:${column}`;
  return { name: 'Checked', attributes: [{ type: 'mdxJsxAttribute', name: 'place', value }], children: [] };
}
