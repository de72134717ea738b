import { createHighlighter, type Highlighter } from 'shiki';
import { drawnBefore } from './drawn-before.ts';
import { goCrashGrammar } from './go-crash-grammar.ts';

const themes = { light: 'github-light', dark: 'github-dark' };
let highlighter: Promise<Highlighter> | undefined;

/** A crash log as highlighted HTML, its colours for both themes in CSS variables. Everything in it is escaped. */
export async function highlightCrashLog(log: string): Promise<string> {
  return drawnBefore(['crash log', log], async () => {
    highlighter ??= createHighlighter({ langs: [goCrashGrammar], themes: Object.values(themes) });
    const lang = goCrashGrammar.name;
    return (await highlighter).codeToHtml(log, { lang, themes, defaultColor: false, tokenizeTimeLimit: 0 });
  });
}
