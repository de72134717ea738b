import { findStoredFile, storeFiles } from './stored-file.ts';

/**
 * Files dropped on the landing page, on their way to the open page: kept in IndexedDB for the
 * moment of the change of pages (an address cannot hold a file), and deleted as they are taken.
 */
const databaseName = 'casebook-hand-over';

export async function handOver(files: File[]): Promise<void> {
  await storeFiles(files, (stored) => withStore('readwrite', (store) => store.put(stored, 'files')));
}

/** The files handed over, once; none where there were none, or the browser keeps nothing. */
export async function takeHandedOver(): Promise<File[]> {
  try {
    const files = await withStore('readonly', (store) => store.get('files'));
    if (!Array.isArray(files)) return [];
    await withStore('readwrite', (store) => store.delete('files'));
    return files.map(findStoredFile).filter((file) => file !== undefined);
  } catch {
    return [];
  }
}

function withStore(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(databaseName, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('files');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction('files', mode);
      const request = act(transaction.objectStore('files'));
      transaction.oncomplete = () => {
        database.close();
        resolve(request.result);
      };
      transaction.onabort = transaction.onerror = () => {
        database.close();
        reject(transaction.error);
      };
    };
  });
}
