import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findGo, toMinor } from '../../src/go-toolchain/find-go.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find-go-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A command that answers `go env -json` so. */
async function command(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

const says = (version: string, root = folder) =>
  command(version, `echo '${JSON.stringify({ GOVERSION: version, GOROOT: root })}'`);

test('a Go is found by what it says of itself, its runner in either place', async () => {
  for (const [version, place] of [
    ['go1.22.1', 'misc'],
    ['go1.26.8', 'lib'],
  ] as const) {
    const root = join(folder, `root-${version}`);
    const wasmExecPath = join(root, place, 'wasm', 'wasm_exec.js');
    await mkdir(join(root, place, 'wasm'), { recursive: true });
    await writeFile(wasmExecPath, '');
    const path = await says(version, root);
    expect(await findGo(path)).toEqual({ path, version, root, wasmExecPath });
  }
});

test('where there is none, it is said why', async () => {
  expect(await findGo(join(folder, 'nothing'))).toEqual({ missing: 'Go is not on PATH' });
  expect(await findGo(await says('go1.21.13'))).toEqual({
    missing: 'cells need Go 1.22 or newer, and this is go1.21.13',
  });
  expect(await findGo(await says('go1.99.0'))).toEqual({
    missing: `go1.99.0 in ${folder} has neither lib/wasm/wasm_exec.js nor misc/wasm/wasm_exec.js`,
  });
  const broken = await command('broken', 'echo no such thing >&2; exit 2');
  expect(await findGo(broken)).toEqual({ missing: expect.stringContaining('no such thing') });
});

test.each([
  ['go1.26.8', 26],
  ['go1.26rc1', 26],
  ['go1.27-devel_0123abc Thu Jan 1', 27],
  ['devel go1.27-0123abc', 27],
  ['gccgo 12', undefined],
])('%s is 1.%s', (version, minor) => {
  expect(toMinor(version)).toBe(minor);
});
