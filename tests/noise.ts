import { createHash } from 'node:crypto';

/** Bytes that no one can compress and no format knows, the same in every run; another seed gives others. */
export function noise(sizeBytes: number, seed: number | string = 1): Buffer<ArrayBuffer> {
  return Buffer.from(createHash('shake256', { outputLength: sizeBytes }).update(String(seed)).digest());
}
