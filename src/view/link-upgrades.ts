/** The parameters of a link in order, as they stand: still percent-encoded. A bare key has the value `''`. */
export type LinkParams = [key: string, value: string][];

/** The version that encodeView writes. CHANGELOG.md has a line for each. */
export const linkVersion = 1;

/**
 * From version n to n + 1. They are for ever: a link out there may be of any version. What one
 * does not know it passes on.
 */
export const upgrades: Record<number, (params: LinkParams) => LinkParams> = {
  0: upgradeFromTopidchart,
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
