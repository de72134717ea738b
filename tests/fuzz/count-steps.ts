import { Session } from 'node:inspector/promises';
import { countBuiltins, counted } from './count-builtins.ts';

type Run = () => Promise<void>;

/** Begins to count the blocks of src/ and bin/ that are run; the function gives their number while another runs. */
export async function startBlocks(): Promise<(run: Run) => Promise<{ blocks: number }>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return async (run) => {
    // Taking them sets them to zero, and what runs in between is none of theirs.
    await run();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    let blocks = 0;
    for (const { url, functions } of result) {
      if (!/^file:.*\/(?:src|bin)\//.test(url)) continue;
      for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
    }
    return { blocks };
  };
}

/** The same for the language's own methods and patterns. */
export function startMethods(): (run: Run) => Promise<{ builtins: number; patterns: number }> {
  countBuiltins();
  return async (run) => {
    counted.builtins = 0;
    counted.patterns = 0;
    await run();
    return { ...counted };
  };
}
