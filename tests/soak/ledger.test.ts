import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { hashOf, Ledger } from './ledger.ts';
import { MemoryWatch } from './memory.ts';

let server: Server;
afterEach(() => void server?.close());

test('what is lost, changed, or there though it was deleted is a fault each', async () => {
  const kept: Record<string, string> = { whole: 'abc', changed: 'abd', undead: 'x' };
  server = createServer(({ url = '' }, response) => {
    const bytes = kept[url.split('/')[3] ?? ''];
    response.writeHead(bytes === undefined ? 410 : 200).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ledger = new Ledger();
  const sha256 = hashOf(Buffer.from('abc'));
  for (const id of ['whole', 'changed', 'lost']) ledger.there.push({ id, key: 'k', sha256 });
  for (const id of ['undead', 'gone']) ledger.deleted({ id, key: 'k', sha256 });
  await ledger.verify(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  expect(ledger.faults).toEqual([
    expect.stringMatching(/^changed: changed has /),
    'lost: lost answers 410',
    'deleted, and there: undead',
  ]);
});

test('memory is flat where its last quarter needs no more than its second', () => {
  const watch = (mib: (at: number) => number) => {
    const memory = new MemoryWatch();
    for (let at = 0; at < 40; at++) memory.add(mib(at), at === 0);
    return memory.findGrowth()?.isFlat;
  };
  expect(watch((at) => (at < 5 ? 100 : 160 + (at % 7)))).toBe(true);
  expect(watch((at) => 100 + 4 * at)).toBe(false);
});
