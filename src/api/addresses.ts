/*
 * Where the store has what. `server` is its base address, `https://casebook.example.net`, or the
 * base of the site where the address is one on it.
 */

export function toCaptureAddress(server: string, id: string): string {
  return `${server}/api/captures/${encodeURIComponent(id)}`;
}

export function toBytesAddress(server: string, id: string): string {
  return `${toCaptureAddress(server, id)}/bytes`;
}

/** Its picture, 1200 by 630. */
export function toPictureAddress(server: string, id: string): string {
  return `${toCaptureAddress(server, id)}/picture.png`;
}
