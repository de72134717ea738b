import { describe, expect, test } from 'vitest';
import type { Goroutine } from '#model/crash/crash-log.ts';
import { findWaitedAddresses, type WaitedAddress } from '#model/crash/waited-addresses.ts';
import { parse, readText, readValid } from '../../formats/go-crash/read-log.ts';

async function read(input: string | Uint8Array): Promise<Goroutine[]> {
  return (await parse(input)).value.crashes.flatMap(({ goroutines }) => goroutines);
}

async function waitedIn(input: string | Uint8Array): Promise<WaitedAddress[]> {
  return findWaitedAddresses(await read(input));
}

function ids({ waiting }: WaitedAddress): (number | undefined)[] {
  return waiting.map(({ goroutine }) => goroutine.id);
}

describe('goroutines that wait for one address', () => {
  test('two that lock the same two in turns are a circle', async () => {
    const waited = await waitedIn(readValid('go1.26-lock-order.log'));
    expect(
      waited.map((one) => [
        one.kind,
        one.address,
        ids(one),
        one.holders.map(({ goroutine, frame, inCircle }) => [goroutine.id, frame.function, inCircle]),
      ]),
    ).toEqual([
      ['mutex', '0x342674882150', [19], [[20, 'main.transfer', true]]],
      ['mutex', '0x342674882140', [20], [[19, 'main.transfer', true]]],
    ]);
    expect(waited[0]!.waiting[0]!.frame?.fileLine).toBe(27);
  });

  test('readers whose lock the log does not show are with the writers of the same object', async () => {
    const [only, ...others] = await waitedIn(readValid('go1.26-lock-held.log'));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ kind: 'rw-mutex', address: '0x306b4b9de018', within: false, count: 8 });
    expect(only!.waiting.map(({ goroutine, sure }) => [goroutine.id, sure])).toEqual([
      [19, false],
      [20, false],
      [21, false],
      [22, false],
      [23, false],
      [24, false],
      [6, true],
      [7, true],
    ]);
    expect(
      only!.holders.map(({ goroutine, frame, inCircle }) => [goroutine.id, frame.function, inCircle]),
    ).toEqual([[5, 'main.(*store).flush', false]]);
  });

  test('without a lock of it shown, the object stands for it', async () => {
    const goroutines = await read(readValid('go1.26-lock-held.log'));
    const [only] = findWaitedAddresses(goroutines.filter(({ id }) => id !== 6 && id !== 7));
    expect(only).toMatchObject({ kind: 'rw-mutex', address: '0x306b4b9de000', within: true, count: 6 });
    expect(only!.holders.map(({ goroutine }) => goroutine.id)).toEqual([5]);
  });

  test.each(['go1.26-sigquit', 'go1.26-386-sigabrt', 'go1.26-arm-sigabrt', 'go1.26-s390x-sigabrt'])(
    '%s: 13 receive from one channel, 4 send to another, 5 want a mutex',
    async (name) => {
      const waited = await waitedIn(readValid(`${name}.log`));
      expect(waited.map(({ kind, count }) => [kind, count])).toEqual([
        ['channel', 13],
        ['mutex', 5],
        ['channel', 4],
        ['rw-mutex', 2],
      ]);
      expect(new Set(waited.map(({ address }) => address)).size).toBe(4);
      // They are of closures: nobody has the address among its arguments.
      expect(waited.flatMap(({ holders }) => holders)).toEqual([]);
      expect(new Set(waited[0]!.waiting.map(({ goroutine }) => goroutine.state))).toEqual(
        new Set(['chan receive']),
      );
    },
  );

  test('of a mutex, the semaphore alone leads to it', async () => {
    const sure = await waitedIn(readValid('go1.26-arm-sigabrt.log'));
    const text = readText('go1.26-arm-sigabrt.log').replace(
      /\(\*Mutex\)\.(lockSlow|Lock)\(0x[0-9a-f]+\)/g,
      '(*Mutex).$1(0x1?)',
    );
    expect(text).not.toBe(readText('go1.26-arm-sigabrt.log'));
    const found = await waitedIn(text);
    expect(found.find(({ kind }) => kind === 'mutex')).toMatchObject({
      address: sure.find(({ kind }) => kind === 'mutex')!.address,
      count: 5,
    });
  });

  test('a value that may be stale groups nothing', async () => {
    const text = readText('go1.26-deadlock.log');
    expect((await waitedIn(text)).map(({ kind, count }) => [kind, count])).toEqual([['mutex', 3]]);
    expect(await waitedIn(text.replace(/lockSlow\((0x[0-9a-f]+)\)/g, 'lockSlow($1?)'))).toEqual([]);
  });

  test('before Go 1.9 a channel came after its type', async () => {
    const stack = (id: number, channel: string): string =>
      `goroutine ${id} [chan receive]:\nruntime.chanrecv(0x4d5e40, ${channel}, 0xc420041f50, 0xc420000101, 0x0)\n` +
      `\t/usr/lib/go/src/runtime/chan.go:391 +0x1a6\nmain.f()\n\t/src/main.go:${id} +0x1\n\n`;
    const text = `SIGQUIT: quit\n\n${stack(1, '0xc42001a060')}${stack(2, '0xc42001a0c0')}${stack(3, '0xc42001a060')}`;
    const waited = await waitedIn(text);
    expect(waited.map((one) => [one.address, ids(one)])).toEqual([['0xc42001a060', [1, 3]]]);
  });

  test('goroutines that run have nothing that they wait for, and none are none', async () => {
    expect(await waitedIn(readValid('go1.26-spinning-all.log'))).toEqual([]);
    expect(findWaitedAddresses([])).toEqual([]);
  });
});
