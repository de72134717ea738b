import { createBuiltins } from '#notebook/runtime/builtins.ts';
import { bundledLibraries } from '#notebook/runtime/bundled-libraries.ts';
import { createCapture } from '#notebook/runtime/captures.ts';
import { toErrorText } from '#notebook/runtime/display.ts';
import { Notebook } from '#notebook/runtime/notebook.ts';
import { type Observed, observe } from '#notebook/runtime/observe.ts';
import type { FrameCell, FrameReport, FrameRun, FrameTheme } from './messages.ts';
import { guardName, startRound } from './round-guard.ts';

// The whole of the sandboxed page: takes cells and captures from the page around it, runs them, and
// tells what came of it. Everything a cell could reach the network with is forbidden by the page's
// policy, but for this, which the policy cannot name.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel']) {
  Reflect.deleteProperty(globalThis, name);
}

const tell = (report: FrameReport) => parent.postMessage(report, '*');
const themes = new Set<(dark: boolean) => void>();
let started = false;

addEventListener('message', ({ source, data }: MessageEvent<FrameRun | FrameTheme>) => {
  if (source !== parent || !data) return;
  if (data.kind === 'theme') setTheme(data.dark);
  else if (data.kind === 'run' && !started) {
    started = true;
    setTheme(data.dark);
    run(data);
  }
});
new ResizeObserver(([entry]) => {
  tell({ kind: 'height', height: Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0) });
}).observe(document.body);
tell({ kind: 'ready' });

function run({ cells, captures }: FrameRun): void {
  const notebook = new Notebook(
    createBuiltins({ document, libraries: bundledLibraries, width: observeWidth, dark: observeDark }),
    ({ cell, error }) => {
      if (error === undefined) tell({ kind: 'result', cell });
      else {
        const failed = cells.find(({ name }) => name === cell);
        tell({
          kind: 'error',
          cell,
          message: toErrorText(error),
          line: failed && findLine(error, failed),
        });
      }
    },
  );
  notebook.setValue('capture', createCapture(captures));
  const shown = cells.filter((cell) => cell.shown);
  for (const cell of cells) {
    const root = document.createElement('div');
    if (cell.shown) document.body.append(shown.length > 1 ? toSection(cell.name, root) : root);
    notebook.define({ ...cell, body: toFunction(cell) }, root);
  }
}

function toSection(name: string, root: HTMLElement): HTMLElement {
  const section = document.createElement('section');
  const heading = document.createElement('p');
  heading.className = 'cb-label';
  heading.textContent = name;
  section.append(heading, root);
  return section;
}

/** Strict, as a module is; named so that an error's stack tells the line. */
function toFunction({ name, body }: FrameCell): (...values: unknown[]) => unknown {
  // oxlint-disable-next-line no-new-func -- what this page is for; its policy allows it here alone
  const make = new Function(
    guardName,
    `"use strict"; return ${body}\n//# sourceURL=cell-${encodeURIComponent(name)}.js`,
  ) as (round: () => void) => (...values: unknown[]) => unknown;
  return make(startRound());
}

/** The line of the cell's text where an error arose, from 1, as far as the stack tells. */
function findLine(error: unknown, { name, bodyLine }: FrameCell): number | undefined {
  const stack = String((error as Error | undefined)?.stack ?? '');
  const match = stack.match(new RegExp(`cell-${encodeURIComponent(name)}\\.js:(\\d+)`));
  // new Function puts two lines of its own before the text.
  return match ? Math.max(1, Number(match[1]) - 2 - bodyLine + 1) : undefined;
}

function observeWidth(): Observed<number> {
  return observe((change) => {
    const observer = new ResizeObserver(([entry]) => change(Math.floor(entry?.contentRect.width ?? 640)));
    observer.observe(document.body);
    return () => observer.disconnect();
  });
}

function observeDark(): Observed<boolean> {
  return observe((change) => {
    change(document.documentElement.dataset['theme'] === 'dark');
    themes.add(change);
    return () => themes.delete(change);
  });
}

function setTheme(dark: boolean): void {
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  for (const change of themes) change(dark);
}
