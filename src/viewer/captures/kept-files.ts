import { findStoredFile, type StoredFile, storeFiles } from '#offline/stored-file.ts';

/**
 * Opened files, kept in this browser so that a reload of the page finds them again: an address can
 * name a file, not hold it. By SHA-256, for a day or until the reader removes them, 256 MB at most.
 * A browser that keeps nothing only makes the reload ask for the file.
 */
const databaseName = 'casebook-files';
const keptForMs = 24 * 60 * 60 * 1000;
const maxTotalBytes = 256_000_000;

interface Kept {
  sha256: string;
  file: StoredFile;
  since: number;
}

export async function keepFile(sha256: string, file: File): Promise<void> {
  if (file.size > maxTotalBytes) return;
  await attempt(async (database) => {
    await storeFiles([file], ([stored = file]) => {
      const store = database.transaction('files', 'readwrite').objectStore('files');
      return settle(store.put({ sha256, file: stored, since: Date.now() } satisfies Kept));
    });
    await sweep(database);
  });
}

export async function findKeptFile(sha256: string): Promise<File | undefined> {
  if (!sha256) return undefined;
  return attempt(async (database) => {
    const store = database.transaction('files', 'readonly').objectStore('files');
    const kept = (await settle(store.get(sha256))) as Kept | undefined;
    return kept && Date.now() - kept.since < keptForMs ? findStoredFile(kept.file) : undefined;
  });
}

export async function dropKeptFile(sha256: string): Promise<void> {
  await attempt(async (database) => {
    await settle(database.transaction('files', 'readwrite').objectStore('files').delete(sha256));
  });
}

/** Oldest first, until what is left is young and small enough. */
async function sweep(database: IDBDatabase): Promise<void> {
  const store = database.transaction('files', 'readwrite').objectStore('files');
  const all = ((await settle(store.getAll())) as Kept[]).toSorted((a, b) => b.since - a.since);
  let total = 0;
  for (const { sha256, file, since } of all) {
    total += file instanceof File ? file.size : file.bytes.byteLength;
    if (total > maxTotalBytes || Date.now() - since > keptForMs) store.delete(sha256);
  }
}

async function attempt<T>(act: (database: IDBDatabase) => Promise<T>): Promise<T | undefined> {
  try {
    const opening = indexedDB.open(databaseName, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('files', { keyPath: 'sha256' });
    const database = await settle(opening);
    try {
      return await act(database);
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
