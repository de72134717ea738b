/**
 * What any server that keeps files has to do: bytes to a file, synced before the answer. It prints its address.
 *
 *   node bench/peers/plain-server.ts FOLDER
 */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const [folder = '.'] = process.argv.slice(2);
let count = 0;
const server = createServer((request, response) => {
  void (async () => {
    const path = join(folder, `plain-${count++}.data`);
    await pipeline(request, createWriteStream(path, { flush: true }));
    response.end('stored\n');
    await rm(path);
  })();
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  console.log(`http://127.0.0.1:${port}/`);
});
