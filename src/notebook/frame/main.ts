import './animation-frames.ts';
import { createBuiltins } from '#notebook/runtime/builtins.ts';
import { bundledLibraries } from '#notebook/runtime/bundled-libraries.ts';
import { createCapture } from '#notebook/runtime/captures.ts';
import { toGoValues, toInput, toNotRun } from '#notebook/runtime/go-values.ts';
import { toErrorText } from '#notebook/runtime/display.ts';
import { explainError } from '#notebook/runtime/explain-error.ts';
import { Notebook } from '#notebook/runtime/notebook.ts';
import { isSealed, sealWithin } from '#notebook/seal/seal.ts';
import { toInspected } from '#notebook/runtime/inspected-text.ts';
import { type Observed, observe } from '#notebook/runtime/observe.ts';
import { cellTexts } from '#texts/cells.ts';
import { observeContentHeight } from './content-height.ts';
import type {
  FrameCell,
  FrameGoInput,
  FrameGoValues,
  FrameReport,
  FrameRun,
  FrameTheme,
  GoCellGiven,
} from './messages.ts';
import { GoInputs } from './go-inputs.ts';
import { createMemoryWatch, memoryLimitBytes, readUsed } from './memory-watch.ts';
import { observeUncaught } from './uncaught.ts';
import { createRoundGuard, guardNames, type RoundGuard } from './round-guard.ts';

// The whole of the sandboxed page: takes cells and captures from the page around it, runs them, and
// tells what came of it. Everything a cell could reach the network with is forbidden by the page's
// policy, but for this, which the policy cannot name.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel']) {
  Reflect.deleteProperty(globalThis, name);
}

const tell = (report: FrameReport) => parent.postMessage(report, '*');
const themes = new Set<(dark: boolean) => void>();
let started = false;
let takeGoValues: (given: GoCellGiven) => void = () => {};
const goInputs = new GoInputs((name, value) =>
  tell({ kind: 'input', name, json: JSON.stringify(toInput(value)) as string | undefined }),
);

if (isSealed()) listen();
else sealWithin();

function listen(): void {
  addEventListener(
    'message',
    ({ source, data }: MessageEvent<FrameRun | FrameTheme | FrameGoValues | FrameGoInput>) => {
      if (source !== parent || !data) return;
      if (data.kind === 'theme') setTheme(data.dark);
      else if (data.kind === 'go-values') takeGoValues(data);
      else if (data.kind === 'go-input') goInputs.want(data.name);
      else if (data.kind === 'run' && !started) {
        started = true;
        setTheme(data.dark);
        run(data);
      }
    },
  );
  observeContentHeight((height) => tell({ kind: 'height', height }));
  setInterval(() => tell({ kind: 'alive' }), 1000);
  tell({ kind: 'ready' });
}

function run({ cells, captures, lost, goValues, goInputs: wanted, locale }: FrameRun): void {
  for (const name of wanted) goInputs.want(name);
  const words = cellTexts[locale];
  document.documentElement.lang = locale;
  // Made now that the captures are here: what they take is not the code's.
  const findPlace = (error: unknown) =>
    cells
      .map((cell) => ({ cell: cell.name, line: findLine(error, cell) }))
      .find(({ line }) => line !== undefined);
  const guard = createRoundGuard(undefined, undefined, undefined, {
    watch: createMemoryWatch(readUsed, memoryLimitBytes, (bytes) => tell({ kind: 'memory', bytes })),
    onTooMuch: ({ bytes, isMeasured }, error) => {
      const place = findPlace(error);
      tell({ kind: 'too-much-memory', bytes, isMeasured, cell: place?.cell, line: place?.line });
    },
  });
  const consoles = new Map<string, { console: Console; lines: HTMLElement }>();
  let last = '';
  observeUncaught(globalThis, (error) => {
    const place = findPlace(error);
    const hint = explainError(error, { known: [], lost: {}, words, isApart: true });
    const own = consoles.get(place?.cell ?? '');
    const message = [words.uncaught, toErrorText(error), hint].filter(Boolean).join(' ');
    // A timer says the same each time; a run of the cell has taken away what stood there.
    if (message === last && own?.lines.hasChildNodes()) return;
    last = message;
    own?.console.error(...[words.uncaught, error, hint].filter((part) => part !== undefined));
    tell({ kind: 'uncaught', cell: place?.cell, message, line: place?.line });
  });
  const notebook = new Notebook(
    createBuiltins({
      document,
      libraries: bundledLibraries,
      words,
      width: observeWidth,
      dark: observeDark,
    }),
    {
      words,
      isApart: true,
      lost,
      onValue: (name, value) => {
        tell({ kind: 'value', name, text: toInspected(value, 1, words) });
        goInputs.set(name, value);
      },
      onResult: ({ cell, error, hint, durationMs }) => {
        if (error === undefined) tell({ kind: 'result', cell, durationMs });
        else {
          const failed = cells.find(({ name }) => name === cell);
          const message = [toErrorText(error), hint].filter(Boolean).join(' ');
          tell({ kind: 'error', cell, message, line: failed && findLine(error, failed) });
        }
        tellMemory();
      },
    },
  );
  notebook.setValue('capture', createCapture(captures));
  takeGoValues = ({ cell, values }) => {
    // An edited cell may declare the name: it is the reader's then.
    if (cells.some(({ outputs }) => outputs.includes(cell))) return;
    // A message is a copy, which is not frozen any more.
    if (values) notebook.setValue(cell, toGoValues(Object.entries(values)));
    else notebook.setFailure(cell, toNotRun(cell));
  };
  for (const given of goValues) takeGoValues(given);
  const shown = cells.filter((cell) => cell.shown);
  for (const cell of cells) {
    const root = document.createElement('div');
    const lines = document.createElement('div');
    lines.className = 'cb-console';
    const section = document.createElement('section');
    section.className = 'cb-cell-output';
    if (shown.length > 1) section.append(toHeading(cell.name));
    section.append(root, lines);
    // What only runs because another reads it is not seen, but for what it says.
    root.hidden = !cell.shown;
    section.toggleAttribute('data-unseen', !cell.shown);
    document.body.append(section);
    const toBody = (console: Console) => {
      consoles.set(cell.name, { console, lines });
      return toFunction(cell, guard, console);
    };
    notebook.define({ ...cell, toBody }, root, lines);
  }
}

function toHeading(name: string): HTMLElement {
  const heading = document.createElement('p');
  heading.className = 'cb-label';
  heading.textContent = name;
  return heading;
}

function tellMemory(): void {
  const bytes = readUsed();
  if (bytes !== undefined) tell({ kind: 'memory', bytes });
}

/** Strict, as a module is; named so that an error's stack tells the line. */
function toFunction(
  { name, body }: FrameCell,
  guard: RoundGuard,
  own: Console,
): (...values: unknown[]) => unknown {
  // oxlint-disable-next-line no-new-func -- what this page is for; its policy allows it here alone
  const make = new Function(
    guardNames.round,
    guardNames.made,
    'console',
    `"use strict"; return ${body}\n//# sourceURL=cell-${encodeURIComponent(name)}.js`,
  ) as (
    round: RoundGuard['round'],
    made: RoundGuard['made'],
    console: Console,
  ) => (...values: unknown[]) => unknown;
  return make(guard.round, guard.made, own);
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
    let last = document.body.clientWidth;
    // At once: what is off the screen is not observed.
    if (last > 0) change(last);
    const observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 640);
      if (width === last) return;
      last = width;
      change(width);
    });
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
