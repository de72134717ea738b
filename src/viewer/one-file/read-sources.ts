import type { CarriedFile } from '#one-file/one-file.ts';
import { parseCapture, toParseFailure } from '#workers/parse-task.ts';
import type { Source } from '#viewer/captures/source.ts';

/**
 * Reads the files that a page carries, those of one capture as one source. On the page's own thread:
 * a page from disk may start no worker.
 */
export async function readSources(
  files: readonly CarriedFile[],
  onReading: (name: string) => void = () => {},
): Promise<Source[]> {
  const slots = [...new Set(files.map(({ slot }) => slot))];
  const sources: Source[] = [];
  for (const [index, slot] of slots.entries()) {
    const own = files.filter((file) => file.slot === slot);
    const source: Source = {
      id: index + 1,
      // As a published capture: all that there is of it came with the page.
      ref: { from: 'site', name: slot },
      slot,
      name: own.length > 1 ? slot : (own[0]?.name ?? slot),
      sizeBytes: own.reduce((sum, { blob }) => sum + blob.size, 0),
      status: 'ready',
      bytesRead: 0,
      files: [],
      blobs: own.map(({ name, blob }) => ({ name, blob })),
      notices: [],
      failure: undefined,
      remark: undefined,
    };
    for (const { name, blob } of own) {
      onReading(name);
      // The browser gets to draw that before it is busy.
      await new Promise((resolve) => setTimeout(resolve));
      try {
        source.files.push(await parseCapture(name, blob.stream()));
      } catch (error) {
        source.failure = toParseFailure(error, name);
      }
    }
    if (source.files.length === 0) source.status = 'failed';
    sources.push(source);
  }
  return sources;
}
