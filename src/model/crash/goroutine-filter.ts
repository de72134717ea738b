import type { Frame, Goroutine } from './crash-log.ts';

/** What a reader looks for among goroutines; what is not set lets everything through. */
export interface GoroutineFilter {
  state?: string | undefined;
  /** Import path that one of the frames, or the creator, is of. */
  package?: string | undefined;
  /** Within a function, a file, an argument, the state, or the id; without regard to case. */
  text?: string | undefined;
}

export function matchesGoroutine(goroutine: Goroutine, filter: GoroutineFilter): boolean {
  const { frames, createdBy, state, id } = goroutine;
  if (filter.state !== undefined && state !== filter.state) return false;
  if (filter.package !== undefined) {
    const has =
      frames.some((frame) => frame.package === filter.package) || createdBy?.package === filter.package;
    if (!has) return false;
  }
  const text = filter.text?.trim().toLowerCase();
  if (!text) return true;
  const within = (value: string | undefined): boolean =>
    value !== undefined && value.toLowerCase().includes(text);
  return (
    within(state) ||
    String(id) === text ||
    within(`goroutine ${id}`) ||
    within(createdBy?.function) ||
    frames.some(
      (frame) => within(frame.function) || within(frame.args) || within(`${frame.file}:${frame.fileLine}`),
    )
  );
}

/** The packages of the frames with whose they are, the user's first, then by how many goroutines have them. */
export function countPackages(
  goroutines: readonly Goroutine[],
): { package: string; owner: Frame['owner']; count: number }[] {
  const found = new Map<string, { package: string; owner: Frame['owner']; count: number }>();
  for (const { frames, count } of goroutines) {
    const own = new Map(
      frames.filter((frame) => frame.package !== '').map((frame) => [frame.package, frame.owner]),
    );
    for (const [name, owner] of own) {
      const entry = found.get(name);
      if (entry) entry.count += count;
      else found.set(name, { package: name, owner, count });
    }
  }
  const order = ['user', 'cgo', 'std', 'runtime'];
  return [...found.values()].toSorted(
    (a, b) =>
      order.indexOf(a.owner) - order.indexOf(b.owner) ||
      b.count - a.count ||
      a.package.localeCompare(b.package, 'en'),
  );
}
