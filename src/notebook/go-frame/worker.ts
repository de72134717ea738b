import { buildProgram, formatProgram } from '#notebook/go/build-program.ts';
import type { GoTools } from '#notebook/go/go-tools.ts';
import type { FromRun } from '#notebook/go/messages.ts';
import type { GoClass } from '#notebook/go/program.ts';
import { runTold } from '#notebook/go/run-told.ts';
import type { FromToolsWorker, ToGoWorker, WantedFile } from './messages.ts';
import { ValueBatch } from './value-batch.ts';

// A worker that runs one program, or has the compiler and builds programs. Before this text stands Go's
// own `wasm_exec.js`, which declares the class.
const { Go } = globalThis as unknown as { Go: GoClass };

const tell = (said: FromRun | FromToolsWorker) => postMessage(said);
const wanted = new Map<number, { give(bytes: Uint8Array): void; fail(error: Error): void }>();
let tools: GoTools | undefined;
let wants = 0;

addEventListener('message', ({ data }: MessageEvent<ToGoWorker>) => {
  switch (data.kind) {
    case 'run':
      void runTold(Go, data, tell, { gatherValues: (send) => new ValueBatch(send) });
      return;
    case 'tools': {
      const { modules, goVersion, packages } = data;
      tools = {
        ...modules,
        goVersion,
        packages,
        archive: keep((importPath) => want({ importPath, of: 'archive' })),
        exportData: keep((importPath) => want({ importPath, of: 'exportData' })),
      };
      return;
    }
    case 'file':
      wanted.get(data.want)?.give(new Uint8Array(data.bytes));
      wanted.delete(data.want);
      return;
    case 'no-file':
      wanted.get(data.want)?.fail(new Error(data.message));
      wanted.delete(data.want);
      return;
    case 'build':
    case 'format':
      void work(data);
  }
});

/** The tools have their state in files in memory: one job after another. */
let last: Promise<void> = Promise.resolve();

function work(job: Extract<ToGoWorker, { job: number }>): Promise<void> {
  return (last = last.then(() => doJob(job)));
}

async function doJob({ kind, job, text }: Extract<ToGoWorker, { job: number }>): Promise<void> {
  try {
    if (!tools) throw new Error('the tools are not here');
    if (kind === 'format') {
      tell({ kind: 'formatted', job, formatted: await formatProgram(Go, tools, text) });
      return;
    }
    const built = await buildProgram(Go, tools, text);
    if (built.faults) {
      tell({ kind: 'faults', job, faults: built.faults, words: built.words });
      return;
    }
    const wasm = built.wasm.slice();
    postMessage(
      { kind: 'wasm', job, wasm, compileMs: built.compileMs, linkMs: built.linkMs } satisfies FromToolsWorker,
      { transfer: [wasm.buffer] },
    );
  } catch (error) {
    tell({ kind: 'job-failed', job, message: error instanceof Error ? error.message : String(error) });
  }
}

function want(file: WantedFile): Promise<Uint8Array> {
  return new Promise((give, fail) => {
    const id = ++wants;
    wanted.set(id, { give, fail });
    tell({ kind: 'want', want: id, ...file });
  });
}

/** Each file is asked for once; one that did not come may be asked for again. */
function keep(
  load: (importPath: string) => Promise<Uint8Array>,
): (importPath: string) => Promise<Uint8Array> {
  const kept = new Map<string, Promise<Uint8Array>>();
  return (importPath) => {
    const known = kept.get(importPath) ?? load(importPath);
    kept.set(importPath, known);
    known.catch(() => kept.delete(importPath));
    return known;
  };
}
