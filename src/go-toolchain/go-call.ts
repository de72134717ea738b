import { execFile } from 'node:child_process';
import { setPriority } from 'node:os';
import { type FoundGo, goEnvironment } from './find-go.ts';

/** Calls Go for js/wasm in a folder, and gives what it printed on stdout. */
export type GoCall = (go: FoundGo, folder: string, args: readonly string[]) => Promise<string>;

/** What Go said, and that it said it: a program or a package that it does not take. */
export class GoRefusal extends Error {
  override name = 'GoRefusal';
  readonly words: string;

  constructor(args: readonly string[], words: string) {
    super(`go ${args[0]}: ${words.trim()}`);
    this.words = words;
  }
}

export const callGo: GoCall = (go, folder, args) => callAt(0, go, folder, args);

/** With what the machine has left: for what nobody waits for. */
export const callGoBehind: GoCall = (go, folder, args) => callAt(10, go, folder, args);

/** @throws {GoRefusal} where Go exits with words; otherwise what kept it from running */
function callAt(niceness: number, go: FoundGo, folder: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      go.path,
      args,
      {
        cwd: folder,
        env: { ...goEnvironment(), GOOS: 'js', GOARCH: 'wasm' },
        maxBuffer: 64 << 20,
      },
      (error, stdout, stderr) => {
        if (!error) resolve(stdout);
        else if (typeof error.code === 'number' && stderr) reject(new GoRefusal(args, stderr));
        else reject(new Error(`go ${args[0]}: ${error.message}`, { cause: error }));
      },
    );
    if (niceness === 0 || child.pid === undefined) return;
    try {
      setPriority(child.pid, niceness);
    } catch {
      // It has ended already, or the system has no such thing: then it takes part as others do.
    }
  });
}
