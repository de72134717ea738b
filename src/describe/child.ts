/**
 * The child of a server: `node src/describe/child.ts NAME BYTES` reads one capture on standard input, up to
 * so many bytes after gunzip, prints `{"kind": …, "summary": …}`, and writes a picture of it (PNG) to
 * descriptor 3 where there is something to draw. What cannot be read ends with exit code 1. Nobody
 * needs to run it by hand.
 */
import { formatSize } from '#locale/format.ts';
import { write } from 'node:fs';
import { promisify } from 'node:util';
import { readCapture } from '#formats/index.ts';
import { renderPicture } from './picture.ts';
import { toSummary } from './summary.ts';

const [, , name = 'capture', bytes] = process.argv;
const maxBytes = bytes === undefined ? undefined : Number(bytes);

try {
  const { value, notices } = await readCapture(name, process.stdin as AsyncIterable<Uint8Array>, {
    maxBytes,
  });
  const summary = toSummary(value);
  const isCut = notices.some(({ code }) => code === 'too-large');
  // What is counted in a part is not said of the whole.
  if (isCut) summary.summary += ` (of the first ${formatSize(maxBytes ?? 0)})`;
  process.stdout.write(`${JSON.stringify(summary)}\n`);
  // What it is has been said: a picture that cannot be made takes nothing of that away.
  const picture = await renderPicture(value, name, summary.summary).catch(() => undefined);
  const png = picture ?? new Uint8Array();
  for (let at = 0; at < png.length;) at += (await promisify(write)(3, png, at)).bytesWritten;
} catch {
  process.exitCode = 1;
}
