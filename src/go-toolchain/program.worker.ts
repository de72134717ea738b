import { parentPort, workerData } from 'node:worker_threads';
import { buildProgram, formatProgram } from '#notebook/go/build-program.ts';
import { runTold } from '#notebook/go/run-told.ts';
import type { GoTools } from '#notebook/go/go-tools.ts';
import { loadWasmExec } from './load-wasm-exec.ts';
import { openGoTools } from './open-tools.ts';
import type { FromWorker, ToWorker, WorkerStart } from './worker-messages.ts';
import { writeWaiting } from './write-waiting.ts';

const { wasmExecPath, toolsFolder, inherits } = workerData as WorkerStart;
const Go = loadWasmExec(wasmExecPath);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- of a window; a port has none
const tell = (message: FromWorker) => parentPort?.postMessage(message);
let opened: Promise<GoTools> | undefined;

parentPort?.on('message', (asked: ToWorker) => {
  answer(asked).catch((error: unknown) => tell({ kind: 'broken', message: (error as Error).message }));
});

async function answer(asked: ToWorker): Promise<void> {
  if (asked.kind === 'run') {
    tell({ kind: 'begun' });
    return runTold(Go, asked, tell, inherits ? { write: writeWaiting } : {});
  }
  if (toolsFolder === undefined) throw new Error('this worker was started without a compiler');
  opened ??= openGoTools(toolsFolder);
  if (asked.kind === 'build')
    tell({ kind: 'built', built: await buildProgram(Go, await opened, asked.text) });
  else tell({ kind: 'formatted', formatted: await formatProgram(Go, await opened, asked.text) });
}
