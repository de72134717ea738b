import { describe, expect, test } from 'vitest';
import { createCellDevices, decodeEmitted } from '../../../src/notebook/go/cell-device.ts';
import { MemoryFiles } from '../../../src/notebook/go/memory-files.ts';
import { createProgramFs, type Device, resolvePath } from '../../../src/notebook/go/program-fs.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const toText = (given: Uint8Array | undefined) => given && new TextDecoder().decode(given);

function setUp({ devices = {}, stdin = '' }: { devices?: Record<string, Device>; stdin?: string } = {}) {
  const files = new MemoryFiles();
  const written: [number, string][] = [];
  const fs = createProgramFs(
    files,
    {
      stdin: bytes(stdin),
      devices,
      onOutput: (fd, part) => written.push([fd, new TextDecoder().decode(part)]),
    },
    () => '/tmp',
  );
  /** Calls a function by its name; what it gives, or the code of its error. */
  const call = (name: keyof typeof fs, ...args: unknown[]): unknown => {
    let answer: unknown = 'no answer';
    const take = (error: { code: string } | null, result: unknown) => (answer = error ? error.code : result);
    (fs[name] as (...given: unknown[]) => void)(...args, take);
    return answer;
  };
  const { O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_DIRECTORY } = fs.constants;
  const flags = { O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_DIRECTORY };
  const write = (fd: unknown, text: string, at: number | null = null) =>
    call('write', fd, bytes(text), 0, bytes(text).length, at);
  const read = (fd: unknown, length = 100, at: number | null = null) => {
    const into = new Uint8Array(length);
    const count = call('read', fd, into, 0, length, at);
    return typeof count === 'number' ? toText(into.subarray(0, count)) : count;
  };
  return { files, written, call, write, read, flags };
}

describe('files in memory', () => {
  test('are written and read at their places', () => {
    const { files, call, write, read, flags } = setUp();
    const fd = call('open', 'a.txt', flags.O_RDWR | flags.O_CREAT, 0o644);
    expect([write(fd, 'hello '), write(fd, 'world'), write(fd, 'J', 0)]).toEqual([6, 5, 1]);
    expect(toText(files.find('/tmp/a.txt'))).toBe('Jello world');
    expect([read(fd, 5, 6), read(fd)]).toEqual(['world', '']);
    expect(call('ftruncate', fd, 5)).toBeUndefined();
    expect(call('ftruncate', fd, 7)).toBeUndefined();
    expect(toText(files.find('/tmp/a.txt'))).toBe('Jello\0\0');
    expect(call('fstat', fd)).toMatchObject({ size: 7, mode: 0o100644 });
    expect([call('close', fd), call('close', fd), write(fd, 'x')]).toEqual([undefined, 'EBADF', 'EBADF']);
  });

  test('are appended to, emptied, and not made twice', () => {
    const { files, call, write, flags } = setUp();
    files.put('/tmp/a', bytes('one'));
    const before = files.find('/tmp/a');
    write(call('open', 'a', flags.O_WRONLY | flags.O_APPEND), ' two');
    expect(toText(files.find('/tmp/a'))).toBe('one two');
    expect(toText(before)).toBe('one');
    expect(call('open', 'a', flags.O_WRONLY | flags.O_CREAT | flags.O_EXCL)).toBe('EEXIST');
    call('open', 'a', flags.O_WRONLY | flags.O_TRUNC);
    expect(toText(files.find('/tmp/a'))).toBe('');
    expect(write(call('open', 'a', 0), 'x')).toBe('EBADF');
  });

  test('lie in folders', () => {
    const { files, call, flags } = setUp();
    files.put('/data/in/a', bytes('a'));
    expect(call('readdir', '/data')).toEqual(['in']);
    expect(call('mkdir', '/data/out')).toBeUndefined();
    expect(call('mkdir', '/data/out')).toBe('EEXIST');
    expect(call('mkdir', '/none/out')).toBe('ENOENT');
    expect(call('rename', '/data/in', '/data/out/in')).toBeUndefined();
    expect(call('readdir', '/data/out/in')).toEqual(['a']);
    expect(call('rmdir', '/data/out')).toBe('ENOTEMPTY');
    expect(call('unlink', '/data/out')).toBe('EISDIR');
    expect(call('unlink', '/data/out/in/a')).toBeUndefined();
    expect(call('rmdir', '/data/out/in')).toBeUndefined();
    expect(call('open', '/data', flags.O_WRONLY)).toBe('EISDIR');
    expect(call('open', '/none/a', flags.O_WRONLY | flags.O_CREAT)).toBe('ENOENT');
    expect(call('open', '/none')).toBe('ENOENT');
    expect(call('stat', '/data')).toMatchObject({ mode: 0o040755 });
    expect(call('symlink', 'a', 'b')).toBe('ENOSYS');
  });

  test('are named from the folder in which the program is', () => {
    expect(resolvePath('/tmp', 'a/./b//c')).toBe('/tmp/a/b/c');
    expect(resolvePath('/tmp', '../../etc')).toBe('/etc');
    expect(resolvePath('/tmp', '/')).toBe('/');
  });
});

