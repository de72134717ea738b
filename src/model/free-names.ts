/**
 * Gives each name as it is the first time, and then as `name#2`, `name#3`, passing over those that
 * were given already. The next number of each is kept: many of one name take no longer than others.
 */
export function toFreeNames(): (wanted: string) => string {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return (wanted) => {
    let name = wanted;
    let count = next.get(wanted) ?? 2;
    while (taken.has(name)) name = `${wanted}#${count++}`;
    next.set(wanted, count);
    taken.add(name);
    return name;
  };
}
