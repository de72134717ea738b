import { type ByteSource, peek, toChunks } from '#bytes/chunks.ts';
import { emptyGunzipReport, gunzip, type GunzipReport, isGzip } from '#bytes/gunzip.ts';

/** How much of a file its format is told by, after gunzip. */
const HEAD_BYTES = 4096;

/** A file, opened as far as it is packed. */
export interface UnpackedHead {
  /** The first bytes (up to HEAD_BYTES); still gzip where it is packed deeper than was asked for. */
  head: Uint8Array;
  /** All of it from the first byte on. */
  chunks: AsyncGenerator<Uint8Array, void, undefined>;
  /** What is found odd about each layer of gzip, from the outermost on, once `chunks` have been read. */
  reports: GunzipReport[];
}

/** Opens a file, a .gz in a .gz too, but no more than so many of them. */
export async function openUnpacked(
  source: ByteSource | Uint8Array,
  mostGunzips: number,
): Promise<UnpackedHead> {
  let { head, chunks } = await peek(toChunks(source), HEAD_BYTES);
  const reports: GunzipReport[] = [];
  try {
    while (isGzip(head) && reports.length < mostGunzips) {
      const report = emptyGunzipReport();
      reports.push(report);
      ({ head, chunks } = await peek(gunzip(chunks, report), HEAD_BYTES));
    }
    return { head, chunks, reports };
  } catch (error) {
    await chunks.return();
    throw error;
  }
}
