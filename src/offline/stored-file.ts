/** A file as what it is made of. */
interface FileParts {
  name: string;
  type: string;
  lastModified: number;
  bytes: ArrayBuffer;
}

export type StoredFile = File | FileParts;

/** Larger ones are not copied: of a file the browser keeps a reference, of bytes it has all in memory. */
const mostBytes = 32_000_000;

/**
 * Has files put into IndexedDB, or what they are made of: private windows of WebKit keep bytes, and refuse files.
 *
 * @param put called again after it has failed, in a transaction of its own
 * @throws what `put` throws at last, where the browser keeps neither or there are more than 32 MB
 */
export async function storeFiles<T>(
  files: readonly File[],
  put: (stored: StoredFile[]) => Promise<T>,
): Promise<T> {
  try {
    return await put([...files]);
  } catch (error) {
    if (files.reduce((sum, { size }) => sum + size, 0) > mostBytes) throw error;
    return put(await Promise.all(files.map(toParts)));
  }
}

/** The file that was put, of whatever is found: undefined where it is neither. */
export function findStoredFile(stored: unknown): File | undefined {
  if (stored instanceof File) return stored;
  const { name, type, lastModified, bytes } = (stored ?? {}) as Partial<FileParts>;
  if (name === undefined || !(bytes instanceof ArrayBuffer)) return undefined;
  return new File([bytes], name, { type: type ?? '', lastModified: lastModified ?? 0 });
}

async function toParts(file: File): Promise<FileParts> {
  const { name, type, lastModified } = file;
  return { name, type, lastModified, bytes: await file.arrayBuffer() };
}
