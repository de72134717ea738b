import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, undo } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { CompletionContext } from './cell-completions.ts';
import { toCompletionSource, toHover } from './editor-offers.ts';
import type { CellLanguage } from '#notebook/compile/cell.ts';
import { findChange, findSamePlace } from './formatted.ts';
import { goLanguage } from './go-language.ts';
import { reordering } from './reordering.ts';

/** Something wrong in the text: line and column from 1. */
interface EditorFault {
  message: string;
  line: number;
  column: number;
}

export interface Editor {
  text: string;
  /** Puts the same code in, spaced otherwise: the cursor stays where it was in the code. */
  setFormatted(text: string): void;
  /** Marks lines and tells what is wrong with them; none takes the marks away. */
  setFaults(faults: readonly EditorFault[]): void;
  undo(): void;
  /** Opens the field that finds in the text. */
  find(): void;
  focus(): void;
  remove(): void;
}

export interface EditorOptions {
  text: string;
  label: string;
  language: CellLanguage;
  /** What the editor offers while somebody types JavaScript, and says of what is pointed at. */
  completions: CompletionContext;
  onChange(text: string): void;
  onRun(): void;
  /** Shift+Alt+F, where the language has a formatter. */
  onFormat(): void;
}

/** Pixels of the screen that the header and the notebook's bar stand over: the cursor is not to go there. */
function toCovered(): { top: number; bottom: number } {
  const bar = document.querySelector('.cb-notebook')?.getBoundingClientRect();
  const isOver =
    bar !== undefined && bar.height > 0 && bar.bottom >= innerHeight - 1 && bar.top < innerHeight;
  return { top: 72, bottom: isOver ? innerHeight - bar.top + 8 : 0 };
}

/**
 * Scrolls on where the cursor would stand under the header or the bar. Not by `scrollMargins`, which
 * CodeMirror takes off the editor itself: one of a few lines counts as out of sight, and what it offers
 * is hidden.
 */
const uncoverCursor = EditorView.scrollHandler.of((view, { head }) => {
  view.requestMeasure({
    key: 'uncover',
    read: () => view.coordsAtPos(head),
    write: (at) => {
      if (!at) return;
      const { top, bottom } = toCovered();
      const below = at.bottom - (innerHeight - bottom);
      if (below > 0) scrollBy({ top: below, behavior: 'instant' });
      else if (at.top < top) scrollBy({ top: at.top - top, behavior: 'instant' });
    },
  });
  return false;
});

/** A code editor in an element: Shift+Enter runs, Escape leaves the Tab key to the page. */
export function createEditor(parent: Element, options: EditorOptions): Editor {
  const { text, label, language, completions, onChange, onRun, onFormat } = options;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        highlightSpecialChars({ addSpecialChars: reordering }),
        highlightActiveLine(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        search({ top: true }),
        EditorState.phrases.of(completions.editorTexts.phrases),
        language === 'go'
          ? goLanguage()
          : [
              autocompletion({ override: [toCompletionSource(completions)], activateOnTyping: true }),
              toHover(completions),
              javascript(),
              EditorState.tabSize.of(2),
            ],
        syntaxHighlighting(highlightStyle),
        EditorView.lineWrapping,
        uncoverCursor,
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
        editorTheme,
        keymap.of([
          {
            key: 'Shift-Enter',
            run: (editor) => {
              // What is offered would stand over what comes.
              closeCompletion(editor);
              onRun();
              return true;
            },
          },
          ...(language === 'go' ? [{ key: 'Shift-Alt-f', run: () => (onFormat(), true) }] : []),
          ...closeBracketsKeymap,
          ...searchKeymap,
          ...completionKeymap,
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(next) {
      if (next === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    setFormatted(next) {
      const before = view.state.doc.toString();
      if (next === before) return;
      const { from, to, insert } = findChange(before, next);
      const { anchor, head } = view.state.selection.main;
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor: findSamePlace(before, next, anchor), head: findSamePlace(before, next, head) },
        scrollIntoView: view.hasFocus,
      });
    },
    setFaults(faults) {
      const { doc } = view.state;
      const diagnostics = faults.map(({ message, line, column }): Diagnostic => {
        const at = doc.line(Math.min(Math.max(1, line), doc.lines));
        const from = Math.min(at.from + Math.max(0, column - 1), at.to);
        return { from, to: Math.max(from, at.to), severity: 'error', message };
      });
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    undo: () => void undo(view),
    find: () => void openSearchPanel(view),
    focus: () => view.focus(),
    remove: () => view.destroy(),
  };
}

const highlightStyle = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--cb-series-3)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--cb-series-9)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--cb-series-1)' },
  { tag: [tags.comment], color: 'var(--cb-ink-2)', fontStyle: 'italic' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--cb-series-0)' },
]);

const editorTheme = EditorView.theme({
  '&': {
    border: '1px solid var(--cb-line)',
    borderRadius: 'var(--cb-radius)',
    background: 'var(--cb-surface)',
    color: 'var(--cb-ink)',
    fontSize: 'var(--cb-text-s)',
  },
  '&.cm-focused': { outline: '2px solid var(--cb-accent)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--cb-mono)', lineHeight: '1.55' },
  '.cm-gutters': {
    border: 'none',
    background: 'var(--cb-surface)',
    color: 'var(--cb-ink-2)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { background: 'var(--cb-surface-2)' },
  '.cm-specialChar': { color: 'var(--cb-danger)' },
  '.cm-cursor': { borderLeftColor: 'var(--cb-ink)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--cb-accent-soft) !important',
  },
  '.cm-tooltip': {
    border: '1px solid var(--cb-line)',
    background: 'var(--cb-surface-2)',
    color: 'var(--cb-ink)',
  },
  '.cm-panels': {
    borderColor: 'var(--cb-line)',
    background: 'var(--cb-surface)',
    color: 'var(--cb-ink)',
  },
  '.cm-textfield': {
    border: '1px solid var(--cb-line)',
    background: 'var(--cb-paper)',
    color: 'var(--cb-ink)',
    fontSize: 'inherit',
  },
  '.cm-button': {
    border: '1px solid var(--cb-line)',
    background: 'var(--cb-surface-2)',
    backgroundImage: 'none',
    color: 'var(--cb-ink)',
    fontSize: 'inherit',
  },
  '.cm-searchMatch': { background: 'color-mix(in oklab, var(--cb-warn) 30%, transparent)' },
  '.cm-searchMatch-selected': { background: 'color-mix(in oklab, var(--cb-warn) 60%, transparent)' },
  '.cm-selectionMatch': { background: 'color-mix(in oklab, var(--cb-warn) 15%, transparent)' },
  '.cb-offer': { maxWidth: '26rem', padding: '0.35rem 0.6rem', lineHeight: '1.4', whiteSpace: 'normal' },
  '.cb-offer > code': { display: 'block', fontFamily: 'var(--cb-mono)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    background: 'var(--cb-accent)',
    color: 'var(--cb-paper)',
  },
});
