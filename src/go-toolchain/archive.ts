const magic = '!<arch>\n';
const headerBytes = 60;
const exportName = '__.PKGDEF';

/**
 * An archive of a package, as the compiler leaves it, in two: what another compilation reads of it (its
 * exports), and what the linker reads (its objects). Each is an archive again, and together they are as
 * long as it was.
 */
export function splitArchive(archive: Uint8Array): { exportData: Uint8Array; objects: Uint8Array } {
  const text = (from: number, to: number) => new TextDecoder('latin1').decode(archive.subarray(from, to));
  const start = magic.length;
  // __.PKGDEF       0           0     0     644     1234      `
  const header = text(start, start + headerBytes);
  const sizeBytes = Number(header.slice(48, 58));
  if (text(0, start) !== magic || !header.startsWith(exportName) || !Number.isInteger(sizeBytes)) {
    throw new Error('no archive of a Go package');
  }
  const end = start + headerBytes + sizeBytes + (sizeBytes % 2);
  const objects = new Uint8Array(start + archive.length - end);
  objects.set(archive.subarray(0, start));
  objects.set(archive.subarray(end), start);
  return { exportData: archive.subarray(0, end), objects };
}
