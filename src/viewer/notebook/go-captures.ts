import { findCrash, toCrashText } from '#notebook/go/crash-text.ts';
import type { CellValue } from '#notebook/go/program.ts';
import type { GoValuesTexts } from '#texts/go-values.ts';
import { askIsland } from './ask-island.ts';
import { el } from './elements.ts';
import type { Piece } from './go-output.ts';
import type { GoRun, GoRunEnd } from './go-run-listener.ts';
import { capturesOfRuns } from './run-captures.ts';

/** A file made of what a run has left, and what it is called on the page. */
export interface RunFile {
  file: File;
  title: string;
  /** The program did not say that it is a capture: it is shown only where it reads as one. */
  isMaybe: boolean;
}

/** What of a run reads as a capture of its own: a crash or the collector's lines that it printed, bytes that it emitted. */
export function findRunFiles(
  cell: string,
  { output, values }: Pick<GoRunEnd, 'output' | 'values'>,
  texts: GoValuesTexts,
): RunFile[] {
  const files: RunFile[] = [];
  const text = findLog(output);
  if (text !== undefined) {
    const title = findCrash(text) === 'crash' ? texts.crashLog : texts.collections;
    files.push({ file: new File([toCrashText(text)], `${cell}.log`), title, isMaybe: false });
  }
  for (const [name, value] of values) {
    const bytes = findBytes(value);
    if (!bytes) continue;
    files.push({ file: new File([bytes], `${cell}-${name}`), title: texts.emitted(name), isMaybe: true });
  }
  return files;
}

/** Of stderr, where the runtime writes; a program may print a traceback to stdout as well. */
function findLog(output: readonly Piece[]): string | undefined {
  return [output.filter(({ fd }) => fd === 2), output]
    .map((pieces) => pieces.map(({ text }) => text).join(''))
    .find((text) => findCrash(text) !== undefined);
}

function findBytes(value: CellValue): Uint8Array<ArrayBuffer> | undefined {
  return 'bytes' in value && value.bytes.length > 0 ? (value.bytes as Uint8Array<ArrayBuffer>) : undefined;
}

/** Shows below a cell what its run has left; what shows it is loaded when there is something. */
export async function showCaptures(
  { cell, element }: Pick<GoRun, 'cell' | 'element'>,
  end: Pick<GoRunEnd, 'output' | 'values'>,
  texts: GoValuesTexts,
): Promise<void> {
  const files = findRunFiles(cell, end, texts);
  const island = element.closest('.cb-cell')?.querySelector('astro-island');
  if (files.length === 0 || !island) {
    capturesOfRuns.set(cell, undefined);
    return;
  }
  const fail = (error: unknown) => {
    capturesOfRuns.set(cell, undefined);
    const text = texts.viewFailed(error instanceof Error ? error.message : String(error));
    element.append(el('p', { class: 'cb-cell-error', role: 'alert' }, text));
  };
  try {
    const { OpenCaptures } = await import('#viewer/captures/open-captures.ts');
    const captures = new OpenCaptures([]);
    capturesOfRuns.set(cell, {
      captures,
      titles: new Map(files.map(({ file, title }) => [file.name, title])),
      maybe: new Set(files.flatMap(({ file, isMaybe }) => (isMaybe ? file.name : []))),
    });
    askIsland(island, fail);
    await captures.addFiles(files.map(({ file }) => file));
  } catch (error) {
    fail(error);
  }
}
