/**
 * Deletion keys of what was uploaded from this browser, kept in it: the server tells each once, and
 * whoever has it can delete the capture.
 */
export interface KeptKey {
  id: string;
  name: string;
  link: string;
  key: string;
  /** ISO 8601, UTC. */
  uploadedAt: string;
}

const storageKey = 'casebook-deletion-keys';
const most = 200;

/** Newest first. */
export function readKeys(): KeptKey[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(list) ? (list as KeptKey[]).filter((one) => typeof one?.key === 'string') : [];
  } catch {
    return [];
  }
}

/** @returns whether the browser keeps it: if not, it has to be noted down */
export function keepKey(kept: KeptKey): boolean {
  return write([kept, ...readKeys().filter(({ id }) => id !== kept.id)].slice(0, most));
}

export function forgetKey(id: string): void {
  write(readKeys().filter((one) => one.id !== id));
}

function write(keys: KeptKey[]): boolean {
  try {
    localStorage.setItem(storageKey, JSON.stringify(keys));
    return true;
  } catch {
    return false;
  }
}
