import { decodeOpen } from './capture-ref.ts';
import { cellsSlot, type LinkParams, toFieldKey } from './fragment.ts';
import { decodeText } from './percent.ts';

/** The version that encodeView writes. CHANGELOG.md has a line for each. */
export const linkVersion = 2;

/**
 * From version n to n + 1. They are for ever: a link out there may be of any version. What one
 * does not know it passes on.
 */
export const upgrades: Record<number, (params: LinkParams) => LinkParams> = {
  0: upgradeFromTopidchart,
  1: upgradeFromProcesses,
};

/** @param version of `params`, below linkVersion */
export function upgradeParams(params: LinkParams, version: number): LinkParams {
  for (let from = version; from < linkVersion; from++) params = upgrades[from]?.(params) ?? params;
  return params;
}

/**
 * Version 0 says no version: it is the address of topidchart's page, `?filter=2,10,10,20`, its only
 * parameter. There a page shows one recording, so the filter is that of whatever is looked at.
 * topidchart takes what is no number for 0, and so does this upgrade where a number is left empty;
 * anything else stays and is reported.
 */
function upgradeFromTopidchart(params: LinkParams): LinkParams {
  return params.map(([key, value]) =>
    key === 'filter'
      ? ['.filter', value.replace(/%2C/gi, ',').replace(/(?<=^|,)(?=,|$)/g, '0')]
      : [key, value],
  );
}

/** What version 1 could say of a recording. A state that says anything else is of another kind of capture. */
const recordingFields = new Set(
  (
    'chart only hide show other hidden filter text top window clock zone cpu system cores sort snapshot info ' +
    'compare beside names metric pins'
  ).split(' '),
);

/**
 * Version 1 had a row and a line for each process, the greatest average of CPU first, where it said
 * nothing else. Version 2 may add processes up, and begins with the greatest CPU time: so what an old
 * link opens, and what it has a state of, is given the old way. Nobody knows here which of them are
 * recordings; what is not has no such fields.
 */
function upgradeFromProcesses(params: LinkParams): LinkParams {
  const slots = new Map<string, Set<string>>();
  const fieldsOf = (slot: string): Set<string> => {
    const known = slots.get(slot) ?? new Set<string>();
    slots.set(slot, known);
    return known;
  };
  for (const [key, value] of params) {
    const field = key.lastIndexOf('.');
    const slot = attempt(() =>
      key === 'open' ? decodeOpen(value).slot : field < 0 ? undefined : decodeText(key.slice(0, field)),
    );
    if (slot === undefined || slot === cellsSlot) continue;
    const fields = fieldsOf(slot);
    if (field >= 0) fields.add(key.slice(field + 1));
  }
  const defaults = { sort: '-cpu', group: 'pid' };
  const added = [...slots].flatMap(([slot, fields]): LinkParams => {
    if (![...fields].every((field) => recordingFields.has(field))) return [];
    return Object.entries(defaults).flatMap(([field, value]): LinkParams =>
      fields.has(field) ? [] : [[toFieldKey(slot, field), value]],
    );
  });
  return [...params, ...added];
}

/** What does not read is reported when the link is read, after all upgrades. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
