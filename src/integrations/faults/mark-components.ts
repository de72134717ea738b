import { fileURLToPath } from 'node:url';
import type {
  MdastPluginDefinition,
  MdxJsxAttributeUnion,
  MdxJsxFlowElement,
  MdxJsxTextElement,
  PluginFactoryContext,
} from 'satteri';
import { toImageFile } from './check-source.ts';
import type { Project } from './project.ts';

type Element = Readonly<MdxJsxFlowElement | MdxJsxTextElement>;

/**
 * Draws each component of a page by <Checked>, which knows its file, line and column, and leaves out what
 * would end the build before it has said what else is wrong: images that are not there, and components
 * that are not imported.
 */
export function markComponents(
  project: Project,
): (page: PluginFactoryContext) => MdastPluginDefinition | false {
  return ({ fileURL, sourceFormat }) => {
    if (!fileURL) return false;
    const file = project.toFile(fileURLToPath(fileURL));
    const { imports } = project.source(file);
    const known = new Set(imports.flatMap(({ names }) => names));
    let isUsed = false;
    /** What takes the place of an element; undefined for one that stays, null for one that goes. */
    const toChecked = <Node extends Element>(node: Node): Node | undefined | null => {
      const name = node.name ?? '';
      if (!/^[A-Z]/.test(name) || name === 'Fragment' || name === 'Checked') return undefined;
      // What a build has put there it imports as well.
      const isWritten = node.position !== undefined;
      if (isWritten && !known.has(name.split('.')[0] ?? '')) return null;
      // How an island comes alive is for Astro to find by the island's own name.
      if (node.attributes.some((one) => one.type === 'mdxJsxAttribute' && one.name.startsWith('client:'))) {
        return undefined;
      }
      isUsed = true;
      return { ...node, name: 'Checked', attributes: toAttributes(file, node) };
    };
    return {
      name: 'casebook-faults',
      options: { position: true },
      mdxJsxFlowElement(node, context) {
        const checked = toChecked(node);
        if (checked === null) context.removeNode(node);
        return checked ?? undefined;
      },
      mdxJsxTextElement(node, context) {
        const checked = toChecked(node);
        if (checked === null) context.removeNode(node);
        return checked ?? undefined;
      },
      image(node, context) {
        // One from the root is only an address to the build.
        const image = node.url.startsWith('/') ? undefined : toImageFile(file, node.url);
        if (image !== undefined && !project.has(image)) context.removeNode(node);
      },
      after(root, context) {
        const first = root.children[0];
        if (!isUsed || !first || sourceFormat !== 'mdx') return;
        context.insertBefore(first, {
          type: 'mdxjsEsm',
          value: "import { Checked } from '#components/checked.ts';",
        });
      },
    };
  };
}

/** Its own, which component it is, and where it stands: of one that a build has put there, as that says. */
function toAttributes(file: string, { name, attributes, position }: Element): MdxJsxAttributeUnion[] {
  const { line, column } = position?.start ?? { line: 1, column: 1 };
  const said = attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === 'place')?.value;
  const place = position === undefined && typeof said === 'string' ? said : `${file}:${line}:${column}`;
  return [
    ...attributes,
    {
      type: 'mdxJsxAttribute',
      name: 'is',
      value: { type: 'mdxJsxAttributeValueExpression', value: name ?? '' },
    },
    { type: 'mdxJsxAttribute', name: 'checkedAt', value: place },
  ];
}
