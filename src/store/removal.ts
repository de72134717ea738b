import type { Captures } from './captures.ts';
import type { Catalogue } from './catalogue.ts';
import { StoreError } from './errors.ts';
import { keys } from './keys.ts';
import { cardKeys, type Kept, type Manifest, type Tombstone } from './records.ts';
import type { StoredCapture } from './store.ts';

/**
 * Takes captures away. The order makes it safe beside whatever else happens to the capture, on this
 * server and on others: the cards that are known go, then the manifest, from when on there is no
 * capture, and only then is looked what there is of it. Whoever puts something of a capture looks
 * for the manifest afterwards, and takes it back where that has gone.
 */
export class Removal {
  readonly #captures: Captures;
  readonly #catalogue: Catalogue;
  readonly #rememberGoneMs: number;

  constructor(captures: Captures, catalogue: Catalogue, rememberGoneMs: number) {
    this.#captures = captures;
    this.#catalogue = catalogue;
    this.#rememberGoneMs = rememberGoneMs;
  }

  /**
   * With a note of when and why. On a full disk the bytes go first, and the note is written if
   * there is room then.
   *
   * @returns whether it is noted
   */
  async bury(id: string, kept: Kept, why: Tombstone['why'], at: string): Promise<boolean> {
    const note: Tombstone = { at, why, left: toOuterKeys(kept) };
    // Marked, so that a removal that is cut off is finished by a sweep.
    const marked = await this.#ifThereIsRoom(() =>
      this.#captures.objects.put(keys.open(id), new Uint8Array()).then(() => {}),
    );
    const noted = marked && (await this.#ifThereIsRoom(() => this.#note(id, note)));
    await this.erase(id, kept);
    return noted || this.#ifThereIsRoom(() => this.#note(id, note));
  }

  /** Leaves no trace. */
  async erase(id: string, kept: Kept): Promise<void> {
    const { objects } = this.#captures;
    const { manifest, capture } = kept;
    await objects.remove(cardKeys(capture));
    await objects.remove([keys.manifest(id)]);
    const entries = await this.#captures.list(keys.root(id));
    await objects.remove(await this.#catalogue.findCards(id, manifest, entries));
    await objects.remove(entries.map(({ key }) => key));
    await objects.remove([...toMarks(manifest), keys.open(id)]);
  }

  /** What is left of a capture without a manifest: its removal was cut off, or its creation. */
  async finish(id: string): Promise<void> {
    const { objects } = this.#captures;
    const entries = await this.#captures.list(keys.root(id));
    const note = await this.#captures.findTombstone(id);
    await objects.remove([...(note?.left ?? []), ...entries.map(({ key }) => key)]);
    await objects.remove([keys.open(id)]);
  }

  /**
   * Makes the lists show a capture as it is now; of one that has gone meanwhile, what was put of it goes too.
   *
   * @throws StoreError that says when it was removed
   */
  async publishUnlessGone(id: string): Promise<StoredCapture> {
    const published = await this.#catalogue.publish(id);
    if (published) return published;
    await this.finish(id);
    return (await this.#captures.find(id)).capture;
  }

  async #note(id: string, note: Tombstone): Promise<void> {
    const until = keys.expiryDay(this.#captures.now() + this.#rememberGoneMs);
    // First what makes it forgotten again.
    await this.#captures.objects.put(`${until}${id}.gone`, new Uint8Array());
    await this.#captures.putJson(keys.gone(id), note);
  }

  async #ifThereIsRoom(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      if (error instanceof StoreError && error.code === 'store-full') return false;
      throw error;
    }
  }
}

/** Marks of a capture outside of its own folder. */
function toMarks({ id, expiresAt, uploadHash }: Manifest): string[] {
  return [
    ...(expiresAt ? [keys.expiry(id, expiresAt)] : []),
    ...(uploadHash ? [keys.upload(uploadHash)] : []),
  ];
}

function toOuterKeys({ capture, manifest }: Kept): string[] {
  return [...cardKeys(capture), ...cardKeys({ ...capture, ...toNames(manifest) }), ...toMarks(manifest)];
}

function toNames({ name, tag }: Manifest): { name: string; tag: string } {
  return { name, tag };
}
