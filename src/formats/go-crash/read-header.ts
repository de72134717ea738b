import type { Goroutine } from '#model/crash/crash-log.ts';

/**
 * The header of a goroutine, from the groups of its line: id, `gp=… m=… mp=…`, and what is in the
 * brackets: `chan receive, 10 minutes, locked to thread, synctest bubble 1`.
 */
export function readHeader(groups: readonly (string | undefined)[], line: number): Goroutine {
  const goroutine = newGoroutine(Number(groups[0]), '', line);
  for (const pair of (groups[1] ?? '').trim().split(' ')) {
    const [name, value] = pair.split('=');
    if (name && value) goroutine.attributes[name] = value;
  }
  let inside = groups[2] ?? '';
  // Go 1.26 with GODEBUG=tracebacklabels=1: `running labels:{"request": "GET /last", "shard": "7"}`.
  const labels = / labels:(\{.*\})$/.exec(inside);
  if (labels) {
    goroutine.attributes['labels'] = labels[1]!;
    inside = inside.slice(0, labels.index);
  }
  const [state = '', ...rest] = inside.split(', ');
  // `running (scan)`, `chan receive (leaked)`, `sleep (durable)`; but `select (no cases)` is a state.
  goroutine.state = state.replace(/ \((scan|leaked|durable)\)/g, (_, mark: string) => {
    goroutine.marks.push(mark);
    return '';
  });
  for (const part of rest) {
    const minutes = /^(\d+) minutes?$/.exec(part);
    if (minutes) goroutine.waitMinutes = Number(minutes[1]);
    else if (part === 'locked to thread') goroutine.lockedToThread = true;
    else goroutine.marks.push(part);
  }
  return goroutine;
}

export function newGoroutine(id: number | undefined, state: string, line: number): Goroutine {
  return {
    id,
    thread: id === 0 || state === 'runtime stack',
    count: 1,
    state,
    waitMinutes: 0,
    lockedToThread: false,
    marks: [],
    attributes: {},
    frames: [],
    createdBy: undefined,
    elided: 0,
    stackUnavailable: false,
    cut: false,
    line,
  };
}
