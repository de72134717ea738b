/**
 * Where what is kept stands, on a disk or in a bucket:
 *
 *     captures/ID/manifest          said at its creation, never changed; without it there is no capture
 *     captures/ID/pieces/OFFSET.X   an upload's bytes from there; in order, the file (X tells senders apart)
 *     captures/ID/bytes/END-START.X a stream's bytes from START up to END; several may hold the same bytes
 *     captures/ID/whole/N.X         the bytes in larger pieces, where a stream left many small ones
 *     captures/ID/complete          written once: size, SHA-256, which pieces
 *     captures/ID/labels/N.X        another name or tag than the manifest's; the last one counts
 *     captures/ID/about             kind and summary, found by reading it
 *     captures/ID/picture.png
 *     uploads/HASH                  the id, under the SHA-256 of the upload's address, which is kept nowhere
 *     tags/TAG/TIME-ID              what a list shows; TIME runs backwards, so that the newest sorts first
 *     sessions/TAG/SESSION/ID       empty
 *     expiry/DAY/ID                 empty
 *     open/ID                       empty, until it is complete; and while it is renamed or removed
 *     gone/ID                       when and why it went; expiry/DAY/ID.gone when that may be forgotten
 *     layout                        the version of all this
 *
 * Layout 1 had a stream's bytes in pieces/ too, one object `label` instead of labels/, pieces
 * `whole/N`, no uploads/ (the id was the upload's address) and no `layout`.
 *
 * A stream's bytes come before all else of a capture but `about`: a listing from the bytes that a
 * reader has shows what is new, whether it has ended, and whether it is still there.
 */
const root = (id: string) => `captures/${id}/`;
const farOff = 9_999_999_999_999;
const offsetDigits = 15;
const toDigits = (offset: number) => String(offset).padStart(offsetDigits, '0');

export const keys = {
  root,
  manifest: (id: string) => `${root(id)}manifest`,
  pieces: (id: string) => `${root(id)}pieces/`,
  piecesAt: (id: string, offset: number) => `${keys.pieces(id)}${toDigits(offset)}.`,
  piece: (id: string, offset: number, sender: string) => `${keys.piecesAt(id, offset)}${sender}`,
  bytes: (id: string) => `${root(id)}bytes/`,
  run: (id: string, start: number, end: number, writer: string) =>
    `${keys.bytes(id)}${toDigits(end)}-${toDigits(start)}.${writer}`,
  /** Sorts behind every run that ends at this byte, and before those that end later. */
  bytesUpTo: (id: string, end: number) => `${keys.bytes(id)}${toDigits(end)}~`,
  wholes: (id: string) => `${root(id)}whole/`,
  whole: (id: string, n: number, writer: string) =>
    `${keys.wholes(id)}${String(n).padStart(6, '0')}.${writer}`,
  complete: (id: string) => `${root(id)}complete`,
  firstLabel: (id: string) => `${root(id)}label`,
  labels: (id: string) => `${root(id)}labels/`,
  label: (id: string, n: number, writer: string) =>
    `${keys.labels(id)}${String(n).padStart(6, '0')}.${writer}`,
  about: (id: string) => `${root(id)}about`,
  picture: (id: string) => `${root(id)}picture.png`,
  upload: (addressHash: string) => `uploads/${addressHash}`,
  tag: (tag: string) => `tags/${tag}/`,
  card: (tag: string, createdAt: string, id: string) =>
    `tags/${tag}/${String(farOff - Date.parse(createdAt)).padStart(13, '0')}-${id}`,
  session: (tag: string, session: string) => `sessions/${tag}/${session}/`,
  expiryDay: (time: number) => `expiry/${new Date(time).toISOString().slice(0, 10)}/`,
  expiry: (id: string, expiresAt: string) => `${keys.expiryDay(Date.parse(expiresAt))}${id}`,
  open: (id: string) => `open/${id}`,
  gone: (id: string) => `gone/${id}`,
  layout: 'layout',
};

/** Which bytes an object of bytes/ has: its key tells. */
export function findRun(key: string): { start: number; end: number } | undefined {
  const found = /\/bytes\/(\d+)-(\d+)\.[^/]+$/.exec(key);
  return found ? { end: Number(found[1]), start: Number(found[2]) } : undefined;
}

/** Where an object of pieces/ begins. */
export function findPieceOffset(key: string): number | undefined {
  const found = /\/pieces\/(\d+)\.[^/]+$/.exec(key);
  return found ? Number(found[1]) : undefined;
}
