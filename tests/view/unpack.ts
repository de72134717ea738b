import { PackError, unpack } from '#view/pack.ts';
import type { LinkDataProblem } from '#view/says.ts';

/** What can be had of the bytes of a link, and what is wrong where that is not all. */
export function unpackPartly(data: string): { bytes: Uint8Array; problem: LinkDataProblem | undefined } {
  const pieces = unpack(data);
  const parts: Uint8Array[] = [];
  let piece = pieces.next();
  for (; !piece.done; piece = pieces.next()) parts.push(piece.value);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, problem: piece.value };
}

/** @throws PackError where any of it is missing, damaged or too much */
export async function unpackCapture(data: string): Promise<Uint8Array> {
  const { bytes, problem } = unpackPartly(data);
  if (problem) throw new PackError(problem);
  return bytes;
}
