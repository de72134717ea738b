import { toCircleNumbers } from './circles.ts';
import type { Frame, Goroutine } from './crash-log.ts';

/** What goroutines wait for at one place in memory, and who may keep them waiting. */
export interface WaitedAddress {
  kind: WaitedKind;
  /** As printed: `0xc000012340`. */
  address: string;
  /** The address is of the object that the lock is a part of: the log does not show its own. */
  within: boolean;
  /** In order of the file. */
  waiting: Waiting[];
  /** How many goroutines these are. */
  count: number;
  /** A guess: other goroutines that have the lock, its object or the channel among their arguments. In order of the file. */
  holders: Holder[];
}

export type WaitedKind = 'mutex' | 'rw-mutex' | 'channel' | 'wait-group' | 'condition' | 'semaphore';

interface Waiting {
  goroutine: Goroutine;
  /** The frame that asked for it: the innermost one outside the runtime and sync. */
  frame: Frame | undefined;
  /** False where the log shows of this one only the object, not the lock. */
  sure: boolean;
}

interface Holder {
  goroutine: Goroutine;
  /** The innermost frame outside the runtime and sync that has it among its arguments. */
  frame: Frame;
  /** It waits itself for something that one of the waiting may hold: none of them goes on. */
  inCircle: boolean;
}

/** What one goroutine waits for, as far as its frames say. */
interface Wait extends Waiting {
  kind: WaitedKind;
  address: bigint | undefined;
  /** What the asking frame has among its arguments. */
  near: bigint[];
}

/** A lock is at most so far behind the beginning of what it is a part of, in bytes; further would be chance. */
const withinBytes = 1024n;
/** Below it there are no objects: numbers, lengths, nil. */
const firstAddress = 0x1000n;

/**
 * Goroutines that wait for the same mutex, channel or the like, most first: those of which the log shows
 * the address, and those that asked for a lock of the same object. An address alone with one goroutine is
 * left out, unless somebody may hold it. A value that the runtime marks as perhaps stale (`0xc000?`) counts
 * for nothing.
 */
export function findWaitedAddresses(goroutines: readonly Goroutine[]): WaitedAddress[] {
  const waits = goroutines.flatMap((goroutine) => (goroutine.thread ? [] : (toWait(goroutine) ?? [])));
  const groups = groupWaits(waits);
  addHolders(groups, goroutines);
  return groups
    .map(({ found }) => found)
    .filter(({ count, holders }) => count > 1 || holders.length > 0)
    .toSorted((a, b) => b.count - a.count || a.waiting[0]!.goroutine.line - b.waiting[0]!.goroutine.line);
}

/**
 * Frames that wait, with what their first argument is the address of, and how far into it. The layouts of
 * sync.Mutex (state, sema) and sync.RWMutex (w, writerSem, readerSem) are those of every release.
 *
 *     runtime.chanrecv(0xc00001e0c0, 0x0, 0x1)
 *     internal/sync.(*Mutex).lockSlow(0xc000012340)
 *     runtime.semacquire1(0xc000012344, 0x0, 0x3, 0x2, 0x15)
 */
const frameKinds: readonly { function: RegExp; kind: WaitedKind }[] = [
  { function: /^runtime\.chan(?:recv|send)$/, kind: 'channel' },
  { function: /^(?:internal\/)?sync\.\(\*Mutex\)\.(?:lockSlow|Lock)$/, kind: 'mutex' },
  { function: /^sync\.\(\*RWMutex\)\.R?Lock$/, kind: 'rw-mutex' },
  { function: /^sync\.\(\*WaitGroup\)\.Wait$/, kind: 'wait-group' },
  { function: /^sync\.\(\*Cond\)\.Wait$/, kind: 'condition' },
];
const semaphores: readonly { function: RegExp; kind: WaitedKind; offset: bigint }[] = [
  { function: /^(?:internal\/)?sync\.runtime_SemacquireMutex$/, kind: 'mutex', offset: 4n },
  { function: /^sync\.runtime_SemacquireRWMutex$/, kind: 'rw-mutex', offset: 8n },
  { function: /^sync\.runtime_SemacquireRWMutexR$/, kind: 'rw-mutex', offset: 12n },
];
const waitingStates = /^(?:chan |sync\.|semacquire)/;
const plumbing = /^(?:runtime|sync|internal\/sync)$/;

function toWait(goroutine: Goroutine): Wait | undefined {
  if (!waitingStates.test(goroutine.state)) return undefined;
  let kind: WaitedKind | undefined;
  let address: bigint | undefined;
  let semaphore: bigint | undefined;
  let frame: Frame | undefined;
  for (const one of goroutine.frames) {
    if (!plumbing.test(one.package)) {
      frame = one;
      break;
    }
    const first = toArguments(one.args)[isOldChannelCall(one) ? 1 : 0];
    if (one.function === 'runtime.semacquire1') semaphore = first;
    const asked = frameKinds.find((known) => known.function.test(one.function));
    if (asked) {
      // The outer one is what was asked for: a writer that waits for others has the mutex within an RWMutex, which
      // begins with it.
      kind = asked.kind;
      address = first ?? address;
      continue;
    }
    const within = semaphores.find((known) => known.function.test(one.function));
    if (!within) continue;
    kind = within.kind;
    const at = first ?? semaphore;
    if (at !== undefined) address = at - within.offset;
  }
  kind ??= semaphore === undefined ? undefined : 'semaphore';
  address ??= semaphore;
  if (kind === undefined) return undefined;
  const near = frame ? toArguments(frame.args).filter((value) => value !== undefined) : [];
  if (address === undefined && near.length === 0) return undefined;
  return { goroutine, frame, sure: address !== undefined, kind, address, near };
}

