import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCapture } from '#formats/index.ts';
import { statCapture } from '#api/store-client.ts';
import { type Board, canPlayBoard, makeBoard } from '../record/board.ts';
import { isInstalled } from './run.ts';
import { makeFolder, type RunningServer, startServer } from './start-server.ts';

const canRun = (await canPlayBoard()) && (await isInstalled('curl'));

describe.runIf(canRun)('a board with busybox and curl', () => {
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  let server: RunningServer;
  let board: Board;

  beforeAll(async () => {
    folder = await makeFolder();
    server = await startServer({ CASEBOOK_STORE: join(folder.path, 'data') });
    board = await makeBoard();
  });
  afterAll(async () => {
    await board?.remove();
    await server?.stop();
    await folder.remove();
  });

  test('the field workflow of the guide: fetch the recorder, record, stream, follow', async () => {
    // busybox has no curl: it stands beside the board's root, at the other end of the pipe.
    const [command, args] = board.toCommand(
      `wget -qO- ${server.url}/record.sh | sh -s -- -i 0.5 -c 6 -sys -tag board-7`,
    );
    const recorder = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const curl = spawn('curl', ['-sSN', '-T', '.', `${server.url}/api/captures/board-7/`], {
      stdio: [recorder.stdout, 'pipe', 'inherit'],
    });
    let said = '';
    curl.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise((resolve) => curl.once('close', resolve));
    await expect.poll(() => said, { timeout: 10_000 }).toMatch(/\/c\/\w{26}\n/);
    const id = /\/c\/(\w{26})/.exec(said)?.[1] ?? '';
    await expect
      .poll(async () => (await statCapture(server.url, id)).sizeBytes, { timeout: 10_000 })
      .toBeGreaterThan(500);
    expect(await statCapture(server.url, id)).toMatchObject({ state: 'growing', tag: 'board-7' });
    await ended;
    const stored = await statCapture(server.url, id);
    expect(stored.state).toBe('complete');
    const { body } = await fetch(`${server.url}/api/captures/${id}/bytes`);
    const { value, notices } = await readCapture(stored.name, body!);
    expect(notices).toEqual([]);
    if (value.kind !== 'recording') throw new Error('no recording');
    expect(value.times.length).toBe(6);
    expect(value.series.some(({ name }) => name === 'awk')).toBe(true);
  });
});
