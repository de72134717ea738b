import { toLabelKeys, type Captures } from './captures.ts';
import { keys } from './keys.ts';
import { toStoredKind } from './kinds.ts';
import { checkTag } from './names.ts';
import type { ObjectEntry } from './objects.ts';
import { cardKeys, type Kept, type Manifest } from './records.ts';
import type { CapturePage, StoredCapture } from './store.ts';

const mostCards = 5000;
const settledMs = 10_000;

/** What lists show: a card a capture, by its tag, and an entry by its topid session. */
export class Catalogue {
  readonly #captures: Captures;
  /** What lists have read, by key; nothing but a cache. */
  readonly #cards = new Map<string, { modifiedAt: number; sizeBytes: number; card: StoredCapture }>();

  constructor(captures: Captures) {
    this.#captures = captures;
  }

  /** The first card, of a capture that nobody else knows of yet. */
  async add(capture: StoredCapture): Promise<void> {
    const [card = '', session] = cardKeys(capture);
    await this.#captures.putJson(card, capture);
    if (session) await this.#captures.objects.put(session, new Uint8Array());
  }

  /**
   * Makes the lists show a capture as it is now. Others may rename or remove it meanwhile, on other
   * servers too: it is looked at again after its card was put, until both are the same, and where it
   * has gone its card goes too. Who removes it takes the manifest away before the cards.
   *
   * @returns undefined where it has gone
   */
  async publish(id: string): Promise<StoredCapture | undefined> {
    let kept = await this.#captures.load(id);
    const put = new Set<string>();
    for (;;) {
      if (!kept) {
        await this.#captures.objects.remove([...put]);
        return undefined;
      }
      const { capture, manifest } = kept;
      // An upload is not to be seen before it is complete.
      const listed = capture.state !== 'growing' || capture.live;
      if (listed) {
        await this.add(capture);
        for (const key of cardKeys(capture)) put.add(key);
      }
      let now = await this.#captures.load(id);
      if (now && isListedAlike(now.capture, capture)) {
        if (!(await this.#dropFormer(id, manifest, now, put))) return now.capture;
        // What was dropped here may have become the present one elsewhere.
        now = await this.#captures.load(id);
        if (now && isListedAlike(now.capture, capture)) return now.capture;
      }
      kept = now;
    }
  }

  /**
   * Takes away cards under former names and tags, and then what says that there were such.
   *
   * @returns whether there were any
   */
  async #dropFormer(id: string, manifest: Manifest, kept: Kept, put: ReadonlySet<string>): Promise<boolean> {
    const labels = toLabelKeys(id, kept.entries);
    const present = new Set(cardKeys(kept.capture));
    if (labels.length === 0 && [...put].every((key) => present.has(key))) return false;
    const former = await this.findCards(id, manifest, kept.entries);
    const gone = [...new Set([...former, ...put])].filter((key) => !present.has(key));
    if (gone.length > 0) await this.#captures.objects.remove(gone);
    if (labels.length > 1) await this.#captures.objects.remove(labels.slice(0, -1));
    return gone.length > 0;
  }

  /** Wherever a capture is or was listed, as far as is known. */
  async findCards(id: string, manifest: Manifest, entries: readonly ObjectEntry[]): Promise<string[]> {
    const labels = await this.#captures.readLabels(id, entries);
    const { createdAt, tag, name } = manifest;
    return [{ tag, name }, ...labels].flatMap((label) => cardKeys({ id, createdAt, ...label }));
  }

  async list(
    tag: string,
    { after, limit = 50, search }: { after?: string; limit?: number; search?: string } = {},
  ): Promise<CapturePage> {
    const prefix = keys.tag(checkTag(tag));
    const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const captures: StoredCapture[] = [];
    const cursor = after !== undefined && /^[0-9a-z-]{1,60}$/.test(after) ? prefix + after : undefined;
    let batch: ObjectEntry[] = [];
    let last: string | undefined;
    let more = false;
    const take = async () => {
      const cards = await Promise.all(batch.map((entry) => this.#findCard(entry)));
      for (const [index, card] of cards.entries()) {
        if (captures.length >= limit) {
          more = true;
          break;
        }
        last = batch[index]?.key.slice(prefix.length);
        if (!card || card.tag !== tag || this.#captures.isExpired(card)) continue;
        const text = `${card.name} ${card.kind ?? ''} ${card.summary ?? ''} ${card.id}`.toLowerCase();
        if (words.every((word) => text.includes(word))) captures.push(card);
      }
      batch = [];
    };
    for await (const entry of this.#captures.objects.list(prefix, cursor)) {
      batch.push(entry);
      if (batch.length < 16) continue;
      await take();
      if (more) break;
    }
    if (!more) await take();
    return { captures, ...(more && last ? { next: last } : {}) };
  }

  async listSession(tag: string, session: string): Promise<StoredCapture[]> {
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(session)) return [];
    const found: StoredCapture[] = [];
    for await (const { key } of this.#captures.objects.list(keys.session(checkTag(tag), session))) {
      const capture = await this.#captures.findIf(key.slice(key.lastIndexOf('/') + 1));
      if (!capture || capture.tag !== tag || capture.session !== session) continue;
      if (capture.live || capture.state !== 'growing') found.push(capture);
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  /** What a list shows of one entry: as it was written down, or looked up where it may have changed since. */
  async #findCard({ key, modifiedAt, sizeBytes }: ObjectEntry): Promise<StoredCapture | undefined> {
    const known = this.#cards.get(key);
    if (known?.modifiedAt === modifiedAt && known.sizeBytes === sizeBytes) return known.card;
    const stored = await this.#captures.getJson<StoredCapture>(key);
    if (!stored) return undefined;
    // A card may hold whatever an uploader once said.
    const { kind: said, ...rest } = stored;
    const kind = toStoredKind(said);
    const card: StoredCapture = { ...rest, ...(kind ? { kind } : {}) };
    if (card.state === 'growing') return this.#captures.findIf(card.id);
    if (this.#cards.size > mostCards) this.#cards.clear();
    // A bucket tells times in seconds: one that has just been written may be written again in the same.
    if (Math.abs(Date.now() - modifiedAt) > settledMs) this.#cards.set(key, { modifiedAt, sizeBytes, card });
    return card;
  }
}

/** In all that a list shows but the bytes that have come meanwhile. */
function isListedAlike(a: StoredCapture, b: StoredCapture): boolean {
  const shown = ['name', 'tag', 'state', 'kind', 'summary', 'looked', 'picture'] as const;
  return shown.every((field) => a[field] === b[field]);
}
