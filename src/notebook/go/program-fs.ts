import type { MemoryFile, MemoryFiles } from './memory-files.ts';

/** Something in the place of a file: what is read from it, or what becomes of each write to it. */
export interface Device {
  /** Its whole text, at the time when it is opened. */
  read?(): Uint8Array;
  /** One call a write of the program, however long. The bytes are the taker's own. */
  write?(bytes: Uint8Array): void;
}

export interface ProgramStreams {
  stdin: Uint8Array;
  onOutput(fd: 1 | 2, bytes: Uint8Array): void;
  /** By path. */
  devices: Readonly<Record<string, Device>>;
}

/** As Node numbers them, on Linux: `syscall/js` reads them from here. */
const flags = {
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 0o100,
  O_EXCL: 0o200,
  O_TRUNC: 0o1000,
  O_APPEND: 0o2000,
  O_DIRECTORY: 0o200000,
};

interface Opened {
  path: string;
  file?: MemoryFile;
  device?: Device;
  position: number;
  appends: boolean;
  writes: boolean;
}

/** Its code is what Go makes an `Errno` of; a device may throw one as well. */
export class FileError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

type Callback = (error: FileError | null, result?: unknown) => void;

/**
 * What package `syscall` of a js/wasm program takes for `globalThis.fs`: Node's functions with
 * callbacks, over files in memory. Every callback is called before the function returns, so that a
 * program with nothing scheduled waits for nothing outside of it. Whatever else than a `FileError`
 * goes wrong is thrown.
 */
