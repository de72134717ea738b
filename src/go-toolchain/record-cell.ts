import { type CellRecord, hashSource } from '#notebook/go/cell-record.ts';
import type { GoFault } from '#notebook/go/go-tools.ts';
import type { CellValue, ProgramLimits } from '#notebook/go/program.ts';
import { compileCell } from './compile-cell.ts';
import type { FoundGo } from './find-go.ts';
import { runInWorker } from './run-in-worker.ts';

/**
 * Runs a cell's text as a page would, and gives what is to be kept of it. Its inputs have their defaults.
 *
 * @param env what it finds in its environment
 */
export async function recordCell(
  go: FoundGo,
  text: string,
  env: Record<string, string> = {},
  limits: Partial<ProgramLimits> = {},
): Promise<CellRecord | { faults: GoFault[]; words: string }> {
  const compiled = await compileCell(go, text);
  if (compiled.faults) return compiled;
  const decoders = { 1: new TextDecoder(), 2: new TextDecoder() };
  const output: CellRecord['output'] = [];
  const values = new Map<string, CellValue>();
  const add = (fd: 1 | 2, words: string) => {
    const last = output.at(-1);
    if (words === '') return;
    if (last?.fd === fd) last.text += words;
    else output.push({ fd, text: words });
  };
  const result = await runInWorker({
    wasm: compiled.wasm,
    wasmExecPath: go.wasmExecPath,
    env,
    limits,
    onOutput: (parts) => {
      for (const { fd, bytes } of parts) add(fd, decoders[fd].decode(bytes, { stream: true }));
    },
    onValue: (name, value) => values.set(name, value),
  });
  for (const fd of [1, 2] as const) add(fd, decoders[fd].decode());
  return {
    sourceHash: hashSource(text, env),
    goVersion: go.version,
    recordedAt: new Date().toISOString(),
    result: { ...result, elapsedMs: Math.round(result.elapsedMs) },
    output,
    values: [...values].map(([name, value]) => ({ name, ...toJson(value) })),
  };
}

/** A value as a record holds it: bytes as base64. */
function toJson(value: CellValue): { value: unknown } | { bytes: string } {
  return 'json' in value ? { value: value.json } : { bytes: Buffer.from(value.bytes).toString('base64') };
}
