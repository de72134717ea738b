import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `go build -overlay` takes in the place of a file of Go's own, by its path below `src/cmd`. */
export type SourceOverlay = Record<string, string>;

/**
 * cmd/compile and cmd/link with the back end of WebAssembly alone: a quarter of the compiler is the ten
 * others. Three files name them; nothing else of Go is touched.
 *
 * @param cmd the folder `src/cmd` of a GOROOT
 * @returns nothing where the files of this Go do not look as they have from 1.22 to 1.26: then all back ends are built
 */
export async function createWasmOverlay(cmd: string): Promise<SourceOverlay | undefined> {
  const read = (path: string) => readFile(join(cmd, path), 'utf8');
  const compile = keepWasmImport(
    (await read('compile/main.go')).replaceAll(/^\t"(?!wasm)\w+":\s+\w+\.Init,\n/gm, ''),
    'compile',
  );
  const link = keepWasmImport(
    (await read('link/main.go')).replaceAll(
      /^\tcase "(?!wasm).*:\n\t\tarch, theArch = \w+\.Init\(\)\n/gm,
      '',
    ),
    'link',
  );
  const config = keepWasmCase(await read('compile/internal/ssa/config.go'));
  if (!compile || !link || !config) return undefined;
  return { 'compile/main.go': compile, 'link/main.go': link, 'compile/internal/ssa/config.go': config };
}

/** @returns the argument of `go build -overlay`, a file in `folder` */
export async function writeOverlay(folder: string, cmd: string, overlay: SourceOverlay): Promise<string> {
  await mkdir(folder, { recursive: true });
  const replace: Record<string, string> = {};
  for (const [path, text] of Object.entries(overlay)) {
    const target = join(folder, path.replaceAll('/', '_'));
    await writeFile(target, text);
    replace[join(cmd, path)] = target;
  }
  const list = join(folder, 'overlay.json');
  await writeFile(list, JSON.stringify({ Replace: replace }));
  return list;
}

/** Without the imports of other back ends; nothing where one of those is still named. */
function keepWasmImport(text: string, tool: string): string | undefined {
  const architectures = 'amd64|arm|arm64|loong64|mips|mips64|ppc64|riscv64|s390x|x86';
  const kept = text.replaceAll(
    new RegExp(String.raw`^\t"cmd/${tool}/internal/(?:${architectures})"\n`, 'gm'),
    '',
  );
  const isWhole = kept.includes(`"cmd/${tool}/internal/wasm"`) && kept.includes('wasm.Init');
  const namesOther = new RegExp(String.raw`\b(?:${architectures})\.Init\b`).test(kept);
  return isWhole && !namesOther ? kept : undefined;
}

/** Of the `switch arch` in NewConfig, the cases `wasm` and `default`. */
function keepWasmCase(text: string): string | undefined {
  const start = text.indexOf('\tswitch arch {\n', text.indexOf('\nfunc NewConfig('));
  const end = text.indexOf('\n\t}\n', start);
  if (start < 0 || end < 0) return undefined;
  const [head = '', ...cases] = text.slice(start, end).split(/^(?=\t(?:case |default:))/m);
  const kept = cases.filter((one) => /^\t(?:case "wasm":|default:)/.test(one));
  return kept.length === 2 ? text.slice(0, start) + head + kept.join('') + text.slice(end) : undefined;
}
