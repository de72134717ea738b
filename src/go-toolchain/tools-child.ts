import { mkdtempSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeGoTools } from './make-tools.ts';

// A process of its own, beside a server that answers meanwhile: node tools-child.ts FOLDER. Threads and
// programs that are started after this are as humble.
try {
  setPriority(19);
} catch {
  // Where it may not be lowered it is as it is.
}
// What it builds with, and its compilers, is in one folder, which goes with it.
const scratch = mkdtempSync(join(tmpdir(), 'casebook-go-tools-'));
process.env['TMPDIR'] = scratch;
const removeScratch = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 10 });

let isDone = false;
process.on('disconnect', () => {
  if (isDone) return;
  // Whoever started it is gone: so are the compilers, which are of the same group. This one tidies up behind them,
  // and does nothing else meanwhile: what ends with them has not failed.
  process.on('SIGTERM', () => {});
  if (process.platform !== 'win32') process.kill(-process.pid);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  removeScratch();
  process.exit();
});

const [folder = ''] = process.argv.slice(2);
const status = await makeGoTools(folder, { behind: true });
isDone = true;
removeScratch();
process.send?.(status);
process.disconnect?.();
