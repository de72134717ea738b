/** The texts of one record of a structured log: `error.message` to `no ports`, names in lower case. */
export type LogFields = ReadonlyMap<string, string>;

/** So many fields of a record are looked at, so deep. */
const mostFields = 400;
const deepest = 5;

/** The fields of a line that is a record of JSON, or ends with one; undefined where it is none. */
export function readJsonRecord(text: string): LogFields | undefined {
  const start = text.indexOf('{');
  if (start < 0 || !/\}[\s,]*$/.test(text.slice(-8))) return undefined;
  try {
    const value: unknown = JSON.parse(text.slice(start, text.lastIndexOf('}') + 1));
    const fields = new Map<string, string>();
    flatten(value, '', fields, 0);
    return fields.size > 0 ? fields : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The records of an answer that a log store gives in one line, each as a line of its own: an array of
 * records (`gcloud logging read`), `events` (`aws logs`), the `values` of Loki's streams. Undefined for others.
 */
export function splitRecords(text: string): string[] | undefined {
  if (!/^\s*(?:\[\s*\{|\{"(?:events|entries|status|data)"\s*:)/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const records = toRecords(value);
  return records && records.length > 0 ? records.map((record) => JSON.stringify(record)) : undefined;
}

function toRecords(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value.every(isRecord) ? value : undefined;
  if (!isRecord(value)) return undefined;
  const { events, entries, data } = value;
  const own = [events, entries].find(Array.isArray);
  if (own) return own.every(isRecord) ? own : undefined;
  const streams: unknown = isRecord(data) ? data['result'] : undefined;
  if (!Array.isArray(streams)) return undefined;
  // { stream: { pod: 'web-7' }, values: [['1700000000000000000', 'panic: no ports'], …] }
  return streams.filter(isRecord).flatMap(({ stream, values }) =>
    (Array.isArray(values) ? values : []).map((pair: unknown) => ({
      ...(isRecord(stream) ? stream : {}),
      line: Array.isArray(pair) && typeof pair[1] === 'string' ? pair[1] : '',
    })),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function flatten(value: unknown, name: string, fields: Map<string, string>, depth: number): void {
  if (fields.size >= mostFields || depth > deepest) return;
  if (typeof value === 'string') {
    if (!fields.has(name)) fields.set(name, value);
  } else if (Array.isArray(value)) {
    const text = toText(value);
    if (text !== undefined && !fields.has(name)) fields.set(name, text);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      flatten(inner, name === '' ? key.toLowerCase() : `${name}.${key.toLowerCase()}`, fields, depth + 1);
    }
  }
}

/** Bytes, as journald gives what is no UTF-8; a stack as strings or as `{func, source, line}`. */
function toText(values: readonly unknown[]): string | undefined {
  if (values.length === 0) return '';
  if (values.every((value) => typeof value === 'number' && value >= 0 && value < 256)) {
    return new TextDecoder().decode(Uint8Array.from(values as number[]));
  }
  if (values.every((value) => typeof value === 'string')) return values.join('\n');
  const frames = values.map(toFrameText);
  return frames.every((frame) => frame !== undefined) ? frames.join('\n') : undefined;
}

function toFrameText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const field = (...names: string[]): string | undefined => {
    for (const name of names) {
      const found: unknown = (value as Record<string, unknown>)[name];
      if (typeof found === 'string' || typeof found === 'number') return String(found);
    }
    return undefined;
  };
  const name = field('func', 'function', 'Function', 'name');
  const file = field('source', 'file', 'File', 'filename', 'path');
  const line = field('line', 'Line', 'lineno');
  return name && file && line ? `${name}\n\t${file}:${line}` : undefined;
}

/**
 * `key="…"` and `"key": "…"` anywhere in a line, however it goes on and wherever it breaks off:
 * slog's and logrus's text, klog's, the JSON at the end of zap's, a record that was cut.
 */
export function readPairs(text: string): LogFields {
  const fields = new Map<string, string>();
  // A name begins where a word does, a string ends at its quote: no character is looked at over and over.
  for (const match of text.matchAll(
    /(?<![\w@.-])([\w@.-]{1,80})("?\s{0,8}[:=])\s{0,8}(?:"((?:[^"\\]|\\.)*)(?:"|$)|([^\s"{[,}]+))/g,
  )) {
    const [, name = '', sign, quoted, bare = ''] = match;
    // `panic: no ports stack="…"` is a sentence up to its first pair.
    if (quoted === undefined && /^\s*:$/.test(sign!)) continue;
    const key = name.toLowerCase();
    if (!fields.has(key)) fields.set(key, quoted === undefined ? bare : unescape(quoted));
    if (fields.size >= mostFields) break;
  }
  return fields;
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '', f: '', v: '', a: '' };

/** What Go's `%q` and JSON escape. */
export function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/gs,
    (_, wide?: string, narrow?: string, one = '') => {
      const code = wide ?? narrow;
      return code === undefined
        ? (escapes[one as string] ?? (one as string))
        : String.fromCharCode(parseInt(code, 16));
    },
  );
}

/** Whether a text of several lines has a stack in it. */
export function holdsStack(text: string): boolean {
  // A header alone, with its line end, is one line of many records.
  return (
    text.trimEnd().includes('\n') &&
    (/goroutine \d+ \[[^\]\n]{1,300}\]:/.test(text) || /\n[\t ]+\S{1,1000}:\d+/.test(text))
  );
}

/** The field that has the stack: a whole one before a list of functions, the panic's before the logger's own. */
export function findStack(fields: LogFields): { name: string; text: string } | undefined {
  let best: { name: string; text: string; score: number } | undefined;
  for (const [name, text] of fields) {
    if (!holdsStack(text)) continue;
    const score =
      (/goroutine \d+ \[/.test(text) ? 4 : 0) +
      (/^(?:runtime\.go)?panic\b|^gopanic\n/m.test(text) ? 2 : 0) +
      (/stack|trace/.test(name) ? 1 : 0);
    if (!best || score > best.score) best = { name, text, score };
  }
  return best;
}

/** Names of the field that has a line of the log, in the order in which they are looked for. */
const lineNames = [
  'textpayload',
  'jsonpayload.message',
  'jsonpayload.msg',
  'jsonpayload.log',
  'output',
  'log',
  'message',
  '@message',
  'msg',
  'event.original',
  'body',
  'line',
];

/** A record's line of the log. `wraps`: the record is only how the line was stored, by docker, journald, go test. */
export function findLogLine(fields: LogFields): { text: string; wraps: boolean } | undefined {
  const name = lineNames.find((one) => fields.has(one));
  if (name === undefined) return undefined;
  const levelled = ['level', 'lvl', 'severity', 'loglevel'].some((one) => fields.has(one));
  const own = name === 'message' || name === 'msg' || name === '@message';
  return { text: fields.get(name)!.replace(/\r?\n$/, ''), wraps: !(own && levelled) };
}

/** What tells one program's records from another's. */
const sourceNames = [
  '_hostname',
  '_pid',
  'syslog_identifier',
  'package',
  'container_id',
  'container_name',
  'kubernetes.pod_name',
  'kubernetes.container_name',
  'resource.labels.pod_name',
  'resource.labels.container_name',
  'resource.labels.instance_id',
  'labels.instanceid',
  'logstream',
  'logstreamname',
  '@logstream',
  'pod',
  'pod_name',
  'instance',
];

export function toSource(fields: LogFields): string {
  return sourceNames.flatMap((name) => fields.get(name) ?? []).join(' ');
}
