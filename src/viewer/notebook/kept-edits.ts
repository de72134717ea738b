/** Under which key a browser keeps the edits of a page. */
export function toEditsKey(path: string): string {
  return `casebook:cells:${path}`;
}

/** Whether this browser keeps edits of the page that is open. */
export function hasKeptEdits(): boolean {
  try {
    return localStorage.getItem(toEditsKey(location.pathname)) !== null;
  } catch {
    return false;
  }
}
