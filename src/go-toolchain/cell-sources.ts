import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The module in which a program is built: package `cell` beside it, and so `import "casebook/cell"`. */
export async function readCellModule(goMinor: number): Promise<{ path: string; text: string }[]> {
  const folder = join(import.meta.dirname, '..', '..', 'go', 'cell');
  const sources = ['cell.go', 'nested.go'].map(async (name) => ({
    path: `cell/${name}`,
    text: await readFile(join(folder, name), 'utf8'),
  }));
  return [{ path: 'go.mod', text: `module casebook\n\ngo 1.${goMinor}\n` }, ...(await Promise.all(sources))];
}

/**
 * Beside each program: without syscall/js in it, the question after a deadlock (see `runProgram`) would be a
 * call of nothing.
 */
export const wakeSource = { name: 'wake.go', text: 'package main\n\nimport _ "syscall/js"\n' };
