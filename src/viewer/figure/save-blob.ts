/** Gives the reader a file, as a download. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun once the click returns; the address may go a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
