/**
 * Where the pages about the site's store stand, as paths of the site: `pathIn` puts their language and
 * the site's base before them.
 */

/** The page of one capture. */
export function toCapturePath(id: string): string {
  return `/c/${id}`;
}

/** The list of a tag's captures. */
export function toTagPath(tag: string): string {
  return `/t/${tag}/`;
}

/** The page of the files of one session. */
export function toSessionPath(tag: string, session: string): string {
  return `${toTagPath(tag)}${session}`;
}
