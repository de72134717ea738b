/** Runs that may hang or use up the memory, in a process of its own: see fuzz.ts. */
import { check } from './check.ts';
import { makeInput } from './make-input.ts';

export interface FuzzJob {
  seed: number;
  run: number;
  count: number;
}

export interface FuzzReply {
  failures: { run: number; error: string }[];
}

process.on('message', ({ seed, run, count }: FuzzJob) => {
  void (async () => {
    const failures: FuzzReply['failures'] = [];
    for (let at = run; at < run + count; at++) {
      try {
        await check(makeInput(seed, at));
      } catch (error) {
        failures.push({ run: at, error: String((error as Error).stack ?? error) });
      }
    }
    process.send?.({ failures } satisfies FuzzReply);
  })();
});

process.send?.({ ready: true });
