import { createHighlighter } from 'shiki';
import { expect, test } from 'vitest';
import { consoleLanguages } from '#build/console-grammar.ts';

test('the command behind a prompt is coloured, and what it printed is not', async () => {
  const highlighter = await createHighlighter({
    langs: consoleLanguages,
    themes: ['github-dark'],
  });
  const text = '~ # free -m\n   total used\nMem: 853 179 # not a comment\nroot@board:/tmp$ echo "x"';
  const { tokens } = highlighter.codeToTokens(text, { lang: 'console', theme: 'github-dark' });
  const coloured = tokens.map((line) => new Set(line.map(({ color }) => color)).size > 1);
  expect(coloured).toEqual([true, false, false, true]);
  highlighter.dispose();
});
