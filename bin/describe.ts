/**
 * The child of a server: `node bin/describe.ts NAME` reads one capture on standard input, prints
 * `{"kind": …, "summary": …}`, and writes a picture of it (PNG) to descriptor 3 where there is
 * something to draw. What cannot be read ends with exit code 1. Nobody needs to run it by hand.
 */
import { write } from 'node:fs';
import { promisify } from 'node:util';
import { readCapture } from '#formats/index.ts';
import { renderPicture } from './picture.ts';
import { toSummary } from './summary.ts';

const [, , name = 'capture'] = process.argv;

try {
  const { value } = await readCapture(name, process.stdin as AsyncIterable<Uint8Array>);
  const summary = toSummary(value);
  process.stdout.write(`${JSON.stringify(summary)}\n`);
  const png = (await renderPicture(value, name, summary.summary)) ?? new Uint8Array();
  for (let at = 0; at < png.length;) at += (await promisify(write)(3, png, at)).bytesWritten;
} catch {
  process.exitCode = 1;
}
