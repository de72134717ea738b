import { setPriority } from 'node:os';
import { makeGoTools } from './make-tools.ts';

// A process of its own, beside a server that answers meanwhile: node tools-child.ts FOLDER. Threads and
// programs that are started after this are as humble.
try {
  setPriority(19);
} catch {
  // Where it may not be lowered it is as it is.
}
// Whoever started it is gone: so are the compilers, which are of the same group.
process.on('disconnect', () => process.kill(process.platform === 'win32' ? process.pid : -process.pid));

const [folder = ''] = process.argv.slice(2);
const status = await makeGoTools(folder, { behind: true });
process.send?.(status);
process.disconnect?.();
