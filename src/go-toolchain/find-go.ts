import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface FoundGo {
  /** What is called: `go`, or where it lies. */
  path: string;
  /** `go1.26.8` */
  version: string;
  /** GOROOT. */
  root: string;
  /** Go's own runner of js/wasm programs. */
  wasmExecPath: string;
}

/** The oldest whose programs run here: from 1.22 on each round of a loop has variables of its own, and `range` counts. */
const oldestMinor = 22;

/** What a call of Go does not depend on: the settings of whoever calls it, and another Go that those would fetch. */
export function goEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    GOTOOLCHAIN: 'local',
    GOFLAGS: '',
    GOWORK: 'off',
    GO111MODULE: 'on',
    GOENV: 'off',
    GOEXPERIMENT: '',
  };
}

/** The Go on PATH (or of `path`), or why there is none that cells could be compiled with. */
export async function findGo(path = 'go'): Promise<FoundGo | { missing: string }> {
  let found: { GOROOT?: string; GOVERSION?: string };
  try {
    const { stdout } = await run(path, ['env', '-json', 'GOROOT', 'GOVERSION'], { env: goEnvironment() });
    found = JSON.parse(stdout) as typeof found;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { missing: code === 'ENOENT' ? 'Go is not on PATH' : `${path} env: ${message}` };
  }
  const { GOROOT: root = '', GOVERSION: version = '' } = found;
  const minor = toMinor(version);
  if (minor === undefined || minor < oldestMinor) {
    return { missing: `cells need Go 1.${oldestMinor} or newer, and this is ${version || 'older'}` };
  }
  // Beside the library since 1.24.
  for (const folder of ['lib', 'misc']) {
    const wasmExecPath = join(root, folder, 'wasm', 'wasm_exec.js');
    if (await exists(wasmExecPath)) return { path, version, root, wasmExecPath };
  }
  return { missing: `${version} in ${root} has neither lib/wasm/wasm_exec.js nor misc/wasm/wasm_exec.js` };
}

/** 26 of `go1.26.8`, `go1.26rc1`, `go1.27-devel_0123abc`, `devel go1.27-0123abc`. */
export function toMinor(version: string): number | undefined {
  const found = /\bgo1\.(\d+)/.exec(version)?.[1];
  return found === undefined ? undefined : Number(found);
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
