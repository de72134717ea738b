import { sayOfStore } from '#api/says.ts';
import { RequestError } from './answers.ts';

/** What a body of a few words may have, in bytes. */
export const mostBodyBytes = 64 * 1024;

/**
 * The whole body of a request that has a few words to say, such as a new name. It is counted as it
 * comes and given up beyond the limit: no more of it is ever held, however it is sent.
 *
 * @param declared the Content-Length, where there is one
 * @param base of the site, for the address that a refusal names
 * @throws RequestError 413 beyond `mostBodyBytes`; the rest is not waited for (see src/site/site-server.ts)
 */
export async function readSmallBody(
  body: AsyncIterable<Uint8Array>,
  declared: string | null,
  base: string,
): Promise<Uint8Array> {
  if (Number(declared ?? 0) > mostBodyBytes) throw toBodyError(base);
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  // Without for await, which would end the connection with the loop, and the answer with it.
  const source = body[Symbol.asyncIterator]();
  for (let next = await source.next(); !next.done; next = await source.next()) {
    sizeBytes += next.value.length;
    if (sizeBytes > mostBodyBytes) throw toBodyError(base);
    chunks.push(next.value);
  }
  return Buffer.concat(chunks);
}

function toBodyError(base: string): RequestError {
  return new RequestError(sayOfStore('body-too-large', { mostBytes: mostBodyBytes, base }));
}
