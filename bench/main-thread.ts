/** What a browser has to write down for `findLongestTask`. */
export const traceCategories = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'v8',
  'disabled-by-default-v8.gc',
  'blink.user_timing',
] as const;

/** An event of Chromium's traces: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  args?: { name?: string };
}

/** Events that say what a task went to. */
const parts = new Set([
  'FunctionCall',
  'EventDispatch',
  'TimerFire',
  'FireAnimationFrame',
  'RunMicrotasks',
  'MajorGC',
  'MinorGC',
  'UpdateLayoutTree',
  'Layout',
  'PrePaint',
  'Paint',
  'Layerize',
  'Commit',
  'HandlePostMessage',
  'SerializeData',
]);

/** The longest task of the pages' main threads, in milliseconds, and the longest events within it. */
export function findLongestTask(trace: string): { longest: number; parts: [name: string, ms: number][] } {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] };
  const mains = new Set(
    traceEvents
      .filter(({ ph, name, args }) => ph === 'M' && name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const events = traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && mains.has(`${pid} ${tid}`));
  const tasks = events.filter(({ name }) => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask');
  const task = tasks.toSorted((a, b) => (b.dur ?? 0) - (a.dur ?? 0))[0];
  if (!task) return { longest: 0, parts: [] };
  const sums = new Map<string, number>();
  for (const { name, pid, ts, dur = 0 } of events) {
    if (!parts.has(name) || pid !== task.pid || ts < task.ts || ts + dur > task.ts + (task.dur ?? 0))
      continue;
    sums.set(name, (sums.get(name) ?? 0) + dur / 1000);
  }
  const most = [...sums].toSorted(([, a], [, b]) => b - a).filter(([, ms]) => ms >= 1);
  return { longest: (task.dur ?? 0) / 1000, parts: most.slice(0, 5) };
}
