import { createHighlighter } from 'shiki';
import { expect, test } from 'vitest';
import { consoleLanguages } from '#build/console-grammar.ts';

/** A bit of Shiki's `FontStyle`, which it gives as a type alone. */
const bold = 2;
const text = '~ # free -m\n   total used\nMem: 853 179 # not a comment\nroot@board:/tmp$ echo "x"';

for (const theme of ['github-dark', 'github-light'] as const) {
  test(`a prompt and its command are told from what was printed, in ${theme}`, async () => {
    const highlighter = await createHighlighter({ langs: consoleLanguages, themes: [theme] });
    // As Expressive Code does: what Markdown may hold is loaded with it, by name, unless there is one of that name.
    const known = highlighter.getLoadedLanguages();
    if (!known.includes('shellsession')) await highlighter.loadLanguage('shellsession');
    const { tokens, fg } = highlighter.codeToTokens(text, { lang: 'console', theme });
    const [free, head, row, echo] = tokens.map((line) =>
      line.map(({ content, color, fontStyle }) => ({
        content,
        isPlain: color?.toLowerCase() === fg?.toLowerCase(),
        isBold: fontStyle === bold,
      })),
    );
    expect(free).toEqual([
      { content: '~ # ', isPlain: false, isBold: false },
      { content: 'free -m', isPlain: true, isBold: true },
    ]);
    for (const line of [head, row]) {
      expect(line?.every(({ isPlain, isBold }) => isPlain && !isBold)).toBe(true);
    }
    expect(echo?.slice(1).every(({ isBold }) => isBold)).toBe(true);
    highlighter.dispose();
  });
}
