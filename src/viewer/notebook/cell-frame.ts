import type {
  FrameCell,
  FrameGoInput,
  FrameGoValues,
  FrameReport,
  FrameRun,
  FrameTheme,
} from '#notebook/frame/messages.ts';
import type { CaptureValues } from '#notebook/runtime/captures.ts';
import { createFloodWatch } from '#notebook/seal/flood-watch.ts';
import type { Locale } from '#locale/locale.ts';
import type { GoDataflow, GoVariableState } from './go-dataflow.ts';
import { isDark, observeTheme } from './page-signals.ts';
import { takeNumber, takeText } from './said-by-frame.ts';

export interface CellFrameOptions {
  /** Address of the page that runs cells. */
  address: string;
  title: string;
  cells: FrameCell[];
  captures: CaptureValues;
  /** Names that edits took away, with the cells that declared them. */
  lost: Record<string, string>;
  locale: Locale;
  /** What cells in Go are to these: as it stands, and as it changes. */
  go: Pick<GoDataflow, 'states' | 'subscribe' | 'inputNames' | 'subscribeInputs'> | undefined;
  /** Variables that are what the reader's edits make of them: cells in Go read these. */
  editedOutputs: ReadonlySet<string>;
  onError(fault: { cell: string; message: string; line: number | undefined }): void;
  /** Told of an error that no run of a cell has met; the cell as far as it is known. */
  onUncaught(fault: { cell: string | undefined; message: string; line: number | undefined }): void;
  /** Told of each cell that has run without an error. */
  onResult(cell: string): void;
  /** Told each value of each variable of the cells, as a line of text. */
  onValue(name: string, text: string): void;
  /** Told each value of those of them that cells in Go read, as these take it. */
  onInput(name: string, value: unknown): void;
  /** Told what the frame's scripts hold, in bytes, where the browser says it. */
  onMemory(bytes: number): void;
  /** Told that the scripts hold too much, or have made too much where nothing is measured, and where that was seen. */
  onTooMuchMemory(found: {
    bytes: number;
    isMeasured: boolean;
    cell: string | undefined;
    line: number | undefined;
  }): void;
  /** Told that something has led the frame to another page. */
  onLeft(): void;
  /** Told that the frame says more than the page can hear. */
  onFlood(): void;
  /** Told whenever the frame is heard of. */
  onAlive(): void;
  /** Told the height of the content in pixels, and whether it is more than is shown at once. */
  onHeight(height: number, isCut: boolean): void;
}

export interface CellFrame {
  element: HTMLIFrameElement;
  /** Ends whatever runs in it. */
  remove(): void;
}

/** Higher than this a frame scrolls: what runs in it is not to push the page away. */
export const maxHeight = 4000;

/**
 * Runs cells in a frame whose page frames itself, sandboxed and of opaque origin (src/notebook/seal). All it gets is in one
 * message; all it can do is to send messages back, of which nothing is taken as anything but numbers and text.
 */
export function createCellFrame(options: CellFrameOptions): CellFrame {
  const { address, title, cells, captures, lost, go, editedOutputs, locale } = options;
  const element = document.createElement('iframe');
  element.title = title;
  element.className = 'cb-cell-frame';
  element.referrerPolicy = 'no-referrer';
  element.src = address;
  const send = (message: FrameRun | FrameTheme | FrameGoValues | FrameGoInput) =>
    element.contentWindow?.postMessage(message, '*');
  let isRunning = false;
  const names = new Set(cells.map(({ name }) => name));
  const variables = new Set(cells.flatMap(({ outputs }) => outputs));

  const isFlood = createFloodWatch();
  const hear = (event: MessageEvent<unknown>) => {
    // Before what it says is read, which takes time: another's is not.
    if (event.source !== element.contentWindow) return;
    const heardAt = performance.now();
    const { data } = event;
    if (data && typeof data === 'object') take(data as FrameReport);
    if (isFlood(performance.now() - heardAt)) options.onFlood();
  };
  const take = (report: FrameReport) => {
    options.onAlive();
    if (report.kind === 'flood') options.onFlood();
    else if (report.kind === 'ready') {
      send({
        kind: 'run',
        cells,
        captures,
        lost,
        goValues: Object.entries(go?.states ?? {}).map(toGiven),
        goInputs: (go?.inputNames ?? []).filter((name) => editedOutputs.has(name)),
        locale,
        dark: isDark(),
      });
      isRunning = true;
    } else if (report.kind === 'height') {
      const height = takeNumber(report.height);
      if (height === 0) return;
      element.style.height = `${Math.min(height, maxHeight)}px`;
      options.onHeight(height, height > maxHeight);
    } else if (report.kind === 'memory') {
      const bytes = takeNumber(report.bytes);
      if (bytes > 0) options.onMemory(bytes);
    } else if (report.kind === 'too-much-memory') {
      options.onTooMuchMemory({
        bytes: takeNumber(report.bytes),
        isMeasured: report.isMeasured === true,
        cell: report.cell !== undefined && names.has(report.cell) ? report.cell : undefined,
        line: Number.isInteger(report.line) ? report.line : undefined,
      });
    } else if (report.kind === 'value') {
      if (variables.has(report.name)) options.onValue(report.name, takeText(report.text, longestText));
    } else if (report.kind === 'input') {
      if (editedOutputs.has(report.name)) takeInput(report.name, report.json, options.onInput);
    } else if (report.kind === 'result' && names.has(report.cell)) options.onResult(report.cell);
    else if (report.kind === 'error' && names.has(report.cell)) {
      options.onError({ cell: report.cell, ...toFault(report) });
    } else if (report.kind === 'uncaught') {
      const cell = report.cell !== undefined && names.has(report.cell) ? report.cell : undefined;
      options.onUncaught({ cell, ...toFault(report) });
    }
  };
  addEventListener('message', hear);
  // The first page that it loads is ours; whatever comes then is somewhere that a script has gone.
  let isLoaded = false;
  element.addEventListener('load', () => {
    if (isLoaded) options.onLeft();
    isLoaded = true;
  });
  const endGo = go?.subscribe((cell) => {
    const state = go.states[cell];
    if (isRunning && state) send({ kind: 'go-values', ...toGiven([cell, state]) });
  });
  const endInputs = go?.subscribeInputs((name) => {
    if (isRunning && editedOutputs.has(name)) send({ kind: 'go-input', name });
  });
  const endTheme = observeTheme((dark) => send({ kind: 'theme', dark }));
  return {
    element,
    remove() {
      removeEventListener('message', hear);
      endGo?.();
      endInputs?.();
      endTheme();
      element.remove();
    },
  };
}

/** Characters of what is said to a reader. */
const longestText = 2000;

function toFault({ message, line }: { message: unknown; line: unknown }) {
  return {
    message: takeText(message, longestText),
    line: Number.isInteger(line) ? (line as number) : undefined,
  };
}

/** As long as what a program may be given, and JSON: the frame may send anything. */
function takeInput(name: string, json: unknown, take: CellFrameOptions['onInput']): void {
  if (json === undefined) return take(name, undefined);
  if (typeof json !== 'string' || json.length > mostInput) return;
  try {
    take(name, JSON.parse(json));
  } catch {
    // It is none of the frame's own messages.
  }
}

/** Characters of one variable. */
const mostInput = 64 << 20;

function toGiven([cell, { values }]: [string, GoVariableState]): {
  cell: string;
  values: GoVariableState['values'];
} {
  return { cell, values };
}