export function createProgramFs(files: MemoryFiles, streams: ProgramStreams, cwd: () => string) {
  const opened = new Map<number, Opened>([
    [0, { path: '/dev/stdin', device: { read: () => streams.stdin }, ...closed }],
    [1, { path: '/dev/stdout', device: { write: (bytes) => streams.onOutput(1, bytes) }, ...closed }],
    [2, { path: '/dev/stderr', device: { write: (bytes) => streams.onOutput(2, bytes) }, ...closed }],
  ]);
  let nextFd = 3;
  const toPath = (path: string) => resolvePath(cwd(), path);
  const ofFd = (fd: number) => opened.get(fd) ?? refuse('EBADF');
  const fileOf = (path: string) =>
    files.findFile(path) ?? refuse(files.hasFolder(path) ? 'EISDIR' : 'ENOENT');

  const stat = (path: string, file = files.findFile(path)) => {
    const device = streams.devices[path];
    const isFolder = !file && !device;
    if (isFolder && !files.hasFolder(path)) refuse('ENOENT');
    const type = isFolder ? 0o040755 : device ? 0o020666 : 0o100644;
    const size = file?.sizeBytes ?? 0;
    const blocks = Math.ceil(size / 512);
    return { ...statZeros, mode: type, size, blocks, isDirectory: () => isFolder };
  };

  const open = (name: string, how: number) => {
    const path = toPath(name);
    const device = streams.devices[path];
    const writes = (how & (flags.O_WRONLY | flags.O_RDWR)) !== 0;
    const isFolder = files.hasFolder(path);
    let file = files.findFile(path);
    if (!device && !file && !isFolder) {
      if (!(how & flags.O_CREAT)) refuse('ENOENT');
      if (!files.hasFolder(toPath(`${path}/..`))) refuse('ENOENT');
      files.put(path, new Uint8Array());
      file = files.findFile(path);
    } else if (how & flags.O_CREAT && how & flags.O_EXCL) refuse('EEXIST');
    if (isFolder && writes) refuse('EISDIR');
    if (!isFolder && how & flags.O_DIRECTORY) refuse('ENOTDIR');
    if (file && how & flags.O_TRUNC) file.resize(0);
    const fd = nextFd++;
    opened.set(fd, {
      path,
      position: 0,
      appends: (how & flags.O_APPEND) !== 0,
      writes,
      ...(file && { file }),
      ...(device && { device: toOpened(device) }),
    });
    return fd;
  };

  const read = (fd: number, into: Uint8Array, offset: number, length: number, at: number | null) => {
    const one = ofFd(fd);
    const from = one.device ? one.device.read?.() : one.file?.bytes;
    if (!from) return refuse(one.device ? 'EBADF' : 'EISDIR');
    const start = at ?? one.position;
    const part = from.subarray(start, start + length);
    into.set(part, offset);
    if (at === null) one.position += part.length;
    return part.length;
  };

  const write = (fd: number, bytes: Uint8Array, offset: number, length: number, at: number | null) => {
    const one = ofFd(fd);
    const part = offset === 0 && length === bytes.length ? bytes : bytes.slice(offset, offset + length);
    if (one.device) {
      if (!one.device.write) return refuse('EBADF');
      one.device.write(part);
      return length;
    }
    if (!one.file || !one.writes) return refuse('EBADF');
    const start = one.appends ? one.file.sizeBytes : (at ?? one.position);
    one.file.write(part, start);
    if (at === null) one.position = start + length;
    return length;
  };

  const remove = (name: string) => {
    const path = toPath(name);
    if (!files.remove(path)) refuse(files.hasFolder(path) ? 'EISDIR' : 'ENOENT');
  };

  const removeFolder = (name: string) => {
    const path = toPath(name);
    if (!files.hasFolder(path)) refuse(files.findFile(path) ? 'ENOTDIR' : 'ENOENT');
    if (files.list(path).length > 0) refuse('ENOTEMPTY');
    files.removeFolder(path);
  };

  const makeFolder = (name: string) => {
    const path = toPath(name);
    if (files.hasFolder(path) || files.findFile(path)) refuse('EEXIST');
    if (!files.hasFolder(toPath(`${path}/..`))) refuse('ENOENT');
    files.addFolder(path);
  };

  const move = (from: string, to: string) => {
    const path = toPath(from);
    if (!files.findFile(path) && !files.hasFolder(path)) refuse('ENOENT');
    files.move(path, toPath(to));
  };

  const list = (name: string) => {
    const path = toPath(name);
    return files.hasFolder(path) ? files.list(path) : refuse(files.findFile(path) ? 'ENOTDIR' : 'ENOENT');
  };

  const resize = (file: MemoryFile | undefined, sizeBytes: number) =>
    file ? file.resize(sizeBytes) : refuse('EINVAL');
  // Modes, owners and times are not kept: whoever sets one is answered as by a system that takes it.
  const exists = (name: string) => void stat(toPath(name));
  const isOpen = (fd: number) => void ofFd(fd);

  return {
    constants: flags,
    open: withCallback(open),
    close: withCallback((fd: number) => (opened.delete(fd) ? undefined : refuse('EBADF'))),
    read: withCallback(read),
    write: withCallback(write),
    stat: withCallback((name: string) => stat(toPath(name))),
    lstat: withCallback((name: string) => stat(toPath(name))),
    fstat: withCallback((fd: number) => (fd < 3 ? streamStat : stat(ofFd(fd).path, ofFd(fd).file))),
    truncate: withCallback((name: string, sizeBytes: number) => resize(fileOf(toPath(name)), sizeBytes)),
    ftruncate: withCallback((fd: number, sizeBytes: number) => resize(ofFd(fd).file, sizeBytes)),
    unlink: withCallback(remove),
    rmdir: withCallback(removeFolder),
    mkdir: withCallback(makeFolder),
    rename: withCallback(move),
    readdir: withCallback(list),
    chmod: withCallback(exists),
    chown: withCallback(exists),
    lchown: withCallback(exists),
    utimes: withCallback(exists),
    fchmod: withCallback(isOpen),
    fchown: withCallback(isOpen),
    fsync: withCallback(isOpen),
    link: withCallback(() => refuse('ENOSYS')),
    symlink: withCallback(() => refuse('ENOSYS')),
    readlink: withCallback((name: string) => (exists(name), refuse('EINVAL'))),
  };
}

const closed = { position: 0, appends: false, writes: true };

const statZeros = {
  dev: 0,
  ino: 0,
  nlink: 1,
  uid: 0,
  gid: 0,
  rdev: 0,
  blksize: 4096,
  atimeMs: 0,
  mtimeMs: 0,
  ctimeMs: 0,
};

/** Of stdin, stdout and stderr: pipes. */
const streamStat = { ...statZeros, mode: 0o010600, size: 0, blocks: 0, isDirectory: () => false };

/** What a device holds is asked for once an opening. */
function toOpened({ read, write }: Device): Device {
  const text = read?.();
  return { ...(text && { read: () => text }), ...(write && { write }) };
}

export function resolvePath(cwd: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function refuse(code: string): never {
  throw new FileError(code);
}

function withCallback<A extends unknown[]>(call: (...args: A) => unknown) {
  return (...args: [...A, Callback]): void => {
    const callback = args.pop() as Callback;
    let result;
    try {
      result = call(...(args as unknown as A));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      callback(error);
      return;
    }
    callback(null, result);
  };
}
