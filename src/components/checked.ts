import { createComponent, markHTMLString, renderTemplate } from 'astro/runtime/server/index.js';
import { renderComponentToString } from 'astro/runtime/server/render/component.js';
import { toFaultMark, toFaultWords } from '#build/fault-mark.ts';

/** A component of a page's text, with what it is given there. */
interface Props extends Record<string, unknown> {
  is: { name?: string };
  /** `src/content/docs/cases/a.mdx:12:3` */
  checkedAt: string;
}

/**
 * Stands in a page's text in the place of each component, put there by the build: draws that, and what
 * it throws is a fault at its place.
 */
export const Checked = createComponent(async (result, { is, checkedAt, ...props }: Props, slots) => {
  let html: string;
  try {
    html = await renderComponentToString(result, is.name ?? 'component', is, props, slots);
  } catch (error) {
    html = toFaultMark(checkedAt, toFaultWords(error));
  }
  return renderTemplate`${markHTMLString(html)}`;
});
