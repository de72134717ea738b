import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A line to a port of this machine on which everything comes so much later. */
export async function startSlowLine(
  to: number,
  delayMs: number,
): Promise<{ port: number; stop: () => void }> {
  const open = new Set<{ destroy: () => void }>();
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const [from, onto] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('error', () => onto.destroy());
      from.on('close', () => {
        open.delete(from);
        onto.end();
      });
    }
    far.pipe(near);
    void (async () => {
      for await (const chunk of near) {
        await sleep(delayMs);
        if (!far.write(chunk)) await new Promise((resolve) => far.once('drain', resolve));
      }
      far.end();
    })().catch(() => far.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      server.close();
      for (const one of open) one.destroy();
    },
  };
}
