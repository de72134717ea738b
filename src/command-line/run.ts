import { existsSync } from 'node:fs';
import { defaultLimits } from '#notebook/go/program.ts';
import { CommandCall } from './command-call.ts';
import type { AskedRun } from './run-program.ts';

const runHelp = `usage: casebook run FILE.go [--compiler toolchain|page] [--input NAME=JSON]... [--env NAME=VALUE]...

Runs a program of Go as a Go cell runs on a page: compiled for js/wasm, with the packages and the memory
that a page has. FILE.go is a program (package main), or statements, for which imports are found. A FILE
of - is standard input; the program's own standard input is empty.

  --compiler NAME    toolchain, the Go on PATH, from 1.22 (where nothing is said), or page: the
                     compiler that a page has, which that Go builds once, in about a minute
  --input NAME=JSON  what cell.Input reads by this name: --input limit=100 --input 'tag="a"'
  --env NAME=VALUE   in the program's environment: --env GODEBUG=gctrace=1
  --memory MIB       how much memory it may take; ${defaultLimits.memoryBytes >> 20}, as on a page
  --time SECONDS     how long it may run; as long as it likes, where nothing is said
  -h, --help         this

What it prints and its exit code are the program's; what cell.Emit hands over is printed. Exit code
otherwise: 1 if it could not be read or compiled, 2 for a wrong call (and of a program that panics), 124
where its time was over, 130 after Ctrl+C, 134 where the engine ended it (too deep a recursion), 137
where it took too much memory; a line on standard error says which.
`;

const call = new CommandCall('casebook run', runHelp);

/** @returns the exit code */
export async function runProgramFile(args: string[]): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'number') return asked;
  if (!existsSync(new URL('../go-toolchain/program.worker.ts', import.meta.url))) {
    process.stderr.write('casebook: run needs a clone of Casebook, where it is npx casebook run\n');
    return 1;
  }
  // What it needs of Go's toolchain is no part of the file that a site serves.
  return (await import('./run-program.ts')).runAsked(asked);
}

/** @returns what is asked for, or an exit code where that is done or cannot be meant */
function readArguments(args: string[]): AskedRun | number {
  const parsed = call.read(args, {
    compiler: { type: 'string' },
    input: { type: 'string', multiple: true },
    env: { type: 'string', multiple: true },
    memory: { type: 'string' },
    time: { type: 'string' },
  });
  if (typeof parsed === 'number') return parsed;
  const { values, positionals } = parsed;
  const [path, ...others] = positionals;
  if (path === undefined) return call.refuse('no file');
  if (others.length > 0) return call.refuse(`one program at a time, and here are ${positionals.length}`);
  const compiler = values.compiler ?? 'toolchain';
  if (compiler !== 'toolchain' && compiler !== 'page') {
    return call.refuse(`--compiler is toolchain or page, not ${compiler}`);
  }
  const inputs: Record<string, unknown> = {};
  for (const one of values.input ?? []) {
    const pair = toPair(one);
    if (!pair) return call.refuse(`--input is a name, = and JSON, not ${one}`);
    try {
      inputs[pair.name] = JSON.parse(pair.value);
    } catch {
      return call.refuse(
        `--input ${pair.name}: ${pair.value} is no JSON; a text has quotes: '${pair.name}="…"'`,
      );
    }
  }
  const env: Record<string, string> = {};
  for (const one of values.env ?? []) {
    const pair = toPair(one);
    if (!pair) return call.refuse(`--env is a name, = and a value, not ${one}`);
    env[pair.name] = pair.value;
  }
  const memoryMib = toAmount(values.memory, defaultLimits.memoryBytes / 2 ** 20);
  if (memoryMib === undefined) return call.refuse(`--memory is a number of MiB, not ${values.memory}`);
  const seconds = toAmount(values.time, Infinity);
  if (seconds === undefined) return call.refuse(`--time is a number of seconds, not ${values.time}`);
  return { path, compiler, inputs, env, memoryBytes: memoryMib * 2 ** 20, runMs: seconds * 1000 };
}

function toPair(text: string): { name: string; value: string } | undefined {
  const found = /^([^=]+)=(.*)$/s.exec(text);
  return found ? { name: found[1] ?? '', value: found[2] ?? '' } : undefined;
}

/** @returns nothing where the text is no amount */
function toAmount(text: string | undefined, usual: number): number | undefined {
  if (text === undefined) return usual;
  const amount = Number(text);
  return text.trim() !== '' && amount > 0 && Number.isFinite(amount) ? amount : undefined;
}
