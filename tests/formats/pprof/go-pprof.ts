import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether there is a `go tool pprof` to compare with: its numbers are the truth. */
export const hasGo = await run('go', ['version']).then(
  () => true,
  () => false,
);

// Newer Go builds the tool when it is first asked for, which takes longer than a test has.
if (hasGo) await run('go', ['tool', 'pprof', '-h']).catch(() => {});

export function fixturePath(path: string): string {
  return fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));
}

export async function runPprof(...args: string[]): Promise<string> {
  const { stdout } = await run('go', ['tool', 'pprof', ...args], {
    maxBuffer: 64 * 2 ** 20,
    env: { ...process.env, PPROF_BINARY_PATH: '/nonexistent' },
  });
  return stdout;
}

/** 1 for each unit that values are asked for in, so that they come out whole: ns, B, count. */
const row = /^ *(-?\d+)\D*? +[-+.e\d]+% +[-+.e\d]+% +(-?\d+)\D*? +[-+.e\d]+% {2}(.*)$/;
const inlined = / \((?:partial-)?inline\)$/;

/** Flat and cum by name, as `go tool pprof -top` prints them. Nodes of one name are added up. */
export async function readGoTop(
  unit: string,
  ...args: string[]
): Promise<{ rows: Map<string, [number, number]>; total: number }> {
  const text = await runPprof('-top', '-nodefraction=0', `-unit=${unit}`, ...args);
  const rows = new Map<string, [number, number]>();
  for (const line of text.split('\n')) {
    const [, flat, cum, name = ''] = row.exec(line) ?? [];
    if (flat === undefined) continue;
    const key = name.replace(inlined, '');
    const [flatBefore, cumBefore] = rows.get(key) ?? [0, 0];
    rows.set(key, [flatBefore + Number(flat), cumBefore + Number(cum)]);
  }
  return { rows, total: Number(/% of (-?\d+)\D* total/.exec(text)?.[1]) };
}

/** The values of each sample, in the file's order, as `go tool pprof -raw` prints them. */
export async function readGoSamples(path: string): Promise<string[]> {
  const text = await runPprof('-raw', path);
  const lines = text.slice(text.indexOf('\nSamples:'), text.indexOf('\nLocations')).split('\n').slice(2);
  return lines.flatMap((line) => {
    const [, values] = /^((?:\s*-?\d+)+):/.exec(line) ?? [];
    return values === undefined ? [] : [values.trim().replace(/\s+/g, ' ')];
  });
}
