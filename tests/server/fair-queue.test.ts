import { expect, test } from 'vitest';
import { FairQueue, toLane } from '#server/fair-queue.ts';

/** Jobs that end when they are told to, in a record of what ran. */
function makeJobs() {
  const ran: string[] = [];
  const ends = new Map<string, () => void>();
  const job = (id: string) => () => {
    ran.push(id);
    return new Promise<void>((resolve) => ends.set(id, resolve));
  };
  const end = async (id: string) => {
    ends.get(id)?.();
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  return { ran, job, end };
}

test('who has much waits for it; who has one thing waits for a turn', async () => {
  const { ran, job, end } = makeJobs();
  const queue = new FairQueue({ mostWaiting: 5000 });
  for (let n = 0; n < 1500; n++) void queue.add(`a${n}`, 'a', false, job(`a${n}`));
  void queue.add('b0', 'b', false, job('b0'));
  expect(ran).toEqual(['a0']);
  await end('a0');
  await end('a1');
  expect(ran).toEqual(['a0', 'a1', 'b0']);
});

test('a small one runs beside a large one, whoever it is of', async () => {
  const { ran, job, end } = makeJobs();
  const queue = new FairQueue({ mostWaiting: 100 });
  for (const id of ['bomb1', 'bomb2', 'bomb3']) void queue.add(id, id, false, job(id));
  void queue.add('log', 'b', true, job('log'));
  expect(ran).toEqual(['bomb1', 'log']);
  await end('log');
  expect(ran).toEqual(['bomb1', 'log']);
  await end('bomb1');
  expect(ran).toEqual(['bomb1', 'log', 'bomb2']);
});

test('asked for by another, it need not wait for its own lane', async () => {
  const { ran, job, end } = makeJobs();
  const queue = new FairQueue({ mostWaiting: 100 });
  for (let n = 0; n < 10; n++) void queue.add(`a${n}`, 'a', false, job(`a${n}`));
  const first = queue.add('a9', 'reader', false, job('a9'));
  await end('a0');
  await end('a1');
  expect(ran).toContain('a9');
  await end('a9');
  await first;
  for (const id of ['a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8']) await end(id);
  await queue.idle();
  expect(ran.filter((id) => id === 'a9')).toHaveLength(1);
});

test('beyond what may wait the longest lane loses, and nobody else', async () => {
  const { ran, job, end } = makeJobs();
  const queue = new FairQueue({ mostWaiting: 3 });
  const given: Promise<void>[] = [];
  for (let n = 0; n < 10; n++) given.push(queue.add(`a${n}`, 'a', false, job(`a${n}`)));
  void queue.add('b0', 'b', false, job('b0'));
  // Those that were given up are settled: nobody waits for them in vain.
  await Promise.all(given.slice(4));
  expect(queue.waiting).toBe(3);
  await end('a0');
  await end('a1');
  expect(ran).toContain('b0');
});

test('a job that fails is one that is done', async () => {
  const queue = new FairQueue({ mostWaiting: 3 });
  await queue.add('a', 'a', true, () => Promise.reject(new Error('no')));
  await queue.add('b', 'a', true, () => Promise.resolve());
  await queue.idle();
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:0001:2::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
])('the lane of %s is %s', (address, lane) => {
  expect(toLane(address)).toBe(lane);
});
