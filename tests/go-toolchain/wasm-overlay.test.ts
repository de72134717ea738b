import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWasmOverlay, writeOverlay } from '../../src/go-toolchain/wasm-overlay.ts';
import { go } from './go.ts';

let cmd: string;
beforeEach(async () => {
  cmd = await mkdtemp(join(tmpdir(), 'overlay-'));
  await put('compile/main.go', '\t"amd64":    amd64.Init,\n\t"wasm":     wasm.Init,\n\tgc.Main(archInit)\n');
  await put('link/main.go', '\tcase "wasm":\n\t\tarch, theArch = wasm.Init()\n\tld.Main(arch, theArch)\n');
  await put('compile/internal/ssa/config.go', config);
  for (const name of ['AMD64', 'AMD64splitload', '386', 'Wasm', 'generic', 'Cond_test']) {
    await put(`compile/internal/ssa/rewrite${name}.go`, `package ssa // ${name}\n`);
  }
  await put('link/internal/ld/lib.go', 'package ld\n\nimport "cmd/link/internal/loader"\n');
  await put('link/internal/ld/lib_test.go', 'package ld\n');
  await put('link/internal/arm/asm.go', 'package arm\n');
});
afterEach(() => rm(cmd, { recursive: true }));

const config = `
func NewConfig(arch string) *Config {
	switch arch {
	case "amd64":
		c.lowerBlock = rewriteBlockAMD64
	case "wasm":
		c.lowerBlock = rewriteBlockWasm
	default:
		ctxt.Diag("arch %s not implemented", arch)
	}
	return c
}
`;

async function put(path: string, text: string): Promise<void> {
  await mkdir(join(cmd, path, '..'), { recursive: true });
  await writeFile(join(cmd, path), text);
}

test('one back end is kept, and the linker becomes a part of the compiler', async () => {
  const overlay = await createWasmOverlay(cmd);
  expect(Object.keys(overlay ?? {}).sort()).toEqual([
    'compile/internal/link/ld/lib.go',
    'compile/internal/ssa/config.go',
    'compile/internal/ssa/rewrite386.go',
    'compile/internal/ssa/rewriteAMD64.go',
    'compile/internal/ssa/rewriteAMD64splitload.go',
    'compile/main.go',
  ]);
  expect(overlay?.['compile/internal/ssa/rewriteAMD64.go']).toBe('package ssa\n');
  expect(overlay?.['compile/internal/ssa/config.go']).toBe(
    config.replace('\tcase "amd64":\n\t\tc.lowerBlock = rewriteBlockAMD64\n', ''),
  );
  expect(overlay?.['compile/internal/link/ld/lib.go']).toContain('"cmd/compile/internal/link/loader"');
});

test.each(['compile/main.go', 'link/main.go', 'compile/internal/ssa/config.go'])(
  'there is none where %s is another than is known',
  async (path) => {
    const text = await readFile(join(cmd, path), 'utf8');
    await put(path, text.replaceAll('wasm', 'wasm64'));
    expect(await createWasmOverlay(cmd)).toBeUndefined();
  },
);

test('it is written as go build reads it', async () => {
  const list = await writeOverlay(join(cmd, 'out'), '/go/src/cmd', { 'compile/main.go': 'package main\n' });
  const { Replace } = JSON.parse(await readFile(list, 'utf8')) as { Replace: Record<string, string> };
  const [[from, to = ''] = []] = Object.entries(Replace);
  expect(from).toBe('/go/src/cmd/compile/main.go');
  expect(await readFile(to, 'utf8')).toBe('package main\n');
});

test.skipIf(!go)('it knows the Go that is there', async () => {
  if (!go) return;
  const overlay = await createWasmOverlay(join(go.root, 'src', 'cmd'));
  expect(Object.keys(overlay ?? {})).toContain('compile/internal/link/ld/lib.go');
});
