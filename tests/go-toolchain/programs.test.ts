import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildGoTools, sumBrotli } from '../../src/go-toolchain/build-tools.ts';
import { compileCell } from '../../src/go-toolchain/compile-cell.ts';
import { PageCompiler, runInWorker } from '../../src/go-toolchain/run-in-worker.ts';
import type { GoFault } from '../../src/notebook/go/go-tools.ts';
import type { ProgramLimits } from '../../src/notebook/go/program.ts';
import type { GoToolsManifest, GoToolsStatus } from '../../src/notebook/go/tools-manifest.ts';
import { go, goMinor, programs } from './go.ts';

/** The whole build of the tools, where nothing of it is in a cache, on a slow machine with others at work. */
const buildMs = 900_000;

/** The Go 1.x that a program needs: for generic aliases, `testing.B.Loop` and `sync.WaitGroup.Go`. */
const needs: Record<string, number> = { generics: 24, bench: 24, race: 25 };

interface Printed {
  code: number;
  stdout: string;
  stderr: string;
}

describe.skipIf(!go)('the handed programs', () => {
  // Skipped without.
  if (!go) return;
  const found = go;
  let folder: string;
  let manifest: GoToolsManifest;
  let page: PageCompiler;
  const statuses: GoToolsStatus[] = [];
  const read = (name: string) => readFile(join(programs, `${name}.go`), 'utf8');
  const build = {
    toolchain: (text: string) => compileCell(found, text),
    page: (text: string) => page.build(text),
  };
  const compilers = ['toolchain', 'page'] as const;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'go-programs-'));
    manifest = await buildGoTools(found, { to: folder, onProgress: (status) => statuses.push(status) });
    page = new PageCompiler(join(folder, manifest.id), found.wasmExecPath);
  }, buildMs);
  afterAll(async () => {
    await page?.close();
    await rm(folder, { recursive: true });
  });

  async function run(
    compiler: (typeof compilers)[number],
    name: string,
    limits: Partial<ProgramLimits> = {},
  ) {
    const built = await build[compiler](await read(name));
    if (built.faults) throw new Error(built.words);
    const output = { 1: '', 2: '' };
    let messages = 0;
    const result = await runInWorker({
      wasm: built.wasm as Uint8Array<ArrayBuffer>,
      wasmExecPath: found.wasmExecPath,
      limits,
      onOutput(parts) {
        messages++;
        for (const { fd, bytes } of parts) output[fd] += new TextDecoder().decode(bytes);
      },
    });
    return { ...result, messages, stdout: output[1], stderr: output[2] };
  }

  for (const compiler of compilers) {
    describe(`compiled by the ${compiler}`, () => {
      for (const name of ['hello', 'generics', 'fib', 'conc', 'bench', 'panic', 'deadlock', 'race']) {
        test.skipIf(goMinor < (needs[name] ?? 0))(`${name} does as it does on a machine`, async () => {
          const native = JSON.parse(
            await readFile(join(programs, 'native', `${name}.json`), 'utf8'),
          ) as Printed;
          const { end, stdout, stderr } = await run(compiler, name);
          const code = end.how === 'exit' ? end.code : -1;
          const varies = ['fib', 'conc', 'bench'].includes(name);
          const toComparable = varies ? withoutNumbers : (text: string) => text;
          expect({ code, stdout: toComparable(stdout), stderr: toOwnLines(stderr, 'main') }).toEqual({
            code: native.code,
            stdout: toComparable(native.stdout),
            stderr: toOwnLines(native.stderr, name),
          });
        });
      }

      test('bad has all its errors at their lines', async () => {
        const { faults } = await build[compiler](await read('bad'));
        expect(faults?.map(toPlace)).toEqual([
          '5:2 "os" imported and not used',
          '9:2 declared and not used: x',
          '10:14 invalid operation: "a" + 1 (mismatched types untyped string and untyped int)',
          '10:23 undefined: undefinedName',
        ]);
      });

      test('net is told what packages there are', async () => {
        const { faults } = await build[compiler](await read('net'));
        const message = expect.stringMatching(
          /^net\/http is not among the packages here; there are bufio, bytes, /,
        );
        expect(faults).toEqual([{ line: 5, column: 2, message }]);
      });
    });
  }

  // What the worker does with a program, whoever compiled it.
  describe('run in a worker', () => {
    test('lines come all, in order', async () => {
      const { end, stdout, messages } = await run('toolchain', 'lines', { outputBytes: Infinity });
      expect(end).toEqual({ how: 'exit', code: 0 });
      expect(stdout === Array.from({ length: 100_000 }, (_, i) => `line ${i}\n`).join('')).toBe(true);
      // A message a line, which the page had to take one by one, took 18 s.
      expect(messages).toBeLessThan(50_000);
    });

    test('loop and loop2 are ended, and what was printed before is there', async () => {
      expect(await run('toolchain', 'loop', { runMs: 500 })).toMatchObject({
        end: { how: 'time', limitMs: 500 },
      });
      const { end, stdout } = await run('toolchain', 'loop2', { runMs: 2000 });
      expect(end).toEqual({ how: 'time', limitMs: 2000 });
      expect(stdout).toMatch(/^tick 0\n/);
    });

    test('bomb is ended by its memory', async () => {
      const { end, stdout, memoryBytes } = await run('toolchain', 'bomb', { memoryBytes: 256 << 20 });
      expect(end).toEqual({ how: 'memory', limitBytes: 256 << 20 });
      expect(stdout).toBe('64 MiB\n128 MiB\n192 MiB\n');
      expect(memoryBytes).toBeGreaterThan(256 << 20);
    });

    test('overflow is the engine’s end', async () => {
      const { end, stderr } = await run('toolchain', 'overflow');
      expect(end).toEqual({ how: 'stack', message: expect.stringContaining('call stack') });
      expect(stderr).toBe('');
    });
  });

  test('a traceback reads alike, whoever compiled the program', async () => {
    const toolchain = await run('toolchain', 'panic');
    expect((await run('page', 'panic')).stderr).toBe(toolchain.stderr);
    expect(toolchain.stderr).toContain('\n\tcasebook/program/main.go:10\n');
  });

  describe('the page’s compiler', () => {
    test('takes statements, with packages of its own and of casebook', async () => {
      const text =
        'func twice(n int) int { return 2 * n }\ncell.Emit("n", twice(21))\nfmt.Println(strings.ToUpper("a"))';
      const built = await page.build(text);
      if (built.faults) throw new Error(built.words);
      const values: unknown[] = [];
      const { end } = await runInWorker({
        wasm: built.wasm as Uint8Array<ArrayBuffer>,
        wasmExecPath: found.wasmExecPath,
        onValue: (name, value) => values.push([name, value]),
      });
      expect({ end, values }).toEqual({ end: { how: 'exit', code: 0 }, values: [['n', { json: 42 }]] });
    });

    test('refuses what a cell has no business with, in words', async () => {
      const faults = async (text: string) => (await page.build(text)).faults?.map(toPlace);
      expect(await faults('package main\n\nimport "syscall/js"\n\nfunc main() { js.Global() }\n')).toEqual([
        expect.stringMatching(/^3:8 syscall\/js is not among the packages here; there are /),
      ]);
      expect(await faults('//go:wasmimport gojs f\nfunc f()\nf()')).toEqual([
        expect.stringMatching(/^1:1 \/\/go:wasmimport gojs f: a program here calls nothing outside of it/),
      ]);
      expect(await faults('package main\n\nfunc f() {}\n')).toEqual([
        '1:1 function main is undeclared in the main package',
      ]);
      expect(await faults('if true {\n\tprintln(1)')).toEqual([expect.stringMatching(/^2:1 syntax error: /)]);
      const many = Array.from({ length: 30 }, (_, i) => `println(x${i})`).join('\n');
      expect(await faults(many)).toHaveLength(30);
    });

    test('formats programs, and statements as statements', async () => {
      const program = 'package main\nimport ("os";"fmt")\nfunc main( ) {fmt.Println( os.Args )}\n';
      expect(await page.format(program)).toEqual({
        text: 'package main\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc main() { fmt.Println(os.Args) }\n',
      });
      const statements = 'x:=1 // one\n\nfunc f( ) int {\nreturn 1}\nif x>f( ){\nprintln( x )\n}\n';
      expect(await page.format(statements)).toEqual({
        text: 'x := 1 // one\n\nfunc f() int {\n\treturn 1\n}\nif x > f() {\n\tprintln(x)\n}\n',
      });
      const broken = await page.format('x := 1\n\nfunc f() {\n\treturn )\n}\n');
      expect(broken.faults?.[0]).toEqual({
        line: 4,
        column: 9,
        message: expect.stringContaining("expected operand, found ')'"),
      });
    });

    test('is built in steps that are said, its files being what the manifest says', async () => {
      expect(statuses.at(-1)).toEqual({ state: 'ready', id: manifest.id });
      expect(manifest.goVersion).toBe(found.version);
      expect(Object.keys(manifest.packages)).toEqual(
        expect.arrayContaining([
          'encoding/json',
          'testing',
          'runtime/pprof',
          'casebook/cell',
          'internal/abi',
        ]),
      );
      expect(manifest.packages['fmt']?.internal).toBeUndefined();
      expect(manifest.packages['internal/abi']?.internal).toBe(true);
      for (const entry of [manifest.compile, manifest.packages['fmt']?.archive, manifest.wasmExec]) {
        const path = join(folder, manifest.id, entry?.path ?? '');
        expect((await readFile(path)).length).toBe(entry?.sizeBytes);
        expect((await readFile(`${path}.gz`)).length).toBe(entry?.gzipBytes);
      }
      // What is fetched before a first hello: a good deal less than all.
      const hello = new Set(['runtime', 'fmt', 'syscall/js']);
      for (const path of hello) for (const one of manifest.packages[path]?.imports ?? []) hello.add(one);
      const sum = (paths: Iterable<string>) =>
        [...paths].reduce((bytes, path) => bytes + (manifest.packages[path]?.archive.gzipBytes ?? 0), 0);
      expect(sum(hello) / sum(Object.keys(manifest.packages))).toBeLessThan(0.7);
    });

    // In 1.22 the three tools are programs of their own; the compiler of 1.27 is a twelfth larger.
    test.skipIf(goMinor < 23 || goMinor > 26)(
      'weighs no more than a reader may be asked to fetch: 11 MB',
      () => {
        const files = [manifest.wasmExec, manifest.compile];
        for (const one of Object.values(manifest.packages)) files.push(one.archive, one.exportData);
        const gzipBytes = files.reduce((sum, file) => sum + file.gzipBytes, 0);
        // Brotli 11 takes a minute and a half for what it makes of these: 10.7 MB of 15.0.
        expect(gzipBytes).toBeLessThan(15.4e6);
        expect(manifest.brotliQuality === 11 ? sumBrotli(manifest) : 0).toBeLessThan(11e6);
      },
    );

    test('is not built again', async () => {
      const again: GoToolsStatus[] = [];
      const to = join(folder, 'again');
      const { id } = await buildGoTools(found, { to, onProgress: (status) => again.push(status) });
      expect({ id, again }).toEqual({ id: manifest.id, again: [{ state: 'ready', id: manifest.id }] });
      expect(await readFile(join(to, id, 'manifest.json'), 'utf8')).toBe(
        await readFile(join(folder, id, 'manifest.json'), 'utf8'),
      );
    });
  });
});

function toPlace({ line, column, message }: GoFault): string {
  // Before Go 1.24: x declared and not used.
  return `${line}:${column} ${message.replace(/^(\w+) declared and not used$/, 'declared and not used: $1')}`;
}

/** Of what differs from run to run and from machine to machine. */
function withoutNumbers(text: string): string {
  return text
    .replaceAll(/go1\S* \w+ \w+/g, 'GO')
    .replaceAll(/[\d.]+(?:ms|µs|s\b)?/g, '#')
    .replaceAll(/ +/g, ' ')
    .trim();
}

/** Of a traceback, what is the program's: its reason, its goroutines and its own lines. */
function toOwnLines(text: string, name: string): string[] {
  return text
    .split('\n\n')
    .filter((block) => !block.includes('syscall/js.handleEvent'))
    .flatMap((block) => block.split('\n'))
    .filter((line) => /^(?:\w+:|goroutine|main\.|created by|\d)/.test(line) || line.includes(`/${name}.go:`))
    .map((line) => line.replace(/ \+0x\w+$/, '').replace(/^goroutine \d+/, 'goroutine'))
    .map((line) => line.replace(/^\t.*\/\w+\.go:/, '\tmain.go:'));
}
