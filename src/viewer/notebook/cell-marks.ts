import type { NotebookTexts } from '#texts/notebook.ts';
import type { CellView } from './cell-view.ts';
import type { EditReaders } from './edited-cells.ts';
import { button, el } from './elements.ts';

/** What runs in a frame, and where that stands. */
export interface RunningEdits {
  view: CellView;
  /** Texts that it runs, by cell. */
  texts: Readonly<Record<string, string>>;
  readers: EditReaders;
}

export interface CellMarksOptions {
  views: readonly CellView[];
  texts: NotebookTexts;
  /** The reader's texts as they stand, by cell. */
  edits: Readonly<Record<string, string>>;
  /** The same of cells in Go, and what of these has run last. */
  goEdits: Readonly<Record<string, string>>;
  goRan: ReadonlyMap<string, string>;
  readers: EditReaders;
  running: RunningEdits | undefined;
  run(name: string): void;
}

/**
 * Marks every output on the page that is not what the reader's texts come to, with a way to see
 * that: a page does not say two things without saying which is which.
 */
export function markCells(options: CellMarksOptions): void {
  const { views, texts, edits, goEdits, goRan, readers, running, run } = options;
  const isCurrent = (name: string) => running !== undefined && running.texts[name] === edits[name];
  const showFrame = () => running?.view.element.scrollIntoView({ block: 'center' });

  /** What is to be said of a cell's output, and the button beside it. */
  const toMark = (view: CellView): [text: string, action: string, act: () => void] | undefined => {
    const { name } = view;
    const isFramed = running?.view === view;
    const again = () => run(name);
    if (Object.hasOwn(goEdits, name)) {
      const ran = goRan.get(name);
      if (ran === goEdits[name]) return undefined;
      return [ran === undefined ? texts.notRun : texts.changedSince, texts.run, again];
    }
    if (Object.hasOwn(edits, name)) {
      if (isFramed) return isCurrent(name) ? undefined : [texts.changedSince, texts.run, again];
      if (running && isCurrent(name)) return [texts.runsThere(running.view.name), texts.showThere, showFrame];
      return [view.hasOutput ? texts.notRun : texts.notRunSilent, texts.run, again];
    }
    if (isFramed || !view.hasOutput) return undefined;
    const read = readers.affected.get(name) ?? [];
    if (read.length > 0) {
      const said = [texts.readsPublished(read)];
      for (const [lost, cell] of Object.entries(readers.lost)) {
        if (read.includes(cell) && readers.lostTo.get(name)?.includes(lost))
          said.push(texts.readsLost(lost, cell));
      }
      const isThere = running?.readers.affected.has(name) && read.every(isCurrent);
      return isThere
        ? [said.join(' '), texts.showWithEdit, showFrame]
        : [said.join(' '), texts.runWithEdit, again];
    }
    return running?.readers.inputs.has(name) ? [texts.inputTwice, texts.showThere, showFrame] : undefined;
  };

  for (const view of views) {
    const mark = toMark(view);
    // What stands there already stays: the reader may be about to press it.
    const key = mark && [mark[0], mark[1], running?.view.name].join('\n');
    if (view.mark === key) continue;
    if (key === undefined || !mark) view.setMark(undefined);
    else {
      const [text, action, act] = mark;
      view.setMark(key, el('p', {}, text), button(action, act));
    }
  }
}
