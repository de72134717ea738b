import type { Scenario } from './scenario.ts';

export interface Group {
  name: string;
  scenarios: readonly Scenario[];
}

/**
 * Those that are named, by their own names or their group's; all where nothing is named.
 *
 * @throws Error that says which of the names is none
 */
export function choose(groups: readonly Group[], names: readonly string[]): Scenario[] {
  const all = groups.flatMap((group) => group.scenarios.map((scenario) => ({ group: group.name, scenario })));
  const isOf = (name: string) => (one: (typeof all)[number]) =>
    one.group === name || one.scenario.name === name;
  const unknown = names.filter((name) => !all.some(isOf(name)));
  if (unknown.length > 0) throw new Error(`no scenario ${unknown.join(', ')}: see --list`);
  return all
    .filter((one) => names.length === 0 || names.some((name) => isOf(name)(one)))
    .map(({ scenario }) => scenario);
}
