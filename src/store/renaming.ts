import type { StoredCapture } from './store.ts';
import { toLabelKeys, type Captures } from './captures.ts';
import { keys } from './keys.ts';
import { checkName, checkTag, toRandomId } from './names.ts';
import { checkKey, type Label } from './records.ts';
import type { Removal } from './removal.ts';

/**
 * Changes of what is said of a capture. Each is put first, and then the lists are made to show it;
 * where the capture has gone meanwhile, what was put goes too.
 */
export class Renaming {
  readonly #captures: Captures;
  readonly #removal: Removal;

  constructor(captures: Captures, removal: Removal) {
    this.#captures = captures;
    this.#removal = removal;
  }

  async rename(id: string, key: string, change: Partial<Label>): Promise<StoredCapture> {
    const { manifest, capture, entries, completion } = await this.#captures.find(id);
    checkKey(manifest, key);
    const label: Label = {
      name: change.name === undefined ? capture.name : checkName(change.name),
      tag: change.tag === undefined ? capture.tag : checkTag(change.tag),
    };
    // A killed renaming is finished by a sweep. What still comes is marked already.
    if (completion) await this.#captures.objects.put(keys.open(id), new Uint8Array());
    const last = toLabelKeys(id, entries).at(-1) ?? '';
    const n = Number(/\/labels\/(\d+)\./.exec(last)?.[1] ?? 0) + 1;
    await this.#captures.putJson(keys.label(id, n, toRandomId()), label);
    const renamed = await this.#removal.publishUnlessGone(id);
    if (completion) await this.#captures.objects.remove([keys.open(id)]);
    return renamed;
  }

  /** What was found out about it, or its picture. */
  async add(id: string, key: string, bytes: Uint8Array): Promise<void> {
    await this.#captures.find(id);
    await this.#captures.objects.put(key, bytes);
    await this.#removal.publishUnlessGone(id);
  }
}
