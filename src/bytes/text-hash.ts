import { Sha256 } from './sha256.ts';

/** Sixteen hexadecimal digits of a text's SHA-256: enough to tell versions of a text apart. */
export function hashText(text: string): string {
  return new Sha256().update(new TextEncoder().encode(text)).hex().slice(0, 16);
}
