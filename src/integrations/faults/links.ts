/** The ids of a page. */
export interface Ids {
  has(id: string): boolean;
}

/** What an internal link leads to, apart from where it stands. */
export interface LinkTargets {
  /** Base of the site: `''`, or `/casebook`. */
  base: string;
  /** The ids at a path below the host; undefined where there is no page. Null for a file, which has none. */
  findIds(path: string): Promise<Ids | null | undefined>;
}

/**
 * Why a link leads nowhere; undefined where it does not, or leads out of the site.
 *
 * @param url as the page has it: `/cases/a/#cause`, `#cause`, `../b/`
 * @param from the path that the page has below the host: `/casebook/cases/a/`
 */
export async function findLinkFault(
  url: string,
  from: string,
  targets: LinkTargets,
): Promise<string | undefined> {
  if (url === '' || /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(url)) return undefined;
  let target: URL;
  try {
    target = new URL(url, `http://site${from}`);
  } catch {
    return `the link ${url} cannot be read`;
  }
  const path = decodePart(target.pathname);
  const ids = await targets.findIds(path);
  if (ids === undefined) {
    return targets.base !== '' && !`${path}/`.startsWith(`${targets.base}/`)
      ? `the link ${url} leads out of the site, which stands below ${targets.base}/`
      : `the link ${url} leads nowhere: there is no page ${path}`;
  }
  const anchor = decodePart(target.hash.slice(1));
  if (ids === null || !isAnchor(anchor) || ids.has(anchor)) return undefined;
  return `the link ${url} leads to no place of its page: there is no #${anchor}`;
}

/** Links of the site carry views and filters in their fragments, as `key=value`: those are no anchors. */
function isAnchor(fragment: string): boolean {
  return fragment !== '' && fragment !== '_top' && fragment !== 'top' && !/[=&]/.test(fragment);
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
