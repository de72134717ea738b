import type { Captures } from './captures.ts';
import { keys } from './keys.ts';
import type { Removal } from './removal.ts';
import type { Measured } from './store.ts';

const hourMs = 3_600_000;

/** An upload that has not been gone on with for this long asks anew for its room when it is. */
export const promiseLastsMs = hourMs;

/** Sums up what is kept, and takes away what belongs to no capture and is old enough not to be on its way. */
export async function measure(captures: Captures, removal: Removal): Promise<Measured> {
  let storedBytes = 0;
  const orphans: string[] = [];
  let folder = { id: '', manifest: false, changedAt: 0 };
  const close = () => {
    if (folder.id && !folder.manifest && captures.now() - folder.changedAt > hourMs) orphans.push(folder.id);
  };
  for await (const { key, sizeBytes, modifiedAt } of captures.objects.list('captures/')) {
    storedBytes += sizeBytes;
    const id = key.split('/', 2)[1] ?? '';
    if (id !== folder.id) {
      close();
      folder = { id, manifest: false, changedAt: 0 };
    }
    folder.changedAt = Math.max(folder.changedAt, modifiedAt);
    if (key === keys.manifest(id)) folder.manifest = true;
  }
  close();
  for (const id of orphans) await removal.finish(id);
  return { storedBytes, promised: await findPromised(captures) };
}

async function findPromised(captures: Captures): Promise<Map<string, number>> {
  const promised = new Map<string, number>();
  for await (const { key, modifiedAt } of captures.objects.list('open/')) {
    const id = key.slice('open/'.length);
    const kept = await captures.load(id).catch(() => undefined);
    if (!kept || kept.completion || kept.capture.declaredBytes === undefined) continue;
    const changedAt = Math.max(modifiedAt, Date.parse(kept.capture.changedAt));
    if (captures.now() - changedAt > promiseLastsMs) continue;
    promised.set(id, Math.max(0, kept.capture.declaredBytes - kept.capture.sizeBytes));
  }
  return promised;
}
