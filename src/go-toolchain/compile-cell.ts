import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findRefusedDirectives } from '#notebook/go/directives.ts';
import { findMissing, toFaults } from '#notebook/go/gc-messages.ts';
import type { GoFault } from '#notebook/go/go-tools.ts';
import { goPackages } from '#notebook/go/packages.ts';
import { sourceName, toWholeProgram } from '#notebook/go/whole-program.ts';
import { cacheFolder, findFile, hashOf, writeWhole } from './cache.ts';
import { readCellModule, wakeSource } from './cell-sources.ts';
import { type FoundGo, toMinor } from './find-go.ts';
import { callGo, GoRefusal } from './go-call.ts';
import { removeOldCells, touch } from './old-files.ts';

const buildFlags = ['-trimpath', '-ldflags=-s -w', '-gcflags=-e'];

/**
 * A program or statements as a js/wasm program, by the Go that was found; kept by the text, package `cell`
 * and the version of Go. It may import what programs of the page may, so that what is published can be edited.
 *
 * @throws where Go itself cannot be run, or a disk is full
 */
export async function compileCell(
  go: FoundGo,
  text: string,
): Promise<{ wasm: Uint8Array<ArrayBuffer>; faults?: undefined } | { faults: GoFault[]; words: string }> {
  const program = withoutConstraint(toWholeProgram(text, goPackages));
  // Go has more packages than a program of the page may import.
  const refused = [...findRefusedDirectives(text), ...findMissing(text, goPackages)];
  if (refused.length > 0) {
    return { faults: refused, words: refused.map(toWords).join('') };
  }
  const files = [
    ...(await readCellModule(toMinor(go.version) ?? 0)),
    { path: `program/${sourceName}`, text: program },
    { path: `program/${wakeSource.name}`, text: wakeSource.text },
  ];
  const id = hashOf(go.version, ...buildFlags, ...files.flatMap((file) => [file.path, file.text]));
  const kept = join(cacheFolder(), 'go-cells', `${id}.wasm`);
  const found = await findFile(kept);
  if (found) {
    // In a cache that may only be read nothing is kept by its use.
    await touch(kept).catch(() => {});
    return { wasm: found };
  }

  const folder = await mkdtemp(join(tmpdir(), 'casebook-cell-'));
  try {
    for (const file of files) {
      const path = join(folder, file.path);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, file.text);
    }
    const words = await build(go, folder);
    if (words !== undefined) return { faults: toFaults(words, text, goPackages), words };
    const wasm = await findFile(join(folder, 'program.wasm'));
    if (!wasm) throw new Error('go build: nothing was built, and nothing said');
    await writeWhole(kept, wasm);
    await removeOldCells(dirname(kept));
    return { wasm };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * A file that is built by its name, as by `go run`, is built whatever its `//go:build` says; one of a folder would be
 * left out.
 */
function withoutConstraint(program: string): string {
  const head = /^(?:\s*(?:\/\/[^\n]*|\/\*[^]*?\*\/))*\s*(?=package\b)/.exec(program)?.[0] ?? '';
  return head.replaceAll(/^\/\/go:build\b/gm, '//go build') + program.slice(head.length);
}

/** @returns what is wrong with the program, in Go's words, if anything is */
async function build(go: FoundGo, folder: string): Promise<string | undefined> {
  try {
    await callGo(go, folder, ['build', ...buildFlags, '-o', 'program.wasm', './program']);
    return undefined;
  } catch (error) {
    if (error instanceof GoRefusal) return error.words;
    throw error;
  }
}

function toWords({ line, column, message }: GoFault): string {
  return `./${sourceName}:${line}:${column}: ${message}\n`;
}
