import { createCellDevices } from './cell-device.ts';
import { MemoryFiles } from './memory-files.ts';
import type { GoClass, GoInstance, ProgramEnd, ProgramResult, ProgramRun } from './program.ts';
import { createProgramFs, resolvePath } from './program-fs.ts';

/**
 * Runs one program of Go's js/wasm port to its end, in this thread: a program that never gives way is
 * ended by ending the worker around it. `Go` is the class that Go's own `wasm_exec.js` declares, of the
 * Go that built the program. Nothing is thrown: whatever ends it is in the result. As long as the program
 * does not give way, `fs`, `process` and `path` of `globalThis` are the program's, also in what `run` has called.
 */
export async function runProgram(Go: GoClass, run: ProgramRun): Promise<ProgramResult> {
  const go = new Go();
  go.argv = run.argv ?? ['main'];
  go.env = run.env ?? {};
  const startedAt = performance.now();
  const output = limitOutput(run);
  const program = new RunningProgram(go, run.memoryLimitBytes ?? Infinity);
  const { globals, writeRaw } = createGlobals(run, output.write, (error) => program.fail(error));
  go.importObject.gojs['runtime.wasmWrite'] = writeRaw(go);
  let instance: WebAssembly.Instance | undefined;
  let end: ProgramEnd;
  try {
    instance = await WebAssembly.instantiate(run.module, go.importObject);
    end = await program.run(instance, globals);
  } catch (error) {
    end = toEnd(error);
  }
  const memory = instance?.exports['mem'] as WebAssembly.Memory | undefined;
  return {
    end,
    elapsedMs: performance.now() - startedAt,
    memoryBytes: memory?.buffer.byteLength ?? 0,
    droppedBytes: output.droppedBytes(),
  };
}

/** What ends a program that has grown too large. Thrown from the runtime's own report of a growth. */
class MemoryLimitError extends Error {
  readonly limitBytes: number;

  constructor(limitBytes: number) {
    super('memory limit');
    this.limitBytes = limitBytes;
  }
}

/** A program and its timers: its end is an exit, a failure, or a deadlock that the runtime reports when asked. */
class RunningProgram {
  readonly #go: GoInstance;
  #failure: { error: unknown } | undefined;
  #settle: (end: ProgramEnd) => void = () => {};
  #depth = 0;

  constructor(go: GoInstance, memoryLimitBytes: number) {
    this.#go = go;
    go.exit = (code) => this.#end({ how: 'exit', code });
    const resume = go._resume.bind(go);
    // Called by timers, and by callbacks in the middle of a call from Go.
    go._resume = () => this.#enter(resume);
    this.#limitMemory(memoryLimitBytes);
    // What is thrown in a callback is caught there and handed to Go as its error, though there is no
    // program left that could go on.
    for (const name of ['valueCall', 'valueInvoke', 'valueNew']) {
      this.#after(`syscall/js.${name}`, () => {
        if (this.#failure) throw this.#failure.error;
      });
    }
  }

  fail(error: unknown): void {
    this.#failure ??= { error };
  }

  run(instance: WebAssembly.Instance, globals: Record<string, unknown>): Promise<ProgramEnd> {
    return new Promise((settle) => {
      this.#settle = settle;
      const restore = replaceGlobals(globals);
      try {
        this.#enter(() => {
          // Runs until the program is idle or over. What it throws is a rejection.
          this.#go.run(instance).catch((error: unknown) => this.#end(toEnd(error)));
        });
      } finally {
        // Package syscall keeps what it has found when the program begins.
        restore();
      }
    });
  }

  #enter(call: () => void): void {
    this.#depth++;
    try {
      call();
    } catch (error) {
      this.fail(error);
      if (this.#depth > 1) throw error;
      this.#end(toEnd(this.#failure?.error));
    } finally {
      this.#depth--;
    }
    if (this.#depth === 0) this.#reportDeadlock();
  }

  /**
   * Idle without a timer: nothing will ever wake it. Event 0 makes the runtime look at its goroutines,
   * print “all goroutines are asleep - deadlock!” and exit with 2; for that the program has syscall/js linked in.
   */
  #reportDeadlock(): void {
    const go = this.#go;
    // A program that has thrown in its first part says so in a rejection, a microtask later.
    queueMicrotask(() => {
      if (go.exited || this.#failure || this.#depth > 0 || go._scheduledTimeouts.size > 0) return;
      go._pendingEvent = { id: 0 };
      go._resume();
      if (!go.exited) this.#end({ how: 'failed', message: 'the program waits for nothing' });
    });
  }

  #end(end: ProgramEnd): void {
    this.#failure ??= { error: undefined };
    // Timers that are left would wake what is no more.
    for (const timer of this.#go._scheduledTimeouts.values()) clearTimeout(timer);
    this.#go._scheduledTimeouts.clear();
    this.#settle(end);
  }

  #limitMemory(limitBytes: number): void {
    this.#after('runtime.resetMemoryDataView', () => {
      if (this.#go.mem.buffer.byteLength <= limitBytes) return;
      this.fail(new MemoryLimitError(limitBytes));
      throw this.#failure?.error;
    });
  }

  #after(name: string, then: () => void): void {
    const { gojs } = this.#go.importObject;
    const original = gojs[name];
    if (!original) throw new Error(`this wasm_exec.js has no ${name}`);
    gojs[name] = (sp) => {
      original(sp);
      then();
    };
  }
}

