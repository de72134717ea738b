import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { runProgramFile } from '../../src/command-line/run.ts';
import { go, programs } from '../go-toolchain/go.ts';

const root = join(import.meta.dirname, '..', '..');
const program = (name: string) => join(programs, `${name}.go`);

/** The program itself, in a process of its own; `onOutput` is called when it first prints. */
function run(
  args: string[],
  { stdin = '', env = {}, onOutput }: RunOptions = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(root, 'bin', 'casebook.ts'), 'run', ...args], {
    env: { ...process.env, ...env },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    if (out === '') onOutput?.((signal) => child.kill(signal));
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

interface RunOptions {
  stdin?: string;
  env?: Record<string, string>;
  onOutput?: (kill: (signal: NodeJS.Signals) => void) => void;
}

describe('what is asked for', () => {
  test('is explained', async () => {
    const { code, out, err } = await run(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^usage: casebook run FILE\.go /);
  });

  test.each([
    [[], 'no file'],
    [['a.go', 'b.go'], 'one program at a time, and here are 2'],
    [['a.go', '--fast'], "Unknown option '--fast'"],
    [['a.go', '--compiler', 'gccgo'], '--compiler is toolchain or page, not gccgo'],
    [['a.go', '--input', 'limit'], '--input is a name, = and JSON, not limit'],
    [['a.go', '--input', 'tag=a'], `--input tag: a is no JSON; a text has quotes: 'tag="…"'`],
    [['a.go', '--env', '=a'], '--env is a name, = and a value, not =a'],
    [['a.go', '--memory', 'much'], '--memory is a number of MiB, not much'],
    [['a.go', '--time', '0'], '--time is a number of seconds, not 0'],
  ])('%j is refused', async (args, message) => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const code = await runProgramFile(args);
    const err = written.mock.calls.map(([text]) => String(text)).join('');
    written.mockRestore();
    expect(code).toBe(2);
    expect(err.split('\n')[0]).toBe(`casebook run: ${message}`);
    expect(err).toContain('usage: casebook run');
  });

  test('a file that is not there is named', async () => {
    const { code, err } = await run(['none.go']);
    expect({ code, err }).toEqual({ code: 1, err: 'casebook: none.go: there is no such file\n' });
  });

  test('without Go it is said what is missing', async () => {
    const { code, err } = await run([program('hello')], { env: { PATH: '/nowhere' } });
    expect({ code, err }).toEqual({
      code: 1,
      err: 'casebook: Go is not on PATH; https://go.dev/dl/ has one\n',
    });
  });
});

describe.skipIf(!go)('a program', () => {
  test('prints to stdout and stderr, and exits as it says', async () => {
    expect(await run([program('hello')])).toEqual({ code: 0, out: 'hello from Go\n', err: '' });
    const panicked = await run([program('panic')]);
    expect(panicked).toMatchObject({ code: 2, out: 'before\n' });
    expect(panicked.err).toMatch(/^panic: assignment to entry in nil map\n\ngoroutine 1 \[running\]:\n/);
  });

  test('is read from standard input, and takes inputs and an environment', async () => {
    const stdin =
      'cell.Emit("sum", cell.Input("a", 1)+cell.Input("b", 2))\nfmt.Println(cell.Input("tag", ""), os.Getenv("X"))\nos.Exit(9)\n';
    const args = ['-', '--input', 'a=40', '--input', 'tag="é=1"', '--env', 'X=y=z'];
    expect(await run(args, { stdin })).toEqual({ code: 9, out: 'sum: 42\né=1 y=z\n', err: '' });
  });

  test('does what it does by the page’s compiler too', async () => {
    const { code, out } = await run(['--compiler', 'page', program('generics')]);
    expect(code).toBe(0);
    expect(out).toMatch(/^6 4\n\[x xx xxx\]\n/);
  }, 900_000);

  test.each(['toolchain', 'page'])(
    'with errors is not run, and all are said by the compiler of the %s',
    async (compiler) => {
      const path = program('bad');
      const { code, out, err } = await run(['--compiler', compiler, path]);
      // Before Go 1.24: x declared and not used.
      const said = err.replace('x declared and not used', 'declared and not used: x');
      expect({ code, out, said }).toEqual({
        code: 1,
        out: '',
        said: [
          `${path}:5:2: "os" imported and not used`,
          `${path}:9:2: declared and not used: x`,
          `${path}:10:14: invalid operation: "a" + 1 (mismatched types untyped string and untyped int)`,
          `${path}:10:23: undefined: undefinedName\n`,
        ].join('\n'),
      });
    },
    900_000,
  );

  test('is ended by its limits, and a line says by which', async () => {
    expect(await run(['--time', '0.5', program('loop')])).toEqual({
      code: 124,
      out: '',
      err: 'casebook: ended: its time was over after 0.5 s\n',
    });
    expect(await run(['--memory', '128', program('bomb')])).toEqual({
      code: 137,
      out: '64 MiB\n',
      err: 'casebook: ended: it took more memory than 128 MiB\n',
    });
    const overflow = await run([program('overflow')]);
    expect(overflow).toMatchObject({ code: 134, out: '' });
    expect(overflow.err).toMatch(/^casebook: ended: calls nested too deep for the engine \(/);
  });

  test('is ended by Ctrl+C, also while it never gives way', async () => {
    const stopped = await run([program('loop2')], { onOutput: (kill) => kill('SIGINT') });
    expect(stopped).toMatchObject({ code: 130, err: 'casebook: ended: stopped\n' });
  });

  test('whose output nobody reads any more ends without an error', async () => {
    const child = spawn(process.execPath, [join(root, 'bin', 'casebook.ts'), 'run', program('lines')]);
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => {
      child.on('close', resolve);
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});
