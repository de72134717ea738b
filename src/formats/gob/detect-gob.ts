import type { GobField } from './types.ts';

/** What the first bytes of a gob stream tell: its struct types, as far as they are all there. */
export interface GobHead {
  structs: { name: string; fields: Pick<GobField, 'name'>[] }[];
  /** Whether a value was seen: false where the first bytes end inside the first descriptions. */
  whole: boolean;
}

const name = new TextDecoder();

/** Reads on without ever throwing: past the end, or on what cannot be, `ok` turns false and all reads give 0. */
class Probe {
  ok = true;
  private readonly bytes: Uint8Array;
  offset: number;
  readonly end: number;

  constructor(bytes: Uint8Array, offset: number, end: number) {
    this.bytes = bytes;
    this.offset = offset;
    this.end = end;
  }

  uint(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    const size = 256 - first;
    if (size > 4) this.ok = false;
    let value = 0;
    for (let at = 0; at < size && this.ok; at++) value = value * 256 + this.byte();
    return this.ok ? value : 0;
  }

  int(): number {
    const value = this.uint();
    return value % 2 === 0 ? value / 2 : -(value - 1) / 2 - 1;
  }

  text(): string {
    const length = this.uint();
    if (length > this.end - this.offset) this.ok = false;
    if (!this.ok) return '';
    this.offset += length;
    return name.decode(this.bytes.subarray(this.offset - length, this.offset));
  }

  private byte(): number {
    if (this.offset >= this.end) this.ok = false;
    return this.ok ? this.bytes[this.offset++]! : 0;
  }
}

/**
 * Whether bytes begin as every gob stream of structs, maps, slices or arrays does: a length, the
 * negative id of the first type, and a wireType whose common part says the same id again. gob has
 * no magic bytes; this is as good.
 *
 * @returns undefined where they do not
 */
export function findGobHead(head: Uint8Array): GobHead | undefined {
  const found: GobHead = { structs: [], whole: false };
  let offset = 0;
  for (let messages = 0; offset < head.length; messages++) {
    const frame = new Probe(head, offset, head.length);
    const length = frame.uint();
    const start = frame.offset;
    if (!frame.ok || start + length > head.length) {
      // Cut within a message: the first one must still look right as far as it goes.
      return messages > 0 || looksLikeDescription(new Probe(head, start, head.length), length)
        ? found
        : undefined;
    }
    if (new Probe(head, start, start + length).int() >= 0) {
      // A value. Another type may be described behind it.
      if (messages === 0) return undefined;
      found.whole = true;
      offset = start + length;
      continue;
    }
    const described = readDescription(head, start, start + length);
    if (!described) return messages > 0 ? found : undefined;
    if (described.fields) found.structs.push({ name: described.name, fields: described.fields });
    offset = start + length;
  }
  return offset === 0 ? undefined : found;
}

/** The first bytes of a description that is not all there: -id, kind, 1, 1. */
function looksLikeDescription(probe: Probe, length: number): boolean {
  if (length < 6 || length > 65_536 || probe.end - probe.offset < 6) return false;
  const id = probe.int();
  const kind = probe.uint();
  return probe.ok && id <= -16 && kind >= 1 && kind <= 7 && probe.uint() === 1 && probe.uint() >= 1;
}

function readDescription(
  head: Uint8Array,
  start: number,
  end: number,
): { name: string; fields: { name: string }[] | undefined } | undefined {
  const probe = new Probe(head, start, end);
  const id = -probe.int();
  const kind = probe.uint();
  if (id < 16 || kind < 1 || kind > 7 || probe.uint() !== 1) return undefined;
  // CommonType: a name that anonymous types do not have, and the id once more.
  let delta = probe.uint();
  let typeName = '';
  if (delta === 1) {
    typeName = probe.text();
    delta = probe.uint() + 1;
  }
  if (delta !== 2 || probe.int() !== id || probe.uint() !== 0 || !probe.ok) return undefined;
  if (kind !== 3) return { name: typeName, fields: undefined };
  const fields: { name: string }[] = [];
  if (probe.uint() === 1) {
    const count = probe.uint();
    for (let at = 0; at < count && probe.ok; at++) {
      const fieldDelta = probe.uint();
      if (fieldDelta !== 1) return undefined;
      fields.push({ name: probe.text() });
      if (probe.uint() === 1) {
        probe.int();
        probe.uint();
      }
    }
  }
  return probe.ok ? { name: typeName, fields } : undefined;
}
