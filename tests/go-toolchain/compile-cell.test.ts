import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { compileCell } from '../../src/go-toolchain/compile-cell.ts';
import { runInWorker, type WorkerRun } from '../../src/go-toolchain/run-in-worker.ts';
import { go } from './go.ts';

describe.skipIf(!go)('a cell compiled by the Go on PATH', () => {
  // Skipped without.
  if (!go) return;
  const found = go;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'compile-cell-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  /** Compiles and runs; everything that came of it. */
  async function run(text: string, options: Partial<WorkerRun> = {}) {
    const built = await compileCell(found, text);
    if (built.faults) throw new Error(built.words);
    const values: unknown[] = [];
    const output = { 1: '', 2: '' };
    const { end } = await runInWorker({
      wasm: built.wasm,
      wasmExecPath: found.wasmExecPath,
      onOutput(parts) {
        for (const { fd, bytes } of parts) output[fd] += new TextDecoder().decode(bytes);
      },
      onValue: (name, value) => values.push([name, value]),
      ...options,
    });
    return { end, stdout: output[1], stderr: output[2], values };
  }

  test('is kept by its text, and read instead of compiled', async () => {
    vi.stubEnv('CASEBOOK_CACHE', folder);
    const text = 'println("kept")';
    const first = await compileCell(found, text);
    const [name = ''] = await readdir(join(folder, 'go-cells'));
    expect(new Uint8Array(await readFile(join(folder, 'go-cells', name)))).toEqual(
      first.faults ?? first.wasm,
    );
    await writeFile(join(folder, 'go-cells', name), 'what is kept');
    const second = await compileCell(found, text);
    expect(new TextDecoder().decode(second.faults ? undefined : second.wasm)).toBe('what is kept');
    await compileCell(found, 'println("another")');
    expect(await readdir(join(folder, 'go-cells'))).toHaveLength(2);
  });

  test('is built whatever its constraint says, as a file by its name; another package is said', async () => {
    const program = '// A tool.\n\n//go:build ignore\n\npackage main\n\nfunc main() { println("built") }\n';
    expect(await run(program)).toMatchObject({ end: { how: 'exit', code: 0 }, stderr: 'built\n' });
    expect(await compileCell(found, 'package foo\n\nfunc main() {}\n')).toMatchObject({
      faults: [{ line: 1, column: 1, message: 'package foo: a program is package main' }],
    });
  });

  test('says what is wrong in the author’s lines, also of statements', async () => {
    const text = 'x := 1\n\nfunc f() int {\n\treturn "a"\n}\n\nfmt.Println(undefinedName)\n';
    expect(await compileCell(found, text)).toMatchObject({
      faults: [
        { line: 1, column: 1, message: expect.stringContaining('declared and not used') },
        { line: 4, column: 9, message: expect.stringContaining('"a"') },
        { line: 7, column: 13, message: 'undefined: undefinedName' },
      ],
    });
    expect(await compileCell(found, 'if true {\n\tprintln(1)\n')).toMatchObject({
      faults: [{ line: 2, message: expect.stringContaining('syntax error') }],
    });
    expect(await compileCell(found, 'package main\n\nfunc f() {}\n')).toMatchObject({
      faults: [{ line: 1, message: 'function main is undeclared in the main package' }],
    });
  });

  test('refuses to call what stands around a program, at its place', async () => {
    const text =
      'package main\n\n//go:wasmimport gojs syscall/js.valueGet\nfunc get()\n\nfunc main() { get() }\n';
    expect(await compileCell(found, text)).toMatchObject({
      faults: [{ line: 3, column: 1, message: expect.stringContaining('calls nothing outside of it') }],
      words: expect.stringMatching(/^\.\/main\.go:3:1: \/\/go:wasmimport gojs syscall\/js\.valueGet: /),
    });
  });

  test('ends in words where a value is nested too deep, or is none', async () => {
    const nested =
      'var v any = 1\nfor range cell.Input("depth", 0) {\n\tv = []any{v}\n}\ncell.Emit("tree", v)';
    expect(await run(nested, { inputs: { depth: 500 } })).toMatchObject({ end: { how: 'exit', code: 0 } });
    expect(await run(nested, { inputs: { depth: 3000 } })).toMatchObject({
      end: { how: 'exit', code: 2 },
      stderr: expect.stringContaining('panic: cell: value "tree": nested more than 500 deep\n'),
      values: [],
    });
    const garbage = 'os.WriteFile("/dev/casebook/values", []byte("garbage"), 0)';
    expect((await run(garbage)).end).toEqual({
      how: 'failed',
      message: expect.stringContaining('no value with a name, as cell.Emit writes it: "garbage"'),
    });
  });

  test('takes inputs and hands values over, in order with what it prints', async () => {
    const text = `
import "encoding/json"
type sample struct { At int \`json:"at"\` }
limit := cell.Input("limit", 100)
name := cell.Input("name", "none")
list := cell.Input("list", []float64{1})
gone := cell.Input("gone", 2*time.Second)
cell.Emit("all", []any{limit, name, list, gone.String()})
fmt.Println("between")
cell.Emit("sample", sample{3})
cell.Emit("bytes", []byte{0, 255})
_, err := json.Marshal(1)
fmt.Fprint(os.Stderr, err)`;
    const inputs = { limit: 7, name: 'é', list: [0.5, 2], gone: null, unused: {} };
    expect(await run(text, { inputs })).toEqual({
      end: { how: 'exit', code: 0 },
      stdout: 'between\n',
      stderr: '<nil>',
      values: [
        ['all', { json: [7, 'é', [0.5, 2], '2s'] }],
        ['sample', { json: { at: 3 } }],
        ['bytes', { bytes: Uint8Array.of(0, 255) }],
      ],
    });
  });

  test('panics where a value is larger than a page can take, and hands on what came before', async () => {
    const { end, stderr, values } = await run('cell.Emit("n", 1)\ncell.Emit("big", make([]byte, 16<<20))');
    expect(end).toEqual({ how: 'exit', code: 2 });
    expect(stderr).toContain('panic: cell: value "big": write /dev/casebook/values: File too large');
    expect(values).toEqual([['n', { json: 1 }]]);
  });

  test('panics where an input does not fit, and says which', async () => {
    const { end, stderr } = await run('println(cell.Input("limit", 100))', { inputs: { limit: 2.5 } });
    expect(end).toEqual({ how: 'exit', code: 2 });
    expect(stderr).toContain('panic: cell: input "limit" is 2.5: json: cannot unmarshal number 2.5');
  });

  test('has its environment, its arguments, an empty stdin, files of its own, and exits as it says', async () => {
    const text = `
rest, err := io.ReadAll(os.Stdin)
fmt.Println(os.Args, len(rest), err, os.Getenv("GOGC"), debug.SetGCPercent(-1))
err = os.WriteFile("note.txt", []byte("kept"), 0o644)
note, _ := os.ReadFile("/note.txt")
folder, _ := os.Getwd()
fmt.Printf("%v %s %s\\n", err, note, folder)
_, err = os.ReadFile("/etc/passwd")
fmt.Println(err, os.Chdir("/tmp"), os.Chdir("/none"))
folder, _ = os.Getwd()
defer fmt.Println("not any more")
println("last", folder)
os.Exit(7)`;
    expect(await run(text, { env: { GOGC: '50' } })).toEqual({
      end: { how: 'exit', code: 7 },
      stdout:
        '[main] 0 <nil> 50 50\n<nil> kept /\n' +
        'open /etc/passwd: No such file or directory <nil> chdir /none: No such file or directory\n',
      stderr: 'last /tmp\n',
      values: [],
    });
  });

  test('prints the collector’s lines where GODEBUG asks for them', async () => {
    const { stderr } = await run('runtime.GC()', { env: { GODEBUG: 'gctrace=1' } });
    expect(stderr).toMatch(/^gc 1 @[\d.]+s \d+%: .* 1 P \(forced\)\n/);
  });

  test('is ended by its time, by who stops it, and by its memory', async () => {
    const forever = 'fmt.Println("begun")\nfor { }';
    expect(await run(forever, { limits: { runMs: 3000 } })).toMatchObject({
      end: { how: 'time', limitMs: 3000 },
      stdout: 'begun\n',
    });
    const stopping = new AbortController();
    const stopped = await run(forever, {
      signal: stopping.signal,
      onOutput: () => stopping.abort(),
    });
    expect(stopped.end).toEqual({ how: 'stopped' });
    const bomb = 'var kept [][]byte\nfor { kept = append(kept, make([]byte, 1<<20)) }';
    const limitBytes = 64 << 20;
    expect(await run(bomb, { limits: { memoryBytes: limitBytes } })).toMatchObject({
      end: { how: 'memory', limitBytes },
    });
  });

  test('is ended by its memory though another goroutine takes it while one writes', async () => {
    const text = `
go func() {
	var kept [][]byte
	for { kept = append(kept, make([]byte, 1<<20)) }
}()
for i := 0; ; i++ { fmt.Print(".") }`;
    const { end } = await run(text, { limits: { memoryBytes: 64 << 20 } });
    expect(end).toEqual({ how: 'memory', limitBytes: 64 << 20 });
  });

  test.each([
    ['go func() { os.Exit(3) }()\nfor { fmt.Print(".") }', 3, ''],
    ['time.AfterFunc(time.Millisecond, func() { os.Exit(4) })\nselect {}', 4, ''],
    ['go func() { panic("late") }()\nfor { fmt.Print(".") }', 2, 'panic: late\n'],
    [
      'var m sync.Mutex\nm.Lock()\ntime.Sleep(time.Millisecond)\nm.Lock()',
      2,
      'fatal error: all goroutines are asleep',
    ],
  ])('%j exits with %i, whichever goroutine does it', async (text, code, said) => {
    const { end, stderr } = await run(text);
    expect(end).toEqual({ how: 'exit', code });
    expect(stderr.slice(0, said.length)).toBe(said);
  });

  test('is ended by the engine’s stack though a call out of it is what went too deep', async () => {
    const text = 'var f func(int) int\nf = func(n int) int {\n\tfmt.Print("")\n\treturn f(n+1) + 1\n}\nf(0)';
    expect((await run(text)).end).toEqual({ how: 'stack', message: expect.stringContaining('call stack') });
  });

  test('that cannot begin says why', async () => {
    const { end } = await run('println(1)', { env: { LONG: 'x'.repeat(9000) } });
    expect(end).toEqual({ how: 'failed', message: expect.stringContaining('environment variables exceeds') });
  });

  test('keeps as much of its output as it may, and counts the rest', async () => {
    const built = await compileCell(found, 'for range 1000 { fmt.Print("0123456789") }');
    if (built.faults) throw new Error(built.words);
    let kept = 0;
    const { droppedBytes } = await runInWorker({
      wasm: built.wasm,
      wasmExecPath: found.wasmExecPath,
      limits: { outputBytes: 2005 },
      onOutput(parts) {
        for (const { bytes } of parts) kept += bytes.length;
      },
    });
    expect({ kept, droppedBytes }).toEqual({ kept: 2005, droppedBytes: 7995 });
  });
});