function toEnd(error: unknown): ProgramEnd {
  if (error instanceof MemoryLimitError) return { how: 'memory', limitBytes: error.limitBytes };
  const message = error instanceof Error ? error.message : String(error);
  // “Maximum call stack size exceeded” of V8 and JavaScriptCore, “too much recursion” of SpiderMonkey.
  return { how: /call stack|too much recursion/i.test(message) ? 'stack' : 'failed', message };
}

function limitOutput({ onOutput, outputLimitBytes = Infinity }: ProgramRun) {
  let keptBytes = 0;
  let droppedBytes = 0;
  return {
    write(fd: 1 | 2, bytes: Uint8Array): void {
      const room = outputLimitBytes - keptBytes;
      const kept = bytes.length <= room ? bytes : bytes.subarray(0, room);
      keptBytes += kept.length;
      droppedBytes += bytes.length - kept.length;
      if (kept.length > 0) onOutput(fd, kept);
    },
    droppedBytes: () => droppedBytes,
  };
}

/** What a program takes from `globalThis` when it begins, as Node would have it. */
function createGlobals(
  run: ProgramRun,
  onOutput: (fd: 1 | 2, bytes: Uint8Array) => void,
  fail: (error: unknown) => void,
) {
  let cwd = '/';
  const files = run.files ?? new MemoryFiles();
  const devices = createCellDevices(run.inputs, run.onValue);
  const stdin = run.stdin ?? new Uint8Array();
  const fs = createProgramFs(files, { stdin, onOutput, devices }, () => cwd);
  const process = {
    pid: -1,
    ppid: -1,
    getuid: () => -1,
    getgid: () => -1,
    geteuid: () => -1,
    getegid: () => -1,
    getgroups: () => [],
    umask: () => 0o022,
    cwd: () => cwd,
    chdir(path: string) {
      const target = resolvePath(cwd, path);
      if (!files.hasFolder(target)) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
      cwd = target;
    },
  };
  const path = { resolve: (...parts: string[]) => parts.reduce(resolvePath, cwd) };
  /** Of `println` and the runtime itself, which do without package syscall. */
  const writeRaw = (go: GoInstance) => (sp: number) => {
    const at = sp >>> 0;
    const fd = go.mem.getUint32(at + 8, true);
    const start = Number(go.mem.getBigInt64(at + 16, true));
    const length = go.mem.getInt32(at + 24, true);
    onOutput(fd === 2 ? 2 : 1, new Uint8Array(go.mem.buffer, start, length).slice());
  };
  return { globals: { fs: noteFailures(fs, fail), process, path }, writeRaw };
}

/** What the functions throw ends the program, whoever catches it on the way. */
function noteFailures(fs: ReturnType<typeof createProgramFs>, fail: (error: unknown) => void): object {
  const noted = Object.entries(fs).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value] as const;
    const call = value as (...args: unknown[]) => void;
    const guarded = (...args: unknown[]) => {
      try {
        call(...args);
      } catch (error) {
        fail(error);
        throw error;
      }
    };
    return [name, guarded] as const;
  });
  return Object.fromEntries(noted);
}

/** @returns what puts back what was there */
function replaceGlobals(globals: Record<string, unknown>): () => void {
  const before = Object.keys(globals).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  };
}
