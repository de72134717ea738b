import type { KeptUpload, KeptUploads } from '#api/store-upload.ts';

const storageKey = 'casebook-uploads';
/** The server gives an upload up that nobody goes on with for a day. */
const keptForMs = 24 * 60 * 60 * 1000;

type Entry = KeptUpload & { since: number };

/** Uploads that were begun in this browser, so that they go on after a reload. */
export const keptUploads: KeptUploads = {
  async find(fingerprint) {
    const { since: _, ...upload } = read()[fingerprint] ?? { since: 0 };
    return 'uploadUrl' in upload ? upload : undefined;
  },
  async keep(fingerprint, upload) {
    write({ ...read(), [fingerprint]: { ...upload, since: Date.now() } });
  },
  async forget(fingerprint) {
    const { [fingerprint]: _, ...rest } = read();
    write(rest);
  },
};

function read(): Record<string, Entry> {
  try {
    const all = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Record<string, Entry>;
    return Object.fromEntries(Object.entries(all).filter(([, { since }]) => Date.now() - since < keptForMs));
  } catch {
    return {};
  }
}

function write(uploads: Record<string, Entry>): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(uploads));
  } catch {
    // A browser that keeps nothing begins anew after a reload.
  }
}
