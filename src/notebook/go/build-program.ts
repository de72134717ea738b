import { findRefusedDirectives } from './directives.ts';
import { findMissing, toFaults } from './gc-messages.ts';
import { findImports, hasPackageClause } from './go-text.ts';
import type { Built, GoFault, GoTools } from './go-tools.ts';
import { MemoryFiles } from './memory-files.ts';
import type { GoClass } from './program.ts';
import { runProgram } from './run-program.ts';
import { sourceName, splitProgram, toWholeProgram } from './whole-program.ts';

/** As `go build -trimpath` calls the folder: a traceback reads alike, whoever compiled the program. */
const folder = '/casebook/program';
const sourcePath = `${folder}/${sourceName}`;

/**
 * Beside each program: without syscall/js in it, the question after a deadlock (see `runProgram`) would be a
 * call of nothing. The author's text cannot import it: what it gives is the worker's own.
 */
const wake = { path: `${folder}/wake.go`, text: 'package main\n\nimport _ "syscall/js"\n', imports: 'syscall/js' };

/** As `go build` calls them; and every fault is said, not the first ten. */
const compileFlags =
  `-o /tmp/main.a -p main -complete -dwarf=false -e -trimpath ${folder}=>casebook/program -importcfg /importcfg -pack`.split(
    ' ',
  );
const linkFlags = '-importcfg /importcfg.link -buildmode=exe -s -w -o /tmp/main.wasm'.split(' ');

/** A tool has ended before its garbage would matter: an eighth faster, and still bounded. */
const toolEnv = { GOOS: 'js', GOARCH: 'wasm', TMPDIR: '/tmp', GOGC: 'off', GOMEMLIMIT: '1GiB' };

/**
 * Compiles and links a program, or statements, by Go's own tools as they run in a page. What the text
 * imports is fetched first and alone, so that its faults are known before the linker's archives are there.
 *
 * @throws where a tool or a package cannot be had, or a tool ends otherwise than by saying what is wrong
 */
export async function buildProgram(Go: GoClass, tools: GoTools, text: string): Promise<Built> {
  const importable = toImportable(tools);
  const refused = findRefusedDirectives(text);
  if (refused.length > 0) return { faults: refused, words: '' };
  // gc has it at hand for the file beside the author's.
  const takesWake = findImports(text).some(({ path }) => path === wake.imports);
  if (takesWake) return { faults: findMissing(text, importable), words: '' };
  const program = toWholeProgram(text, importable);
  const named = new Set(findImports(program).map(({ path }) => path));
  const imports = [...named].filter((path) => path !== 'unsafe' && importable.includes(path));
  const startedAt = performance.now();
  const archives = fetchArchives(tools, imports);
  // Whoever waits for them is told; nobody does where the program has faults.
  archives.catch(() => {});

  const files = new MemoryFiles();
  files.put(sourcePath, encode(program));
  files.put(wake.path, encode(wake.text));
  const importConfig: string[] = [];
  for (const path of [...imports, wake.imports]) {
    files.put(`/exports/${path}.x`, await tools.exportData(path));
    importConfig.push(`packagefile ${path}=/exports/${path}.x\n`);
  }
  files.put('/importcfg', encode(importConfig.join('')));
  const compiled = await runTool(Go, tools.compile, files, [
    'compile',
    ...compileFlags,
    `-lang=${toLanguage(tools.goVersion)}`,
    sourcePath,
    wake.path,
  ]);
  const compileMs = performance.now() - startedAt;
  if (compiled.code !== 0) {
    return { faults: toFaults(compiled.words, text, importable), words: compiled.words };
  }

  const linkConfig: string[] = [];
  for (const [path, bytes] of await archives) {
    files.put(`/archives/${path}.a`, bytes);
    linkConfig.push(`packagefile ${path}=/archives/${path}.a\n`);
  }
  files.put('/importcfg.link', encode(linkConfig.join('')));
  const linkedFrom = performance.now();
  const linked = await runTool(Go, tools.link, files, ['link', ...linkFlags, '/tmp/main.a']);
  if (linked.code !== 0) return { faults: toFaults(linked.words, text, importable), words: linked.words };
  const wasm = files.find('/tmp/main.wasm');
  if (!wasm) throw new Error('link: nothing was linked, and nothing said');
  return { wasm, compileMs, linkMs: performance.now() - linkedFrom };
}

function toImportable({ packages }: GoTools): string[] {
  const paths = Object.keys(packages).filter((path) => !packages[path]?.internal);
  // The compiler's own.
  return [...paths, 'unsafe'];
}

/** The packages that a program of these imports is linked of, and their archives. */
function fetchArchives(tools: GoTools, imports: readonly string[]): Promise<[string, Uint8Array][]> {
  // Every program has a runtime, and the file beside it.
  const paths = new Set(['runtime', wake.imports, ...imports]);
  for (const path of paths) for (const one of tools.packages[path]?.imports ?? []) paths.add(one);
  return Promise.all([...paths].map(async (path) => [path, await tools.archive(path)]));
}

/**
 * The text as gofmt writes it. Statements stay statements: each part of them is written by itself.
 *
 * @throws where gofmt ends otherwise than by saying what is wrong
 */
export async function formatProgram(
  Go: GoClass,
  tools: GoTools,
  text: string,
): Promise<{ text: string; faults?: undefined } | { faults: GoFault[] }> {
  if (!tools.gofmt) throw new Error('gofmt is not among the tools');
  const formatted: string[] = [];
  const faults: GoFault[] = [];
  const whole = [{ lines: text.split('\n'), firstLine: 1 }];
  for (const { lines, firstLine } of hasPackageClause(text) ? whole : splitProgram(text)) {
    const part = lines.join('\n');
    if (part.trim() === '') {
      formatted.push(part);
      continue;
    }
    const files = new MemoryFiles();
    const { code, words, stdout } = await runTool(Go, tools.gofmt, files, ['gofmt'], encode(part));
    if (code === 0) formatted.push(stdout);
    else {
      for (const fault of toFaults(words, part, [])) {
        faults.push({ ...fault, line: fault.line + firstLine - 1 });
      }
    }
  }
  return faults.length > 0 ? { faults } : { text: formatted.join('\n') };
}

interface ToolResult {
  /** 0, or what the tool exited with after it had said what is wrong. */
  code: number;
  words: string;
  stdout: string;
}

async function runTool(
  Go: GoClass,
  module: WebAssembly.Module,
  files: MemoryFiles,
  argv: string[],
  stdin?: Uint8Array,
): Promise<ToolResult> {
  const output: Record<1 | 2, string> = { 1: '', 2: '' };
  const decoders = { 1: new TextDecoder(), 2: new TextDecoder() };
  const { end } = await runProgram(Go, {
    module,
    argv,
    env: toolEnv,
    files,
    ...(stdin && { stdin }),
    onOutput(fd, bytes) {
      output[fd] += decoders[fd].decode(bytes, { stream: true });
    },
  });
  const words = output[2] + (argv[0] === 'gofmt' ? '' : output[1]);
  // A tool that panics is no fault of the program.
  if (end.how !== 'exit' || (end.code !== 0 && (words === '' || words.includes('\ngoroutine ')))) {
    const why = end.how === 'exit' ? `exit code ${end.code}` : end.how;
    throw new Error(`${argv[0]}: ${'message' in end ? end.message : why}\n${words}`.trim());
  }
  return { code: end.code, words, stdout: output[1] };
}

/** `go1.26` of `go1.26.8`. */
function toLanguage(goVersion: string): string {
  return /go1\.\d+/.exec(goVersion)?.[0] ?? 'go1.22';
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
