/** Fields of one line; never what a capture holds, its name, a token, a key, or a whole id. */
type LogFields = Record<string, string | number | boolean | undefined>;

export type Log = (event: string, fields?: LogFields) => void;

/** A line of JSON an event. */
export function createLog(write: (line: string) => void, now: () => number = Date.now): Log {
  return (event, fields = {}) =>
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), event, ...fields })}\n`);
}

/** Enough of an id to find its lines by, too little to open it. */
export function toLogId(id: string): string {
  return id.slice(0, 6);
}
