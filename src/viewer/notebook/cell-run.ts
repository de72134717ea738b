import { formatDuration, formatSize } from '#locale/format.ts';
import type { Locale } from '#locale/locale.ts';
import type { FrameCell } from '#notebook/frame/messages.ts';
import { memoryLimitBytes } from '#notebook/frame/memory-watch.ts';
import type { CaptureValues } from '#notebook/runtime/captures.ts';
import { notebookTexts } from '#texts/notebook.ts';
import { type CellFrameOptions, createCellFrame, maxHeight } from './cell-frame.ts';
import { button, el, removeControl } from './elements.ts';

export interface CellRunOptions {
  /** Address of the page that runs cells. */
  address: string;
  locale: Locale;
  cells: FrameCell[];
  captures: CaptureValues;
  lost: Record<string, string>;
  /** What cells in Go are to these. */
  go: CellFrameOptions['go'];
  editedOutputs: CellFrameOptions['editedOutputs'];
  onInput: CellFrameOptions['onInput'];
  onStop(): void;
  /** Told an error of a cell at a line of its text, from 1. */
  onFault(cell: string, message: string, line: number): void;
  /** Told each value of each variable of the cells, as a line of text, and the cell that declares it. */
  onValue(name: string, text: string, cell: string): void;
}

/** A frame in which edited cells run, with what is said of the run above it. */
export interface CellRun {
  element: HTMLElement;
  /** Takes the frame away, whatever runs in it; what is said stays. */
  end(text: string): void;
}

/** After so long without a word from a cell, the reader is told that it still runs. */
const slowMs = 2000;

/** And after so long without a word from the frame, why that may be: its guard would have ended a loop. */
const silentMs = 15_000;

export function createCellRun(options: CellRunOptions): CellRun {
  const { locale, cells } = options;
  const texts = notebookTexts[locale];
  const status = el('p', { class: 'cb-cell-status', role: 'status' }, texts.running);
  // Read out once, not every second.
  const elapsed = el('p', { class: 'cb-cell-elapsed', 'aria-hidden': 'true' });
  const note = el('p', { class: 'cb-cell-run-note', hidden: true });
  const memory = el('p', { hidden: true });
  const waiting = new Set(cells.map(({ name }) => name));
  const failed = new Set<string>();
  /** The last error that no run of a cell has met. */
  let uncaught: string | undefined;
  const startedAt = performance.now();
  let heardAt = startedAt;
  let durationMs: number | undefined;
  let isSlow = false;

  const say = (text: string) => {
    if (status.textContent !== text) status.textContent = text;
  };
  const settle = () => {
    if (waiting.size === 0) {
      durationMs ??= performance.now() - startedAt;
      elapsed.textContent = '';
    }
    if (failed.size > 0) say(texts.failed(failed.size));
    else if (uncaught !== undefined) say(uncaught);
    else if (durationMs !== undefined) say(texts.ran(formatDuration(toRounded(durationMs / 1000))));
  };
  const show = (element: HTMLElement, text: string | undefined) => {
    element.hidden = text === undefined;
    if (element.textContent !== (text ?? '')) element.textContent = text ?? '';
  };

  /** Ended by the page, for what its reader is told. */
  const endFor = (reason: string) => {
    element.append(el('p', { class: 'cb-cell-error', role: 'alert' }, reason));
    options.onStop();
  };

  const frame = createCellFrame({
    address: options.address,
    title: texts.frameTitle,
    locale,
    cells,
    captures: options.captures,
    lost: options.lost,
    go: options.go,
    editedOutputs: options.editedOutputs,
    onInput: options.onInput,
    onAlive: () => (heardAt = performance.now()),
    onHeight: (height, isCut) => show(note, isCut ? texts.scrolls(height, maxHeight) : undefined),
    onMemory: (bytes) => show(memory, texts.memory(formatSize(bytes))),
    onTooMuchMemory: ({ bytes, isMeasured, cell, line }) => {
      const limit = formatSize(memoryLimitBytes);
      const said = isMeasured
        ? texts.holdsTooMuch(formatSize(bytes), limit)
        : texts.madeTooMuch(formatSize(bytes), limit);
      if (cell !== undefined && line !== undefined) options.onFault(cell, said, line);
      endFor(cell === undefined ? said : texts.errorIn(cell, line, said));
    },
    onLeft: () => endFor(texts.left),
    onFlood: () => endFor(texts.flood),
    onValue: (name, text) => {
      const cell = cells.find(({ outputs }) => outputs.includes(name));
      if (cell) options.onValue(name, text, cell.name);
    },
    onResult: (cell) => {
      waiting.delete(cell);
      failed.delete(cell);
      settle();
    },
    onError: ({ cell, message, line }) => {
      waiting.delete(cell);
      failed.add(cell);
      settle();
      if (line !== undefined) options.onFault(cell, message, line);
      if (!cells.some(({ name, shown }) => shown && name === cell)) say(texts.errorIn(cell, line, message));
    },
    onUncaught: ({ cell, message, line }) => {
      uncaught = cell === undefined ? message : texts.errorIn(cell, line, message);
      settle();
      if (cell !== undefined && line !== undefined) options.onFault(cell, message, line);
    },
  });

  const tick = setInterval(() => {
    const now = performance.now();
    // Browsers hold up frames that nobody sees.
    if (document.hidden) heardAt = now;
    const silent = now - heardAt;
    if (silent > silentMs) show(note, texts.silent(Math.floor(silent / 1000)));
    if (waiting.size === 0) return;
    elapsed.textContent = formatDuration(Math.floor((now - startedAt) / 1000));
    if (!isSlow && failed.size === 0 && now - startedAt >= slowMs) {
      isSlow = true;
      say(texts.slow);
    }
  }, 500);
  const stopButton = button(texts.stop, options.onStop);
  const element = el(
    'div',
    { class: 'cb-cell-run' },
    el(
      'div',
      { class: 'cb-cell-run-head' },
      el('p', {}, texts.frameNote),
      memory,
      elapsed,
      status,
      stopButton,
    ),
    note,
    frame.element,
  );
  return {
    element,
    end(text) {
      clearInterval(tick);
      frame.remove();
      removeControl(stopButton);
      elapsed.textContent = '';
      show(note, undefined);
      say(text);
    },
  };
}

/** To a hundredth of a second, and not to nothing. */
function toRounded(seconds: number): number {
  return Math.max(0.01, Number(seconds.toFixed(2)));
}