/** Up to Go 1.8 the channel's type came before it: a word more than there were until arguments went into registers. */
function isOldChannelCall({ function: name, args }: Frame): boolean {
  const words = args.split(',').length;
  return (name === 'runtime.chanrecv' && words > 4) || (name === 'runtime.chansend' && words > 5);
}

/** The numbers among a frame's arguments; undefined for one that may be stale, and for what can be no address. */
function toArguments(args: string): (bigint | undefined)[] {
  return [...args.matchAll(/0x([0-9a-f]{1,16})(\?)?/g)].map(([, digits, stale]) => {
    const value = BigInt(`0x${digits}`);
    return stale || value < firstAddress ? undefined : value;
  });
}

interface Group {
  found: WaitedAddress;
  address: bigint;
  /** Addresses by which another goroutine may be known to have it. */
  known: Set<bigint>;
}

function groupWaits(waits: readonly Wait[]): Group[] {
  const groups = new Map<string, Group>();
  const add = (wait: Wait, kind: WaitedKind, address: bigint, within: boolean): void => {
    const key = `${kind} ${address}`;
    let group = groups.get(key);
    if (!group) {
      const found = { kind, address: toHex(address), within, waiting: [], count: 0, holders: [] };
      group = { found, address, known: new Set([address]) };
      groups.set(key, group);
    }
    const { goroutine, frame, sure } = wait;
    group.found.waiting.push({ goroutine, frame, sure });
    group.found.count += goroutine.count;
    // Of what the asking frame was given, the nearest before the lock is what the lock is a part of.
    const objects = wait.near.filter((object) => isWithin(address, object));
    if (isLock(kind) && objects.length > 0) group.known.add(objects.reduce((a, b) => (b > a ? b : a)));
  };
  for (const wait of waits) if (wait.address !== undefined) add(wait, wait.kind, wait.address, false);
  // Of a lock whose address is not shown: the first thing that the asking frame was given is what has the lock,
  // as a method's receiver has. Where a lock of that thing is known, it is that one.
  const known = [...groups.values()].filter(({ found }) => isLock(found.kind));
  for (const wait of waits) {
    const [object] = wait.near;
    if (wait.address !== undefined || object === undefined || !isLock(wait.kind)) continue;
    const same = known.find(({ found, address }) => found.kind === wait.kind && isWithin(address, object));
    if (same) add(wait, wait.kind, same.address, false);
    else add(wait, wait.kind, object, true);
  }
  for (const { found } of groups.values()) found.waiting.sort((a, b) => a.goroutine.line - b.goroutine.line);
  return [...groups.values()];
}

function isLock(kind: WaitedKind): boolean {
  return kind === 'mutex' || kind === 'rw-mutex';
}

function isWithin(address: bigint, object: bigint): boolean {
  return address >= object && address < object + withinBytes;
}

/** Of locks and channels: of what waits for a group's Done or a condition nobody has anything in hand. */
function addHolders(groups: readonly Group[], goroutines: readonly Goroutine[]): void {
  const byAddress = new Map<bigint, Group[]>();
  for (const group of groups) {
    if (!isLock(group.found.kind) && group.found.kind !== 'channel') continue;
    for (const address of group.known) byAddress.set(address, [...(byAddress.get(address) ?? []), group]);
  }
  if (byAddress.size === 0) return;
  const waitsIn = new Map<Goroutine, Group>();
  for (const group of groups) for (const { goroutine } of group.found.waiting) waitsIn.set(goroutine, group);
  for (const goroutine of goroutines) {
    if (goroutine.thread) continue;
    const own = waitsIn.get(goroutine);
    const seen = new Set<Group>();
    for (const frame of goroutine.frames) {
      if (plumbing.test(frame.package)) continue;
      for (const value of toArguments(frame.args)) {
        for (const group of (value !== undefined && byAddress.get(value)) || []) {
          if (group === own || seen.has(group)) continue;
          seen.add(group);
          group.found.holders.push({ goroutine, frame, inCircle: false });
        }
      }
    }
  }
  markCircles(groups, waitsIn);
}

/** A holder that waits, over however many others, for a thing that one who waits for this one may hold. */
function markCircles(groups: readonly Group[], waitsIn: ReadonlyMap<Goroutine, Group>): void {
  const next = new Map<Group, Set<Group>>();
  for (const group of groups) {
    const waited = group.found.holders.map(({ goroutine }) => waitsIn.get(goroutine));
    next.set(group, new Set(waited.filter((other) => other !== undefined)));
  }
  const circles = toCircleNumbers(next);
  for (const group of groups) {
    for (const holder of group.found.holders) {
      const other = waitsIn.get(holder.goroutine);
      holder.inCircle = other !== undefined && circles.get(other) === circles.get(group);
    }
  }
}

function toHex(address: bigint): string {
  return `0x${address.toString(16)}`;
}
