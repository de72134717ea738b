import { findStore, removeCapture } from '#api/store-client.ts';
import type { StoreInfo } from '#api/wire.ts';
import { siteAddress } from '#locale/site-path.ts';
import { CaptureUpload, toStoreName } from '#api/store-upload.ts';
import { keptUploads } from './kept-uploads.ts';
import type { ShareStore } from './store.ts';

/** The store of the server that the page came from; undefined on a static host. Asked once a page. */
export function findShareStore(): Promise<ShareStore | undefined> {
  asked ??= findStore(siteAddress()).then((info) => info && toShareStore(info));
  return asked;
}

let asked: Promise<ShareStore | undefined> | undefined;

function toShareStore({ maxBytes, keepDays, keepChoices, tokenNeeded }: StoreInfo): ShareStore {
  const server = siteAddress();
  return {
    maxBytes,
    keepDays,
    keepChoices,
    tokenNeeded,
    upload({ name, blob, sha256, kind }, { tag, keep, token, onProgress, onResumed, onRetry }) {
      const upload = new CaptureUpload(
        blob,
        {
          server,
          tag,
          name: toStoreName(name),
          sizeBytes: blob.size,
          sha256,
          kind,
          keep,
          ...(token === '' ? {} : { token }),
        },
        { kept: keptUploads, onProgress, onResumed, onRetry },
      );
      return {
        done: upload.start(),
        pause: () => void upload.pause(),
        resume: () => upload.resume(),
        cancel: () => void upload.cancel(),
      };
    },
    toRef: (id, name) => ({ from: 'store', id, name }),
    remove: (id, key) => removeCapture(server, id, key),
  };
}
