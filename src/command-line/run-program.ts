import { join } from 'node:path';
import { buildGoTools } from '#go-toolchain/build-tools.ts';
import { cacheFolder } from '#go-toolchain/cache.ts';
import { compileCell } from '#go-toolchain/compile-cell.ts';
import { type FoundGo, findGo } from '#go-toolchain/find-go.ts';
import { PageCompiler, runInWorker } from '#go-toolchain/run-in-worker.ts';
import { formatLimit } from '#locale/format.ts';
import type { GoFault } from '#notebook/go/go-tools.ts';
import type { ProgramEnd } from '#notebook/go/program.ts';
import { readFile, toFailure } from './inspect.ts';

/** A program that is to run, and how. */
export interface AskedRun {
  path: string;
  compiler: 'toolchain' | 'page';
  inputs: Record<string, unknown>;
  env: Record<string, string>;
  memoryBytes: number;
  runMs: number;
}

/** @returns the exit code */
export async function runAsked(asked: AskedRun): Promise<number> {
  const { path, compiler, inputs, env, memoryBytes, runMs } = asked;
  let text: string;
  try {
    text = await readText(path);
  } catch (error) {
    return say(toFailure(path, error), 1);
  }
  const go = await findGo();
  if ('missing' in go) return say(`${go.missing}; https://go.dev/dl/ has one`, 1);

  // From here on Ctrl+C ends the program, and says so.
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop);
  try {
    const built = compiler === 'page' ? await buildByPage(go, text) : await compileCell(go, text);
    if (built.faults) {
      for (const fault of built.faults) process.stderr.write(`${path}:${toText(fault)}\n`);
      return 1;
    }
    const { end } = await runInWorker({
      wasm: built.wasm as Uint8Array<ArrayBuffer>,
      wasmExecPath: go.wasmExecPath,
      env,
      inputs,
      limits: { memoryBytes, runMs, outputBytes: Infinity },
      inherits: true,
      signal: stopping.signal,
    });
    return toExitCode(end);
  } catch (error) {
    // A compiler that is stopped by the same key says so in its own way.
    if (stopping.signal.aborted) return toExitCode({ how: 'stopped' });
    return say((error as Error).message, 1);
  } finally {
    process.removeListener('SIGINT', stop);
  }
}

async function readText(path: string): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of path === '-' ? process.stdin : readFile(path)) parts.push(part as Uint8Array);
  return new TextDecoder().decode(Buffer.concat(parts));
}

async function buildByPage(go: FoundGo, text: string) {
  let hasSaid = false;
  const to = join(cacheFolder(), 'go-tools');
  const { id } = await buildGoTools(go, {
    to,
    onProgress(status) {
      if (status.state !== 'building' || hasSaid) return;
      hasSaid = true;
      say(`${go.version} builds the page's compiler, once`, 0);
    },
  });
  const compiler = new PageCompiler(join(to, id), go.wasmExecPath);
  try {
    return await compiler.build(text);
  } finally {
    await compiler.close();
  }
}

function toExitCode(end: ProgramEnd): number {
  switch (end.how) {
    case 'exit':
      return end.code;
    case 'time':
      return say(`ended: its time was over after ${end.limitMs / 1000} s`, 124);
    case 'stopped':
      return say('ended: stopped', 130);
    case 'memory':
      return say(`ended: it took more memory than ${formatLimit(end.limitBytes)}`, 137);
    case 'stack':
      return say(`ended: calls nested too deep for the engine (${end.message})`, 134);
    case 'failed':
      // Whoever read its output has seen enough.
      return /\bEPIPE\b/.test(end.message) ? 0 : say(`ended: ${end.message}`, 134);
  }
}

function toText({ line, column, message }: GoFault): string {
  return `${line}:${column}: ${message}`;
}

function say(message: string, code: number): number {
  process.stderr.write(`casebook: ${message}\n`);
  return code;
}
