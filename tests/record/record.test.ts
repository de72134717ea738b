import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readCapture } from '#formats/index.ts';
import type { Recording, Series } from '#model/recording/recording.ts';
import { type Board, canPlayBoard, hasBusybox, makeBoard } from './board.ts';

const run = promisify(execFile);
const isThere = (command: string, ...args: string[]) =>
  run(command, args).then(
    () => true,
    () => false,
  );

const hasProc = process.platform === 'linux';
const shells = {
  busybox: (await hasBusybox()) ? ['busybox', 'sh'] : undefined,
  sh: hasProc && (await isThere('awk', 'BEGIN {}')) ? ['sh'] : undefined,
};
const script = 'public/record.sh';

async function parse(text: string): Promise<Recording> {
  const { value, notices } = await readCapture('board.csv', new Blob([text]).stream());
  expect(notices).toEqual([]);
  if (value.kind !== 'recording') throw new Error('no recording');
  return value;
}

const findSeries = (recording: Recording, name: string) =>
  recording.series.filter((series) => series.name === name);
const cpuOf = ({ userCpu, systemCpu }: Series) =>
  Array.from(userCpu, (cpu, row) => cpu + (systemCpu[row] ?? 0));

let folder: string;
let children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-record-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
});

/** A shell script under a name of its own, as the kernel tells it. */
async function begin(name: string, body: string): Promise<ChildProcess> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  const child = spawn(path, { stdio: 'ignore' });
  children.push(child);
  return child;
}