describe('streams', () => {
  test('are stdin that ends, and stdout and stderr apart', () => {
    const { written, write, read, call } = setUp({ stdin: 'two lines\n' });
    expect([read(0, 3), read(0), read(0)]).toEqual(['two', ' lines\n', '']);
    expect([write(1, 'out'), write(2, 'err'), write(0, 'in'), read(1)]).toEqual([3, 3, 'EBADF', 'EBADF']);
    expect(written).toEqual([
      [1, 'out'],
      [2, 'err'],
    ]);
    expect(call('fstat', 1)).toMatchObject({ mode: 0o010600 });
  });

  test('what a taker throws is thrown, and no error of the program', () => {
    const broken = { write: () => { throw new Error('broken'); } };
    const { write, call, flags } = setUp({ devices: { '/dev/x': broken } });
    expect(() => write(call('open', '/dev/x', flags.O_WRONLY), 'a')).toThrow('broken');
  });
});

describe('the files of package cell', () => {
  test('give the inputs as they were when the file was opened, and take a value a write', () => {
    const values: unknown[] = [];
    const inputs = { limit: 3 };
    const devices = createCellDevices(inputs, (name, value) => values.push([name, value]));
    const { write, read, call, flags } = setUp({ devices });
    const fd = call('open', '/dev/casebook/inputs', 0);
    inputs.limit = 4;
    expect([read(fd, 8), read(fd), read(fd)]).toEqual(['{"limit"', ':3}', '']);
    const out = call('open', '/dev/casebook/values', flags.O_WRONLY);
    write(out, '{"name":"a","value":[1,null]}');
    write(out, '{"bytes":"AQL/","name":"b"}');
    expect(values).toEqual([
      ['a', { json: [1, null] }],
      ['b', { bytes: Uint8Array.of(1, 2, 255) }],
    ]);
  });

  test('refuse what is too large, too many or too much together, and take the next', () => {
    const taken: string[] = [];
    const devices = createCellDevices({}, (name) => taken.push(name), {
      names: 2,
      messageBytes: 40,
      allBytes: 60,
    });
    const { write, call, flags } = setUp({ devices });
    const out = call('open', '/dev/casebook/values', flags.O_WRONLY);
    const emit = (name: string, length: number) =>
      write(out, JSON.stringify({ name, value: 'x'.repeat(length - 23) }));
    expect(JSON.stringify({ name: 'a', value: '' })).toHaveLength(23);
    expect([emit('a', 41), emit('a', 40), emit('b', 23), emit('b', 20 + 3)]).toEqual(['EFBIG', 40, 'ENOSPC', 'ENOSPC']);
    // The newest of a name counts alone.
    expect([emit('a', 30), emit('b', 30), emit('c', 23), emit('b', 23)]).toEqual([30, 30, 'ENOSPC', 23]);
    expect(taken).toEqual(['a', 'a', 'b', 'b']);
  });

  test('are not there where nobody listens', () => {
    expect(createCellDevices(undefined, undefined)).toEqual({});
    expect(setUp().call('open', '/dev/casebook/inputs', 0)).toBe('ENOENT');
  });

  test.each(['{"value":1}', '{"name":3,"value":1}', '{"name":"a"}', '[]', 'null'])('%s is no value', (text) => {
    expect(() => decodeEmitted(bytes(text))).toThrow('no value with a name');
  });

  test('a nil []byte is no bytes', () => {
    expect(decodeEmitted(bytes('{"bytes":null,"name":"b"}')).value).toEqual({ bytes: new Uint8Array() });
  });
});
