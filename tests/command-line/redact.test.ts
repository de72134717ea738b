import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redactionKinds } from '#redact/index.ts';
import { inspectFiles } from '../../src/command-line/inspect.ts';
import { toSpec } from '../../src/command-line/redact.ts';

const root = join(import.meta.dirname, '..', '..');
const fixture = (...path: string[]) => join(root, 'tests', 'fixtures', ...path);
const session = ['process', 'snapshot', 'info'].map((part) =>
  fixture(`topid-${part}`, 'valid', `${part}-20211111-normal.data`),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redact-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The program itself, in a process of its own. */
function redact(
  args: string[],
  stdin: string | Uint8Array = '',
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(root, 'bin', 'casebook.ts'), 'redact', ...args]);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  return new Promise((resolve) => {
    child.on('close', (code) =>
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
  });
}

const log =
  'bob@zeta:~$ ./app -t\npanic: boom at 10.1.2.3\n\ngoroutine 1 [running]:\nmain.main()\n\t/home/bob/acme/main.go:12 +0x1d\n';
const redactedLog =
  'user-1@host-1:~$ path-1/app -t\npanic: boom at ip-1\n\ngoroutine 1 [running]:\nmain.main()\n\t/path-2/main.go:12 +0x1d\n';

describe('one file goes to standard output', () => {
  test('a log from standard input, gzipped, and what was taken out is counted', async () => {
    const { code, out, err } = await redact(['-'], gzipSync(log));
    expect({ code, out }).toEqual({ code: 0, out: redactedLog });
    expect(err).toBe('casebook: taken out: 1 ip (once), 1 host (once), 1 user (once), 2 path (2 times)\n');
  });

  test('every kind, and words', async () => {
    const path = fixture('redaction', 'secrets.log.gz');
    const { code, out } = await redact(['--kinds', 'all', '--words', 'refused, mapped', path]);
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => /canary|refused|mapped/i.test(line))).toEqual([]);
    const lines = gunzipSync(await readFile(path))
      .toString()
      .split('\n');
    expect(out.split('\n')).toHaveLength(lines.length);
  });

  test('kinds by name, and no others', async () => {
    const { out } = await redact(['--kinds', 'ip,uuid', '-'], log);
    expect(out).toBe(log.replace('10.1.2.3', 'ip-1'));
  });

  test('a recording is a table that is read again, as many rows', async () => {
    const { code, out } = await redact([session[0] ?? '', '--kinds', 'all']);
    expect(code).toBe(0);
    expect(out).toMatch(/^time,pid,name,ucpu,scpu,mem_kb\n\d+,\d+,process-1/);
    const path = join(folder, 'again.csv');
    await writeFile(path, out);
    const [before] = (await inspectFiles([session[0] ?? ''], process.stdin)).found;
    const [after] = (await inspectFiles([path], process.stdin)).found;
    if (before?.kind !== 'recording' || after?.kind !== 'recording') throw new Error('no recording');
    expect(after.recording.rows).toBe(before.recording.rows);
  });

  test('of topid’s text the table, and what is left out is said', async () => {
    const { code, out, err } = await redact([fixture('topid-text', 'valid', 'tree.txt')]);
    expect(code).toBe(0);
    expect(out).toMatch(/^time,pid,name,/);
    expect(err).toContain('is left out; -o FOLDER keeps all of it');
  });

  test('text of no known format is text, and said to be', async () => {
    const { code, out, err } = await redact(['-'], 'hello from 10.1.2.3\n');
    expect({ code, out }).toEqual({ code: 0, out: 'hello from ip-1\n' });
    expect(err).toContain('casebook: stdin: no known capture, redacted as text\n');
  });

  test('nothing to take out is said', async () => {
    const { err } = await redact(['-'], 'panic: x\n\ngoroutine 1 [running]:\nmain.main()\n');
    expect(err).toBe('casebook: nothing was found to take out\n');
  });
});

test('the files of a session go to a folder, the same names in all, and open as one', async () => {
  const notes = join(folder, 'notes.log');
  await writeFile(notes, 'bob@zeta:~$ ls\n');
  const out = join(folder, 'out');
  const ran = await redact([...session, notes, '-o', out]);
  expect(ran.code).toBe(0);
  const names = await readdir(out);
  expect(names.sort()).toEqual([
    expect.stringMatching(/^info-redacted-\w{8}\.txt$/),
    expect.stringMatching(/^process-redacted-\w{8}\.csv$/),
    expect.stringMatching(/^snapshot-redacted-\w{8}\.txt$/),
    expect.stringMatching(/^text-redacted-\w{8}\.txt$/),
  ]);
  expect(ran.out.trim().split('\n').sort()).toEqual(names.map((name) => join(out, name)));
  const { found, failures } = await inspectFiles(
    names.filter((name) => !name.startsWith('text')).map((name) => join(out, name)),
    process.stdin,
  );
  expect(failures).toEqual([]);
  expect(found).toHaveLength(1);
});

describe('exit codes', () => {
  test('1 where a file cannot be read, and the others are redacted', async () => {
    const good = join(folder, 'good.log');
    await writeFile(good, log);
    const binary = join(folder, 'picture.bin');
    await writeFile(binary, Buffer.alloc(5000));
    const empty = join(folder, 'empty.log');
    await writeFile(empty, '');
    const out = join(folder, 'some');
    const { code, err } = await redact([join(folder, 'none.log'), binary, empty, good, '-o', out]);
    expect(code).toBe(1);
    expect(err).toContain('none.log: there is no such file');
    expect(err).toContain('picture.bin: neither a known capture nor text');
    expect(err).toContain('empty.log: the file is empty');
    expect(await readdir(out)).toHaveLength(1);
  });

  test('bytes that are no text are not redacted as one', async () => {
    const profile = gunzipSync(await readFile(fixture('pprof', 'valid', 'cpu-labels.pb.gz')));
    const strange = join(folder, 'strange.pb');
    // A field that no version of the format has comes first.
    await writeFile(strange, Buffer.concat([Buffer.from([0xc8, 0x3e, 1]), profile]));
    const { code, out, err } = await redact([strange]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('strange.pb: neither a known capture nor text');
  });

  test('an empty snapshot of a session is none', async () => {
    const empty = join(folder, 'snapshot-20211111-normal.data');
    await writeFile(empty, '');
    const { code, err } = await redact([session[0] ?? '', empty, '-o', join(folder, 'plain')]);
    expect([code, err]).toEqual([0, expect.stringContaining('is empty and left out')]);
  });

  for (const [args, why] of [
    [[], 'no file'],
    [['a', 'b'], '-o FOLDER'],
    [
      ['a', '--kinds', 'ip,nonsense'],
      `no kind is called nonsense; there are usual, all, ${redactionKinds.join(', ')}`,
    ],
    [['a', '--kinds', ','], '--kinds names no kind'],
    [['a', '--bad'], '--bad'],
  ] as const) {
    test(`2 for ${args.join(' ') || 'nothing'}`, async () => {
      const { code, out, err } = await redact([...args]);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(why);
      expect(err).toContain('usage: casebook redact');
    });
  }

  test('0 for help', async () => {
    const { code, out } = await redact(['--help']);
    expect(code).toBe(0);
    for (const kind of redactionKinds) expect(out).toContain(kind);
  });
});

test('usual may be named among others', () => {
  expect(toSpec('usual,imei')).toEqual({
    kinds: ['ip', 'mac', 'email', 'host', 'user', 'path', 'args', 'env', 'label', 'imei'],
    words: [],
  });
});
