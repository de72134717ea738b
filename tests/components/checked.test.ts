import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import {
  createComponent,
  markHTMLString,
  renderComponent,
  renderTemplate,
} from 'astro/runtime/server/index.js';
import { expect, test } from 'vitest';
import { Checked } from '#components/checked.ts';
import { readBuiltPage } from '#integrations/faults/check-site.ts';

/** As the text of a page has it. */
const render = async (is: unknown, props: object = {}) => {
  const given = { is, checkedAt: 'src/content/docs/cases/a.mdx:12:3', ...props };
  const slots = { default: () => renderTemplate`within` };
  const Page = createComponent(
    (result) => renderTemplate`${renderComponent(result, 'Checked', Checked, given, slots)}`,
  );
  return (await AstroContainer.create()).renderToString(Page);
};

test('a component is drawn with what it is given, and nothing besides', async () => {
  const Shown = createComponent(async (_: unknown, props: object, slots: { default(): Promise<unknown> }) => {
    return renderTemplate`${markHTMLString(`<b>${JSON.stringify(props)}</b>`)}${await slots.default()}`;
  });
  expect(await render(Shown, { capture: 'x', at: 'last' })).toBe('<b>{"capture":"x","at":"last"}</b>within');
});

test.each([
  [
    'at once',
    () => {
      throw new Error('<Usage>: height:\nno number');
    },
  ],
  [
    'later',
    async () => {
      await Promise.resolve();
      throw new Error('<Usage>: height:\nno number');
    },
  ],
])('what one throws %s stands in the page as a fault at its place', async (_, factory) => {
  const html = await render(createComponent(factory as never));
  expect(readBuiltPage(html).faults).toEqual([
    { file: 'src/content/docs/cases/a.mdx', line: 12, column: 3, words: '<Usage>: height: no number' },
  ]);
});

test('one that Astro may call for the head of the page besides is caught there too', async () => {
  const Calling = createComponent({
    factory: async () => {
      await Promise.resolve();
      throw new Error('no such series');
    },
    propagation: 'self',
  });
  const html = await render(Calling);
  expect(readBuiltPage(html).faults.map(({ words }) => words)).toEqual(['no such series']);
});
