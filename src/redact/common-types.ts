/** What Go, pprof's other makers and perf call what they count: says nothing of anyone. */
const types: ReadonlySet<string> = new Set(
  `alloc_objects alloc_space allocations allocs block bytes contentions count cpu delay goroutine goroutines heap
  inuse_objects inuse_space mutex objects period samples space threadcreate time wall weight
  alignment-faults branch-instructions branch-loads branch-load-misses branch-misses branches bus-cycles
  cache-misses cache-references context-switches cpu-clock cpu-cycles cpu-migrations cs cycles dummy
  emulation-faults faults instructions major-faults migrations minor-faults page-faults ref-cycles
  stalled-cycles-backend stalled-cycles-frontend task-clock`.split(/\s+/),
);

/** The kernel's own tracepoints, by subsystem; not `probe:`, `probe_libc:` and others that their user names. */
const tracepoint =
  /^(?:block|compaction|exceptions|ext4|irq|irq_vectors|kmem|lock|migrate|mmap|napi|net|oom|page_fault|power|raw_syscalls|rcu|sched|signal|skb|sock|syscalls|task|tcp|timer|udp|vmscan|workqueue|writeback|xdp):[a-z0-9_]+$/;

/** `cpu`, `inuse_space`, `cycles:u`, `sched:sched_switch` */
export function isCommonType(type: string): boolean {
  return type === '' || types.has(type.replace(/:[a-zA-Z]{1,8}$/, '')) || tracepoint.test(type);
}

const units: ReadonlySet<string> = new Set(
  `B KiB MiB byte bytes count counts cycles kb kilobyte kilobytes mb megabyte megabytes microsecond microseconds
  millionths millisecond milliseconds ms nanosecond nanoseconds none ns objects percent s samples second seconds us`.split(
    /\s+/,
  ),
);

/** `nanoseconds`, `bytes`, `count` */
export function isCommonUnit(unit: string): boolean {
  return unit === '' || units.has(unit);
}
