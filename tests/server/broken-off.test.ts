import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeApp } from 'astro/app/node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Service } from '#server/service.ts';
import { readSettings } from '#server/settings.ts';
import { CaptureStore } from '#store/capture-store.ts';
import { DiskObjects } from '#store/disk.ts';
import { isInstalled, run } from './run.ts';

describe.runIf(await isInstalled('curl'))('a stream with a SHA-256', () => {
  let folder = '';
  let server: Server;
  let url = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'casebook-broken-off-'));
    const service = new Service({
      settings: readSettings({}),
      store: new CaptureStore(new DiskObjects(folder)),
      log: () => {},
    });
    server = createServer((request, response) => {
      const body = NodeApp.createRequest(request);
      void service
        .put(
          {
            request: body,
            address: '192.0.2.1',
            incoming: request.iterator({ destroyOnReturn: false }),
            breakOff: () => response.socket?.destroySoon(),
          },
          't',
          undefined,
        )
        .then((answer) => NodeApp.writeResponse(answer, response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/captures/t/`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  });

  const send = (sha256: string) =>
    run('curl', ['-sS', '-T', '-', `${url}?sha256=${sha256}`], { input: 'time,pid,name\n' });

  test('that is not what came ends with the reason, and not as a whole answer does', async () => {
    const { out, code } = await send('0'.repeat(64));
    expect(out).toMatch(/it was damaged on its way, and is not kept\. Send it again\.\n$/);
    // "Transferred a partial file".
    expect(code).toBe(18);
  });

  test('that is what came is complete', async () => {
    const { out, code } = await send('c5f4f2a572c0dfb8306b51a60f458442e41644b30148a0c2afe5fc148b3bff59');
    expect(out).toMatch(/\nComplete: 14 B\n$/);
    expect(code).toBe(0);
  });
});
