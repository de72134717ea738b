import type { FromRun, ToRun } from './messages.ts';
import { OutputBatch } from './output-batch.ts';
import type { CellValue, GoClass, ProgramRun } from './program.ts';
import { runProgram } from './run-program.ts';

type SendValue = (name: string, value: CellValue) => void;

export interface RunToldOptions {
  /** What stands between a program and its listener, where not every value need be heard of. */
  gatherValues?(send: SendValue): { emit: SendValue; flush(): void };
  /** Takes what it writes in the listener's place: then package cell prints what it emits, as where there is no page. */
  write?: ProgramRun['onOutput'];
}

/** Runs a program in a worker and tells what it does, in the order in which it does it. */
export async function runTold(
  Go: GoClass,
  { module, env, inputs, limits }: ToRun,
  tell: (said: FromRun) => void,
  { gatherValues = (send) => ({ emit: send, flush: () => {} }), write }: RunToldOptions = {},
): Promise<void> {
  const output = new OutputBatch((parts) => tell({ kind: 'output', parts }));
  const values = gatherValues((name, value) => {
    // What was written before a value is seen before it.
    output.flush();
    tell({ kind: 'value', name, value });
  });
  const result = await runProgram(Go, {
    module,
    env,
    inputs,
    memoryLimitBytes: limits.memoryBytes,
    outputLimitBytes: limits.outputBytes,
    onOutput: write ?? ((fd, bytes) => output.write(fd, bytes)),
    ...(!write && { onValue: (name: string, value: CellValue) => values.emit(name, value) }),
  });
  values.flush();
  output.flush();
  tell({ kind: 'end', result });
}
