/**
 * Files in memory, by absolute path: what a program of Go finds and leaves. Tools that run one after
 * another hand files on to each other by sharing one of these.
 */
export class MemoryFiles {
  readonly #files = new Map<string, MemoryFile>();
  readonly #folders = new Set(['/', '/tmp', '/dev']);

  /** The bytes are not copied; whoever opens the file for writing gets a copy. */
  put(path: string, bytes: Uint8Array): void {
    this.addFolder(path.slice(0, path.lastIndexOf('/')));
    this.#files.set(path, new MemoryFile(bytes));
  }

  /** What the file holds now, or nothing where there is none. */
  find(path: string): Uint8Array | undefined {
    return this.#files.get(path)?.bytes;
  }

  findFile(path: string): MemoryFile | undefined {
    return this.#files.get(path);
  }

  hasFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  /** With all folders above it. */
  addFolder(path: string): void {
    for (let at = path; at !== '' && !this.#folders.has(at); at = at.slice(0, at.lastIndexOf('/'))) {
      this.#folders.add(at);
    }
  }

  remove(path: string): boolean {
    return this.#files.delete(path);
  }

  removeFolder(path: string): void {
    this.#folders.delete(path);
  }

  /** A file, or a folder with what is in it. */
  move(from: string, to: string): void {
    const file = this.#files.get(from);
    if (file) {
      this.#files.delete(from);
      this.#files.set(to, file);
      return;
    }
    const inside = (path: string) => path === from || path.startsWith(`${from}/`);
    for (const path of Array.from(this.#files.keys()).filter(inside)) {
      this.move(path, to + path.slice(from.length));
    }
    for (const path of Array.from(this.#folders).filter(inside)) {
      this.#folders.delete(path);
      this.#folders.add(to + path.slice(from.length));
    }
  }

  /** The names in a folder, sorted. */
  list(folder: string): string[] {
    const above = folder === '/' ? '/' : `${folder}/`;
    return [...this.#files.keys(), ...this.#folders]
      .filter((path) => path.startsWith(above) && path.length > above.length)
      .map((path) => path.slice(above.length))
      .filter((name) => !name.includes('/'))
      .sort();
  }
}

/** Its bytes stand at the beginning of a buffer that is as long as a few more writes need. */
export class MemoryFile {
  #buffer: Uint8Array;
  #isOwn = false;
  sizeBytes: number;

  constructor(bytes: Uint8Array) {
    this.#buffer = bytes;
    this.sizeBytes = bytes.length;
  }

  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.sizeBytes);
  }

  /** Longer with zeros, or shorter. */
  resize(sizeBytes: number): void {
    this.#reserve(sizeBytes);
    if (sizeBytes < this.sizeBytes) this.#buffer.fill(0, sizeBytes, this.sizeBytes);
    this.sizeBytes = sizeBytes;
  }

  write(bytes: Uint8Array, at: number): void {
    this.#reserve(at + bytes.length);
    this.#buffer.set(bytes, at);
    this.sizeBytes = Math.max(this.sizeBytes, at + bytes.length);
  }

  #reserve(sizeBytes: number): void {
    if (this.#isOwn && sizeBytes <= this.#buffer.length) return;
    const longer = new Uint8Array(
      sizeBytes <= this.sizeBytes ? this.sizeBytes : Math.max(sizeBytes, 2 * this.sizeBytes, 4096),
    );
    longer.set(this.bytes);
    this.#buffer = longer;
    this.#isOwn = true;
  }
}