describe.each(Object.entries(shells))('record.sh with %s', (_, shell) => {
  const record = async (...args: string[]) => {
    const [command = '', ...before] = shell ?? [];
    return (await run(command, [...before, script, ...args])).stdout;
  };

  test.runIf(shell)('records a process that spins and one that sleeps', async () => {
    const spin = await begin('spin,"er', 'while :; do :; done');
    const idle = await begin('sleeper', 'sleep 60; :');
    await sleep(100);
    const recording = await parse(
      await record('-p', String(spin.pid), '-p', String(idle.pid), '-i', '0.5', '-c', '4'),
    );
    expect(recording.times.length).toBe(4);
    // 1.5 s by plan; on a busy machine the first may be late, and the others are not for that.
    expect(recording.times[3]! - recording.times[0]!).toBeGreaterThan(0.5);
    const [spinning] = findSeries(recording, 'spin,"er');
    const [sleeping] = findSeries(recording, 'sleeper');
    expect(spinning?.pid).toBe(spin.pid);
    // The machine may be busy with other things; a loop still gets more than a sleep.
    expect(Math.max(...cpuOf(spinning!))).toBeGreaterThan(Math.max(1, ...cpuOf(sleeping!)));
    expect(Math.max(...cpuOf(spinning!))).toBeLessThan(130);
    expect(Math.max(...cpuOf(sleeping!))).toBeLessThan(5);
    const status = await readFile(`/proc/${idle.pid}/status`, 'utf8');
    // The kernel counts stat's figure in batches of pages, and status anew.
    const rss = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
    expect(Math.abs((sleeping?.memKb.at(-1) ?? 0) - rss)).toBeLessThan(520);
    expect(recording.series).toHaveLength(2);
  });

  test.runIf(shell)('processes come and go: gaps, not zeros, and a pid used anew is begun anew', async () => {
    const [command = '', ...before] = shell ?? [];
    const args = [...before, script, '-p', String(process.pid), '-child', '-i', '0.2'];
    const recorder = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    let text = '';
    recorder.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    const rowsOf = (name: string) => text.split('\n').filter((line) => line.split(',')[2] === name).length;
    const samples = () => new Set(text.split('\n').map((line) => line.split(',')[0])).size;
    const after = async (count: number) => {
      const from = samples();
      await expect.poll(samples, { timeout: 60_000 }).toBeGreaterThan(from + count);
    };
    try {
      await after(2);
      const late = await begin('late', 'sleep 60; :');
      await expect.poll(() => rowsOf('late'), { timeout: 60_000 }).toBeGreaterThan(1);
      late.kill('SIGKILL');
      await after(3);
    } finally {
      process.kill(-recorder.pid!, 'SIGKILL');
    }
    const parsed = await parse(text.slice(0, text.lastIndexOf('\n') + 1));
    const [coming] = findSeries(parsed, 'late');
    expect(coming?.at[0]).toBeGreaterThan(0);
    expect(coming?.at.length).toBeGreaterThan(1);
    expect(coming?.at.at(-1)).toBeLessThan(parsed.times.length - 1);
  });

  test.runIf(shell)('-child takes in children of children, and nothing else', async () => {
    const family = await begin('family', 'sh -c "sleep 61; :" ; :');
    await begin('stranger', 'sleep 60; :');
    await sleep(200);
    const alone = await parse(await record('-p', String(family.pid), '-i', '0.2', '-c', '1'));
    expect(alone.series.map(({ name }) => name)).toEqual(['family']);
    const all = await parse(await record('-p', String(family.pid), '-child', '-i', '0.2', '-c', '1'));
    expect(all.series.map(({ name }) => name).sort()).toEqual(['family', 'sh', 'sleep']);
    await run('pkill', ['-P', String(family.pid)]).catch(() => {});
  });

  test.runIf(shell)('a name that a spreadsheet would run is guarded, and read back as it is', async () => {
    for (const name of ['=1+1', '-lead', "'=x", '@at']) {
      const child = await begin(name, 'sleep 60; :');
      await expect.poll(() => readFile(`/proc/${child.pid}/comm`, 'utf8')).toBe(`${name}\n`);
      const csv = await record('-p', String(child.pid), '-i', '0.2', '-c', '1');
      child.kill('SIGKILL');
      expect(csv.split('\n')[1]?.split(',')[2]).toBe(`'${name}`);
      expect((await parse(csv)).series.map((series) => series.name)).toEqual([name]);
    }
  });

  test.runIf(shell)('-sys adds rows of the system under topid’s names', async () => {
    const recording = await parse(await record('-p', String(process.pid), '-i', '1', '-c', '3', '-sys'));
    const system = recording.series.filter(({ kind }) => kind === 'system');
    const names = system.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['[CPU0-user]', '[CPU0-idle]', '[available]', '[used]']));
    const sumOfCore = (core: number, sample: number) =>
      system
        .filter(({ name }) => name.startsWith(`[CPU${core}-`) && !name.includes('guest'))
        .reduce((sum, series) => sum + (series.systemCpu[sample] ?? 0) + (series.userCpu[sample] ?? 0), 0);
    const mean = [0, 1, 2].reduce((sum, sample) => sum + sumOfCore(0, sample), 0) / 3;
    expect(mean).toBeGreaterThan(60);
    expect(mean).toBeLessThan(140);
    const total = Number(/MemTotal:\s+(\d+)/.exec(await readFile('/proc/meminfo', 'utf8'))?.[1]);
    const kb = (name: string) => findSeries(recording, name)[0]?.memKb[1] ?? 0;
    expect(kb('[used]') + kb('[free]') + kb('[buffers]') + kb('[cache]')).toBe(total);
  });

  test.runIf(shell).each([
    [['-i', '0'], '-i takes more than no seconds'],
    [['-i', 'x'], '-i takes seconds: x'],
    [['-c', '-1'], '-c takes a number of samples: -1'],
    [['-p', '1;reboot'], '-p takes process ids'],
    [['-tag', '../x'], '-tag takes letters'],
    [['-child'], '-child goes with -p'],
    [['-to', 'http://x'], '-to goes with -tag'],
    [['-nonsense'], 'no option -nonsense'],
    [['-i'], '-i needs a value'],
  ])('%j is refused', async (args, message) => {
    await expect(record(...args)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message) as string,
    });
  });
});

describe.runIf(await canPlayBoard())('on a board: a root with nothing but busybox', () => {
  let board: Board;

  beforeAll(async () => {
    board = await makeBoard();
    await cp(script, join(board.root, 'tmp/record.sh'));
  });
  afterAll(() => board?.remove());

  test('records itself', async () => {
    const [command, args] = board.toCommand('cat /tmp/record.sh | sh -s -- -i 0.4 -c 3 -sys -tag board-7');
    const { stdout } = await run(command, args);
    const recording = await parse(stdout);
    expect(recording.times.length).toBe(3);
    expect(recording.series.some(({ name }) => name === 'awk')).toBe(true);
    expect(recording.series.some(({ name }) => name === '[available]')).toBe(true);
  });
});
