import { createHighlighter } from 'shiki';
import { goCrashGrammar } from './go-crash-grammar.ts';

const themes = { light: 'github-light', dark: 'github-dark' };
const highlighter = createHighlighter({ langs: [goCrashGrammar], themes: Object.values(themes) });

/** A crash log as highlighted HTML, its colours for both themes in CSS variables. Everything in it is escaped. */
export async function highlightCrashLog(log: string): Promise<string> {
  return (await highlighter).codeToHtml(log, { lang: goCrashGrammar.name, themes, defaultColor: false });
}
