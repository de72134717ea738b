import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What `go build -overlay` takes for files of Go's own, by path below `src/cmd`; some are no files there. */
export type SourceOverlay = Record<string, string>;

/**
 * Compiler, linker and gofmt as one program, `cmd/compile`, which is whichever `os.Args[0]` names: they
 * share Go's runtime and most of what they stand on, and of the compiler's back ends there is that of
 * WebAssembly alone, being a quarter of it. The linker's packages are internal to it, so they get
 * copies within the compiler's. Nothing else of Go is touched.
 *
 * Tried with Go 1.23 to 1.27. In 1.22 `go build` finds no packages that are in the overlay alone, and refuses: then,
 * and where there is no overlay, the three are built one by one and whole, a third larger together.
 *
 * @param cmd the folder `src/cmd` of a GOROOT
 * @returns nothing where the files of this Go do not look as they have from 1.22 to 1.27
 */
export async function createWasmOverlay(cmd: string): Promise<SourceOverlay | undefined> {
  const config = keepWasmCase(await readFile(join(cmd, configPath), 'utf8'));
  const main = await readFile(join(cmd, 'compile', 'main.go'), 'utf8');
  const link = await readFile(join(cmd, 'link', 'main.go'), 'utf8');
  const isKnown =
    /"wasm":\s+wasm\.Init,/.test(main) &&
    main.includes('gc.Main(archInit)') &&
    link.includes('arch, theArch = wasm.Init()') &&
    link.includes('ld.Main(arch, theArch)');
  if (!isKnown || config === undefined) return undefined;
  return {
    'compile/main.go': mainText,
    [configPath]: config,
    ...(await emptyLowerings(cmd)),
    ...(await copyLinker(cmd)),
  };
}

/** The lowerings of other processors, which no case of NewConfig names any more: half of what is compiled. */
async function emptyLowerings(cmd: string): Promise<SourceOverlay> {
  const folder = dirname(configPath);
  const names = (await readdir(join(cmd, folder))).filter((name) =>
    /^rewrite(?!Wasm)[\dA-Z].*\.go$/.test(name),
  );
  return Object.fromEntries(
    names.filter((name) => !name.endsWith('_test.go')).map((name) => [`${folder}/${name}`, 'package ssa\n']),
  );
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

const configPath = 'compile/internal/ssa/config.go';

/** Of the `switch arch` in NewConfig, the cases `wasm` and `default`. */
function keepWasmCase(text: string): string | undefined {
  const start = text.indexOf('\tswitch arch {\n', text.indexOf('\nfunc NewConfig('));
  const end = text.indexOf('\n\t}\n', start);
  if (start < 0 || end < 0) return undefined;
  const [head = '', ...cases] = text.slice(start, end).split(/^(?=\t(?:case |default:))/m);
  const kept = cases.filter((one) => /^\t(?:case "wasm":|default:)/.test(one));
  return kept.length === 2 ? text.slice(0, start) + head + kept.join('') + text.slice(end) : undefined;
}

/** Back ends of the linker that are not WebAssembly's. */
const otherBackEnds = new Set('amd64 arm arm64 loong64 mips mips64 ppc64 riscv64 s390x x86'.split(' '));

async function copyLinker(cmd: string): Promise<SourceOverlay> {
  const from = join(cmd, 'link', 'internal');
  const overlay: SourceOverlay = {};
  for (const folder of await readdir(from)) {
    if (otherBackEnds.has(folder)) continue;
    for (const name of await readdir(join(from, folder))) {
      if (!name.endsWith('.go') || name.endsWith('_test.go')) continue;
      const text = await readFile(join(from, folder, name), 'utf8');
      overlay[`compile/internal/link/${folder}/${name}`] = text.replaceAll(
        '"cmd/link/internal/',
        '"cmd/compile/internal/link/',
      );
    }
  }
  return overlay;
}

const mainText = `package main

import (
	"cmd/compile/internal/base"
	"cmd/compile/internal/gc"
	"cmd/compile/internal/link/ld"
	linkwasm "cmd/compile/internal/link/wasm"
	"cmd/compile/internal/wasm"
	"flag"
	"fmt"
	"go/format"
	"go/scanner"
	"internal/buildcfg"
	"io"
	"log"
	"os"
)

func main() {
	switch os.Args[0] {
	case "gofmt":
		gofmt()
	case "link":
		buildcfg.Check()
		ld.Main(linkwasm.Init())
	default:
		log.SetFlags(0)
		log.SetPrefix("compile: ")
		buildcfg.Check()
		// The linker has declared flags of its own, some by the same names.
		flag.CommandLine = flag.NewFlagSet("compile", flag.ExitOnError)
		gc.Main(wasm.Init)
		base.Exit(0)
	}
}

// gofmt formats a file, or a part of one, from stdin to stdout.
func gofmt() {
	text, err := io.ReadAll(os.Stdin)
	if err == nil {
		text, err = format.Source(text)
	}
	if faults, ok := err.(scanner.ErrorList); ok {
		for _, fault := range faults {
			fmt.Fprintf(os.Stderr, "<standard input>:%v\\n", fault)
		}
	} else if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if err != nil {
		os.Exit(2)
	}
	os.Stdout.Write(text)
}
`;
