import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGoTools } from '#go-toolchain/build-tools.ts';
import { compileCell } from '#go-toolchain/compile-cell.ts';
import { findGo } from '#go-toolchain/find-go.ts';
import { PageCompiler, runInWorker } from '#go-toolchain/run-in-worker.ts';
import type { Missing, Prepared, Scenario, Steps } from '../scenario.ts';
import { runTimed, type Taken, timeHere } from '../timed.ts';

const programs = join(import.meta.dirname, '..', '..', 'tests', 'fixtures', 'go-programs');

const json = `people := []map[string]any{{"name": "a", "at": 1}, {"name": "b", "at": 2.5}}
text, err := json.Marshal(people)
fmt.Println(string(text), err)
`;

const texts: Readonly<Record<string, () => Promise<string>>> = {
  hello: () => readFile(join(programs, 'hello.go'), 'utf8'),
  generics: () => readFile(join(programs, 'generics.go'), 'utf8'),
  json: () => Promise.resolve(json),
};

export const cellScenarios: readonly Scenario[] = Object.entries(texts).map(([name, read]) => ({
  name: `cell-${name}`,
  says: `from a click on an edited Go cell to its first output, by the page’s compiler; beside it go run of the same text (${name})`,
  prepare: async () => prepare(name, await read()),
}));

/**
 * Cold: a worker that has read nothing of the tools yet; warm: one that has. The peer is `go run` for this machine, of
 * a text that it has not seen, with the packages in Go's own cache as the archives are at hand in the page.
 */
async function prepare(name: string, text: string): Promise<Prepared | Missing> {
  const go = await findGo();
  if ('missing' in go) return go;
  const folder = await mkdtemp(join(tmpdir(), 'bench-go-'));
  const { id } = await buildGoTools(go, { to: folder, onProgress: () => {} });
  const published = await compileCell(go, text);
  if (published.faults) throw new Error(published.words);
  const runOf = (wasm: Uint8Array<ArrayBuffer>) => takeFirstOutput(wasm, go.wasmExecPath);
  const click = async (compiler: PageCompiler): Promise<Taken> => {
    let first = 0;
    const started = performance.now();
    const { cpuSeconds } = await timeHere(async () => {
      const built = await compiler.build(text);
      if (built.faults) throw new Error(built.words);
      const compiled = (performance.now() - started) / 1000;
      first = compiled + (await runOf(built.wasm as Uint8Array<ArrayBuffer>)).seconds;
    });
    return { seconds: first, ...(cpuSeconds !== undefined && { cpuSeconds }) };
  };
  let round = 0;
  const goRun = async (): Promise<Taken> => {
    const path = join(folder, `${name}.go`);
    await writeFile(path, `${toProgram(text)}\n// ${process.pid} ${round++}\n`);
    return runTimed([go.path, 'run', path]);
  };
  return {
    input: `${text.trim().split('\n').length} lines`,
    lanes: [
      {
        name: 'casebook',
        async run(): Promise<Steps> {
          const compiler = new PageCompiler(join(folder, id), go.wasmExecPath);
          try {
            const cold = await click(compiler);
            const warm = await click(compiler);
            return { cold, warm, 'as published': await runOf(published.wasm) };
          } finally {
            await compiler.close();
          }
        },
      },
      { name: 'go run', run: async () => ({ cold: await goRun(), warm: await goRun() }) },
    ],
    close: () => rm(folder, { recursive: true }),
  };
}

/** From the bytes of a program to what it prints first. */
async function takeFirstOutput(wasm: Uint8Array<ArrayBuffer>, wasmExecPath: string): Promise<Taken> {
  let seconds = 0;
  const started = performance.now();
  const { cpuSeconds } = await timeHere(() =>
    runInWorker({
      wasm,
      wasmExecPath,
      onOutput: () => (seconds ||= (performance.now() - started) / 1000),
    }),
  );
  return { seconds, ...(cpuSeconds !== undefined && { cpuSeconds }) };
}

/** A cell's statements as the program that they are the body of. */
function toProgram(text: string): string {
  if (text.startsWith('package')) return text;
  return `package main\n\nimport (\n\t"encoding/json"\n\t"fmt"\n)\n\nfunc main() {\n${text}}\n`;
}
