/** What a browser has to write down for what is found here. */
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
  /** What of it the thread itself was at work, where that was written down. */
  tdur?: number;
  args?: { name?: string; data?: EventData };
}

interface EventData {
  type?: string;
  /** Of a document that was begun to be loaded. */
  documentLoaderURL?: string;
  /** A document that came while it was written down, with the process that has it. */
  url?: string;
  processId?: number;
  /** Documents that are there when a trace begins. */
  frames?: { url?: string; processId?: number }[];
}

/** A task of a main thread, in milliseconds of the thread, and the longest events within it. */
export interface Task {
  ms: number;
  /** When it ended, in microseconds of the trace. */
  endsAt: number;
  parts: [name: string, ms: number][];
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
  'ParseHTML',
  'EvaluateScript',
  'v8.compile',
  'PrePaint',
  'Paint',
  'Layerize',
  'Commit',
  'HandlePostMessage',
  'SerializeData',
]);

/** The longest task of a kind, in milliseconds: by the clock, and of the thread itself. */
export interface LongestTask {
  longest: number;
  worked: number;
  parts: [name: string, ms: number][];
}

/**
 * The longest task of the pages' main threads, and the longest events within it.
 *
 * @param isAsked which tasks are meant, by the types of the DOM events that were dispatched in them
 */
export function findLongestTask(
  trace: string,
  isAsked: (types: ReadonlySet<string>) => boolean = () => true,
): LongestTask {
  const events = readMainThreads(trace);
  const dispatched = events.filter(({ name }) => name === 'EventDispatch');
  const typesOf = (task: TraceEvent): Set<string> =>
    new Set(dispatched.filter((event) => isWithin(event, task)).map(({ args }) => args?.data?.type ?? ''));
  const tasks = events.filter(isTask).toSorted((a, b) => (b.dur ?? 0) - (a.dur ?? 0));
  const task = tasks.find((one) => isAsked(typesOf(one)));
  if (!task) return { longest: 0, worked: 0, parts: [] };
  const parts = findParts(task, events, (event) => event.dur);
  return { longest: (task.dur ?? 0) / 1000, worked: (task.tdur ?? 0) / 1000, parts };
}

/** All tasks of the pages' main threads that took more than a moment, and when something was drawn first. */
export function findTasks(trace: string): { tasks: Task[]; firstDrawing: number } {
  const events = readMainThreads(trace);
  const long = events.filter((event) => isTask(event) && (event.tdur ?? 0) > 20_000);
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] };
  const own = findSiteProcesses(traceEvents);
  const firstDrawing = traceEvents
    .filter(({ name, pid }) => name === 'firstContentfulPaint' && own.has(pid))
    .map(({ ts }) => ts);
  return {
    tasks: long.map((task) => ({
      ms: (task.tdur ?? 0) / 1000,
      endsAt: task.ts + (task.dur ?? 0),
      parts: findParts(task, events, (event) => event.tdur),
    })),
    firstDrawing: Math.min(...firstDrawing),
  };
}

function readMainThreads(trace: string): TraceEvent[] {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] };
  const mains = new Set(
    traceEvents
      .filter(({ ph, name, args }) => ph === 'M' && name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const own = findSiteProcesses(traceEvents);
  return traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && own.has(pid) && mains.has(`${pid} ${tid}`));
}

/**
 * The processes that have a page of a site: a browser has pages of its own besides, such as that of a new tab.
 *
 * @throws Error where there is none: a trace that was cut short would be one of a page that does nothing
 */
function findSiteProcesses(events: readonly TraceEvent[]): Set<number> {
  const processes = new Set<number>();
  for (const { pid, args } of events) {
    const { documentLoaderURL = '', url = '', processId, frames = [] } = args?.data ?? {};
    if (documentLoaderURL.startsWith('http')) processes.add(pid);
    for (const frame of [{ url, processId }, ...frames]) {
      if (frame.url?.startsWith('http') && frame.processId !== undefined) processes.add(frame.processId);
    }
  }
  if (processes.size === 0) throw new Error(`no page of a site in a trace of ${events.length} events`);
  return processes;
}

function isTask({ name }: TraceEvent): boolean {
  return name === 'RunTask' || name === 'ThreadControllerImpl::RunTask';
}

function isWithin({ pid, ts, dur = 0 }: TraceEvent, task: TraceEvent): boolean {
  return pid === task.pid && ts >= task.ts && ts + dur <= task.ts + (task.dur ?? 0);
}

function findParts(
  task: TraceEvent,
  events: readonly TraceEvent[],
  timeOf: (event: TraceEvent) => number | undefined,
): [name: string, ms: number][] {
  const sums = new Map<string, number>();
  for (const event of events) {
    const { name } = event;
    if (!parts.has(name) || !isWithin(event, task)) continue;
    sums.set(name, (sums.get(name) ?? 0) + (timeOf(event) ?? 0) / 1000);
  }
  const most = [...sums].toSorted(([, a], [, b]) => b - a).filter(([, ms]) => ms >= 1);
  return most.slice(0, 5);
}
