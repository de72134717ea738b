import { readFileSync } from 'node:fs';
import type { GoClass } from '#notebook/go/program.ts';

/** The class that Go's own `wasm_exec.js` puts into `globalThis`; what else it puts there is taken away again. */
export function loadWasmExec(path: string): GoClass {
  const before = new Set(Object.keys(globalThis));
  // oxlint-disable-next-line no-new-func -- a script of Go's, beside the compiler that is trusted as much
  new Function(readFileSync(path, 'utf8'))();
  const found = (globalThis as { Go?: GoClass }).Go;
  for (const name of Object.keys(globalThis)) if (!before.has(name)) Reflect.deleteProperty(globalThis, name);
  if (!found) throw new Error(`${path} declares no class Go`);
  return found;
}
