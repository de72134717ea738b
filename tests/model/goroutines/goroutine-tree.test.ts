import { describe, expect, test } from 'vitest';
import type { CrashLog, Goroutine } from '#model/crash/crash-log.ts';
import { MIXED, OTHER_STATE, toGoroutineTree, type GoroutineTree } from '#model/goroutines/goroutine-tree.ts';
import { ROOT } from '#model/profile/call-tree.ts';
import { parse, readValid, validNames } from '../../formats/go-crash/read-log.ts';

async function crashesOf(name: string): Promise<CrashLog[]> {
  return (await parse(readValid(name))).value.crashes;
}

async function goroutinesOf(name: string): Promise<Goroutine[]> {
  return (await crashesOf(name)).flatMap(({ goroutines }) => goroutines);
}

/** Names from the root down to a node. */
function pathOf({ tree }: GoroutineTree, node: number): string[] {
  const names: string[] = [];
  for (let at = node; at !== ROOT; at = tree.parent[at]!) names.unshift(tree.frames[tree.frame[at]!]!.name);
  return names;
}

/** What each path has in all and by state, counted one by one. */
function countPaths(goroutines: readonly Goroutine[]): Map<string, Map<string, number>> {
  const paths = new Map<string, Map<string, number>>();
  for (const { frames, state, count, thread } of goroutines) {
    if (thread) continue;
    const names = frames.map((frame) => frame.function || frame.file || '').toReversed();
    if (names.length > 1 && names[0] === 'runtime.goexit') names.shift();
    for (let depth = 0; depth <= names.length; depth++) {
      const key = names.slice(0, depth).join('\n');
      const states = paths.get(key) ?? new Map<string, number>();
      states.set(state, (states.get(state) ?? 0) + count);
      paths.set(key, states);
    }
  }
  return paths;
}

describe('goroutines folded from their roots', () => {
  const logs = validNames.filter((name) =>
    /sig|deadlock|lock-|profile|spinning|times-out|bubble|goexit/.test(name),
  );

  test.each(logs)(
    '%s: every path has as many as are counted one by one, and the state of most',
    async (name) => {
      for (const { goroutines } of await crashesOf(name)) {
        const folded = toGoroutineTree(goroutines);
        const { tree, states, stateOf } = folded;
        const naive = countPaths(goroutines);
        expect(tree.parent.length).toBe(Math.max(1, naive.size));
        for (let node = 0; node < tree.parent.length; node++) {
          const counts = naive.get(pathOf(folded, node).join('\n')) ?? new Map<string, number>();
          const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
          expect(tree.total[node]).toBe(all);
          const [most] = [...counts].filter(([, count]) => 2 * count > all);
          const state = stateOf[node]!;
          if (state >= 0) expect(states[state]).toBe(most?.[0]);
          else if (state === MIXED) expect(most === undefined || !states.includes(most[0])).toBe(true);
          else expect(states).not.toContain(most?.[0] ?? states[0]);
        }
      }
    },
  );

  test('a dump of many states: 13 wait for one channel, and whoever made them is no caller', async () => {
    const folded = toGoroutineTree(await goroutinesOf('go1.26-sigquit.log'));
    const { tree, states, stateOf } = folded;
    const paths = Array.from(tree.parent, (_, node) => pathOf(folded, node));
    const receivers = paths.findIndex((path) => path.join(' < ') === 'main.waitEverywhere.func1');
    expect(tree.total[receivers]).toBe(12);
    expect(states[stateOf[receivers]!]).toBe('chan receive');
    expect(paths.flat()).not.toContain('runtime.goexit');
    expect(paths.flat()).not.toContain('main.waitEverywhere');
  });

  test('a frame of several places has no line of its own; of one place it has', async () => {
    const { tree } = toGoroutineTree(await goroutinesOf('go1.26-lock-held.log'));
    const lineOf = (name: string): number | undefined =>
      tree.frames.find((frame) => frame.name === name)?.line;
    expect(lineOf('main.(*store).flush')).toBe(38);
    expect(lineOf('sync.(*RWMutex).RLock')).toBe(74);
    expect(lineOf('internal/sync.(*Mutex).lockSlow')).toBe(149);
    const [one, another] = (await goroutinesOf('go1.26-lock-order.log')).slice(1);
    const moved = another!.frames.map((frame) => ({ ...frame, fileLine: frame.fileLine! + 1 }));
    const { frames } = toGoroutineTree([one!, { ...another!, frames: moved }]).tree;
    expect(frames.find(({ name }) => name === 'main.transfer')).toMatchObject({
      file: 'casebook/crashes/locks.go',
      line: 0,
    });
  });

  test('a state by frame is that of its outermost calls', async () => {
    const { tree, states, stateOfFrame } = toGoroutineTree(await goroutinesOf('go1.26-sigquit.log'));
    const stateOf = (name: string): string | number => {
      const state = stateOfFrame[tree.frames.findIndex((frame) => frame.name === name)]!;
      return states[state] ?? state;
    };
    expect(stateOf('runtime.chanrecv')).toBe('chan receive');
    expect(stateOf('internal/sync.(*Mutex).lockSlow')).toBe('sync.Mutex.Lock');
    expect(stateOf('runtime.gopark')).toBe(MIXED);
  });

  test('more states than colours: the rest are others', async () => {
    const goroutines = await goroutinesOf('go1.26-sigquit.log');
    const { states, others, tree, stateOf } = toGoroutineTree(goroutines);
    const all = new Set(goroutines.filter(({ thread }) => !thread).map(({ state }) => state));
    expect(all.size).toBeGreaterThan(states.length);
    const rest = goroutines.filter(({ thread, state }) => !thread && !states.includes(state));
    expect(others).toBe(rest.length);
    expect([...stateOf]).toContain(OTHER_STATE);
    expect(tree.total[ROOT]).toBe(goroutines.filter(({ thread }) => !thread).length);
  });

  test('none, and one without frames', async () => {
    expect(toGoroutineTree([])).toMatchObject({ states: [], others: 0, bare: 0 });
    const running = (await goroutinesOf('go1.26-spinning.log')).find(
      ({ stackUnavailable }) => stackUnavailable,
    );
    const one = { ...(running ?? (await goroutinesOf('go1.26-sigquit.log'))[0]!), frames: [] };
    const { tree, bare, states } = toGoroutineTree([one]);
    expect(bare).toBe(1);
    expect([...tree.total]).toEqual([1]);
    expect(states).toEqual([one.state]);
  });

  test('a profile counts what each stack stands for, and a stack of 200,000 frames is folded', async () => {
    const [sample] = await goroutinesOf('go1.26-sigquit.log');
    const frames = Array.from({ length: 200_000 }, () => sample!.frames[0]!);
    const { tree } = toGoroutineTree([
      { ...sample!, count: 7, frames },
      { ...sample!, count: 2, frames: frames.slice(0, 3) },
    ]);
    expect(tree.total[ROOT]).toBe(9);
    expect(tree.parent.length).toBe(200_001);
    expect(tree.total.at(-1)).toBe(7);
  });
});
