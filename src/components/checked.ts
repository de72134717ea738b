import { createComponent, markHTMLString, renderTemplate } from 'astro/runtime/server/index.js';
import { renderComponentToString } from 'astro/runtime/server/render/component.js';
import { toFaultMark, toFaultWords } from '#build/fault-mark.ts';

type Factory = ReturnType<typeof createComponent>;

/** A component of a page's text, with what it is given there. */
interface Props extends Record<string, unknown> {
  is: Factory;
  /** `src/content/docs/cases/a.mdx:12:3` */
  checkedAt: string;
}

/**
 * Stands in a page's text in the place of each component, put there by the build: draws that, and what
 * it throws is a fault at its place.
 */
export const Checked = createComponent(async (result, { is, checkedAt, ...props }: Props, slots) => {
  const toMark = (error: unknown) => markHTMLString(toFaultMark(checkedAt, toFaultWords(error)));
  let html: string;
  try {
    html = await renderComponentToString(result, is.name, withoutThrowing(is, toMark), props, slots);
  } catch (error) {
    html = toMark(error);
  }
  return renderTemplate`${markHTMLString(html)}`;
});

/**
 * A component that gives a mark in the place of what it throws. Astro calls those that read the collections
 * once more, for the page's head, where nothing around them could catch it.
 */
function withoutThrowing(is: Factory, toMark: (error: unknown) => string): Factory {
  if (!is.isAstroComponentFactory) return is;
  return createComponent({
    factory: async (...given) => {
      try {
        return await is(...given);
      } catch (error) {
        return renderTemplate`${toMark(error)}`;
      }
    },
    ...(is.moduleId === undefined ? {} : { moduleId: is.moduleId }),
    ...(is.propagation === undefined ? {} : { propagation: is.propagation }),
  });
}
