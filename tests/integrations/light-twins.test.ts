import { expect, test } from 'vitest';
import { addLightTwins } from '#integrations/light-twins.ts';

const when = '@media print,(scripting:none) and (prefers-color-scheme:light)';

test('a rule of the light theme has a twin for paper and for a light system without script', () => {
  expect(addLightTwins(':root{--a:#000}:root[data-theme=light]{--a:#fff}p{margin:0}')).toBe(
    `:root{--a:#000}:root[data-theme=light]{--a:#fff}${when}{:root[data-theme=dark]{--a:#fff}}p{margin:0}`,
  );
});

test('it stands within what its rule stands in, also where quotes and comments hold braces', () => {
  const rule = `:root[data-theme='light'] a:not([data-theme='dark'])::before{content:"}\\"{"}`;
  const twin = rule.replace(`[data-theme='light']`, '[data-theme=dark]');
  expect(addLightTwins(`/* } */@media (width>1px){i{color:red}${rule}}`)).toBe(
    `/* } */@media (width>1px){i{color:red}${rule}${when}{${twin}}}`,
  );
});

test('a style sheet without a light theme stays as it is', () => {
  const css = '.a{color:red}[data-theme=dark] .b{color:blue}@media print{.c{display:none}}';
  expect(addLightTwins(css)).toBe(css);
});
