import type { CrashLog } from './crash-log.ts';

/** What the code of a signal says: who raised it, or what was refused. */
export type SignalCode =
  | 'by-program'
  | 'by-process'
  | 'by-kernel'
  | 'not-mapped'
  | 'not-allowed'
  | 'unaligned'
  | 'nothing-behind'
  | 'device-error'
  | 'memory-error'
  | 'divide';

/**
 * Of Linux (sigaction(2)): `sigcode=18446744073709551610` is -6, SI_TKILL, a thread of the program itself.
 * Undefined where the number says nothing for certain, and for systems that number them otherwise.
 */
export function findSignalCode({ signal, goroutines }: CrashLog): SignalCode | undefined {
  if (!signal?.code || !signal.name.startsWith('SIG') || isElsewhere(goroutines)) return undefined;
  const code = toSigned(signal.code);
  if (code === undefined) return undefined;
  if (code === -6) return 'by-program';
  if (code === 0 || code === -1) return 'by-process';
  if (code === 0x80) return 'by-kernel';
  switch (signal.name) {
    case 'SIGSEGV':
      return code === 1 ? 'not-mapped' : code === 2 ? 'not-allowed' : undefined;
    case 'SIGBUS':
      return (
        [undefined, 'unaligned', 'nothing-behind', 'device-error', 'memory-error', 'memory-error'] as const
      )[code];
    case 'SIGFPE':
      return code === 1 ? 'divide' : undefined;
    default:
      return undefined;
  }
}

/** `18446744073709551610` and `4294967290` are -6, as the runtime prints an unsigned word. */
function toSigned(text: string): number | undefined {
  if (!/^-?(?:0x[\da-f]+|\d+)$/i.test(text)) return undefined;
  if (text.startsWith('-')) return Number(text);
  const value = BigInt(text);
  if (value >= 1n << 63n) return Number(BigInt.asIntN(64, value));
  return value >= 1n << 31n && value < 1n << 32n ? Number(BigInt.asIntN(32, value)) : Number(value);
}

/** Frames of another system's files say that its numbers are others. */
function isElsewhere(goroutines: CrashLog['goroutines']): boolean {
  return goroutines
    .slice(0, 50)
    .some(({ frames }) =>
      frames
        .slice(0, 50)
        .some(
          ({ file }) =>
            file !== undefined &&
            /_(?:darwin|freebsd|netbsd|openbsd|dragonfly|solaris|aix|plan9)(?:_\w+)?\.[gs]o?$/.test(file),
        ),
    );
}

/** An exception of Windows in its parts: https://learn.microsoft.com/windows/win32/api/winnt/ns-winnt-exception_record */
export interface WindowsException {
  code: string;
  name: WindowsExceptionName | undefined;
  /** What was attempted, of an access that was refused. */
  access: 'read' | 'write' | 'execute' | undefined;
  addr: string | undefined;
  pc: string | undefined;
}

export type WindowsExceptionName = (typeof windowsNames)[number][1];

const windowsNames = [
  [0xc0000005, 'access'],
  [0xc0000006, 'in-page'],
  [0xc000001d, 'illegal-instruction'],
  [0xc0000094, 'divide'],
  [0xc0000095, 'overflow'],
  [0xc000008d, 'float'],
  [0xc000008e, 'float'],
  [0xc000008f, 'float'],
  [0xc0000090, 'float'],
  [0xc0000091, 'float'],
  [0xc0000092, 'float'],
  [0xc0000093, 'float'],
  [0xc0000096, 'privileged'],
  [0xc00000fd, 'stack-overflow'],
  [0xc0000374, 'heap'],
  [0x80000003, 'breakpoint'],
  [0xe06d7363, 'c++'],
] as const;

/** Of `Exception 0xc0000005 0x1 0x10 0x7ff6000012ab`, and of a panic's `[signal 0xc0000005 code=0x1 addr=0x10 pc=…]`. */
export function findWindowsException({ reason, signal }: CrashLog): WindowsException | undefined {
  const words = /^Exception (0x[\da-f]+)((?: 0x[\da-f]+)*)/i.exec(reason);
  const code = words?.[1] ?? signal?.name;
  if (code === undefined || !/^0x[\da-f]+$/i.test(code)) return undefined;
  const [first, second, last] = words?.[2]?.trim().split(' ') ?? [];
  const name = windowsNames.find(([number]) => number === Number(code))?.[1];
  const refused = name === 'access' || name === 'in-page';
  const attempt = Number(first ?? signal?.code ?? Number.NaN);
  return {
    code,
    name,
    access: refused ? ({ 0: 'read', 1: 'write', 8: 'execute' } as const)[attempt] : undefined,
    addr: refused ? (signal?.addr ?? second) : undefined,
    pc: signal?.pc ?? last,
  };
}
