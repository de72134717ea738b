/**
 * Where what is kept stands, on a disk or in a bucket:
 *
 *     captures/ID/manifest          said at its creation, never changed
 *     captures/ID/pieces/OFFSET.X   bytes from there; together, in order, the file (X tells senders apart)
 *     captures/ID/whole/N           the same in larger pieces, where a stream left many small ones
 *     captures/ID/complete          written once: size, SHA-256, which pieces
 *     captures/ID/label             another name or tag than the manifest's
 *     captures/ID/about             kind and summary, found by reading it
 *     captures/ID/picture.png
 *     tags/TAG/TIME-ID              what a list shows; TIME runs backwards, so that the newest sorts first
 *     sessions/TAG/SESSION/ID       empty
 *     expiry/DAY/ID                 empty
 *     open/ID                       empty, until it is complete
 *     gone/ID                       when and why it went; expiry/DAY/ID.gone when that may be forgotten
 */
const root = (id: string) => `captures/${id}/`;
const farOff = 9_999_999_999_999;
const offsetDigits = 15;

export const keys = {
  root,
  manifest: (id: string) => `${root(id)}manifest`,
  pieces: (id: string) => `${root(id)}pieces/`,
  piecesAt: (id: string, offset: number) =>
    `${root(id)}pieces/${String(offset).padStart(offsetDigits, '0')}.`,
  piece: (id: string, offset: number, sender: string) => `${keys.piecesAt(id, offset)}${sender}`,
  whole: (id: string, n: number) => `${root(id)}whole/${String(n).padStart(6, '0')}`,
  complete: (id: string) => `${root(id)}complete`,
  label: (id: string) => `${root(id)}label`,
  about: (id: string) => `${root(id)}about`,
  picture: (id: string) => `${root(id)}picture.png`,
  tag: (tag: string) => `tags/${tag}/`,
  card: (tag: string, createdAt: string, id: string) =>
    `tags/${tag}/${String(farOff - Date.parse(createdAt)).padStart(13, '0')}-${id}`,
  session: (tag: string, session: string) => `sessions/${tag}/${session}/`,
  expiryDay: (time: number) => `expiry/${new Date(time).toISOString().slice(0, 10)}/`,
  open: (id: string) => `open/${id}`,
  gone: (id: string) => `gone/${id}`,
};
