import { resolve } from 'node:path';
import { toBase } from '#locale/base-path.ts';
import { CaptureStore } from '#store/capture-store.ts';
import { DiskObjects } from '#store/disk.ts';
import type { S3Spec } from '#store/s3.ts';
import type { Store } from '#store/store.ts';

/** Everything that can be set, each by a variable of the environment; the guide «Deploy» has the table. */
export interface Settings {
  /** CASEBOOK_STORE: a folder, `s3://BUCKET/PREFIX?endpoint=…&region=…&path-style=yes`, or `none`. */
  store: { kind: 'disk'; folder: string } | { kind: 's3'; spec: S3Spec } | { kind: 'none' };
  /** Below which the site was built: `''` or `/casebook`. */
  base: string;
  /** CASEBOOK_URL: what printed links begin with, the base included, without a slash at the end. From the request where not set. */
  publicUrl: string | undefined;
  /** CASEBOOK_UPLOAD_TOKEN */
  uploadToken: string | undefined;
  /** CASEBOOK_LIST_TOKEN */
  listToken: string | undefined;
  /** CASEBOOK_MAX_SIZE: of one capture. */
  maxBytes: number;
  /** CASEBOOK_MAX_TOTAL: of all that is stored. */
  maxTotalBytes: number;
  /** CASEBOOK_KEEP_FREE: of the disk that captures are kept on; undefined for 5 %, and no more than 1 GiB. */
  keepFreeBytes: number | undefined;
  /** CASEBOOK_RATE: uploads that one address may begin in a minute. */
  uploadsPerMinute: number;
  /** CASEBOOK_RATE_BYTES: that one address may send in a day. */
  bytesPerDay: number;
  /** CASEBOOK_WRONG_TOKENS: that one address may send in a minute. */
  wrongTokensPerMinute: number;
  /** CASEBOOK_CONNECTIONS: that one address may have at once; behind a proxy, requests. */
  connectionsPerAddress: number;
  /** CASEBOOK_KEEP: days that a capture is kept where its sender does not say. */
  keepDays: number;
  /** CASEBOOK_KEEP_MAX: the most that a sender may ask for, in days; Infinity allows `never`. */
  keepMaxDays: number;
  /** CASEBOOK_FRAME_ANCESTORS: who may embed the pages of this site, as in a Content-Security-Policy. */
  frameAncestors: string;
  /** CASEBOOK_TRUST_PROXY: how many proxies stand before the server, each adding to X-Forwarded-For. */
  proxies: number;
  /** CASEBOOK_SWEEP: minutes from one sweep to the next. */
  sweepMinutes: number;
  /** CASEBOOK_DESCRIBE: largest capture that is read on the server for kind, summary and picture; 0 for none. */
  describeBytes: number;
  /** CASEBOOK_STOP: seconds that running uploads get when the server is told to stop. */
  stopSeconds: number;
  /** CASEBOOK_LOG: `json` lines, or `off`. */
  log: 'json' | 'off';
}

const gib = 2 ** 30;

/** What is said by a variable that cannot be meant. */
class SettingError extends Error {
  override name = 'SettingError';
}

/**
 * @param base of the site as it was built
 * @throws SettingError that names the variable and what it takes
 */
export function readSettings(env: Record<string, string | undefined>, base = ''): Settings {
  const text = (name: string) => env[name]?.trim() || undefined;
  const number = (name: string, fallback: number, min: number, max = Number.MAX_SAFE_INTEGER) => {
    const given = text(name);
    if (given === undefined) return fallback;
    const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new SettingError(`${name}: a whole number from ${min} to ${max}, not ${given}`);
  };
  const size = (name: string, fallback: number, least = 1) => {
    const given = text(name);
    if (given === undefined) return fallback;
    const bytes = toBytes(name, given);
    if (bytes >= least) return bytes;
    throw new SettingError(`${name}: a size such as 512MiB or 2GB, not ${given}: nothing could be stored`);
  };
  const keepMax = text('CASEBOOK_KEEP_MAX') ?? '365';
  const keepMaxDays = keepMax === 'never' ? Infinity : number('CASEBOOK_KEEP_MAX', 365, 1, 36_500);
  const settings: Settings = {
    store: toStoreSetting(text('CASEBOOK_STORE') ?? './data'),
    base,
    publicUrl: toPublicUrl(text('CASEBOOK_URL'), base),
    uploadToken: text('CASEBOOK_UPLOAD_TOKEN'),
    listToken: text('CASEBOOK_LIST_TOKEN'),
    maxBytes: size('CASEBOOK_MAX_SIZE', gib),
    maxTotalBytes: size('CASEBOOK_MAX_TOTAL', Infinity),
    keepFreeBytes: text('CASEBOOK_KEEP_FREE') === undefined ? undefined : size('CASEBOOK_KEEP_FREE', 0, 0),
    uploadsPerMinute: number('CASEBOOK_RATE', 120, 1),
    bytesPerDay: size('CASEBOOK_RATE_BYTES', 20 * gib),
    wrongTokensPerMinute: number('CASEBOOK_WRONG_TOKENS', 30, 1),
    connectionsPerAddress: number('CASEBOOK_CONNECTIONS', 256, 1),
    keepDays: number('CASEBOOK_KEEP', Math.min(30, keepMaxDays), 1, 36_500),
    keepMaxDays,
    frameAncestors: text('CASEBOOK_FRAME_ANCESTORS') ?? "'self'",
    proxies: number('CASEBOOK_TRUST_PROXY', 0, 0, 10),
    sweepMinutes: number('CASEBOOK_SWEEP', 10, 1, 10_000),
    describeBytes: size('CASEBOOK_DESCRIBE', 32 * 2 ** 20, 0),
    stopSeconds: number('CASEBOOK_STOP', 20, 0, 3600),
    log: toLog(text('CASEBOOK_LOG') ?? 'json'),
  };
  if (settings.keepDays > settings.keepMaxDays) {
    throw new SettingError('CASEBOOK_KEEP: no more days than CASEBOOK_KEEP_MAX');
  }
  if (/[;,\n]/.test(settings.frameAncestors)) {
    throw new SettingError('CASEBOOK_FRAME_ANCESTORS: origins with spaces between, as in frame-ancestors');
  }
  return settings;
}

/** Opens what the settings name; undefined where there is to be no store. */
export async function openStore(settings: Settings): Promise<Store | undefined> {
  switch (settings.store.kind) {
    case 'none':
      return undefined;
    case 'disk':
      return new CaptureStore(new DiskObjects(settings.store.folder));
    case 's3': {
      // The SDK is large, and most servers keep their captures on a disk.
      const { S3Objects } = await import('#store/s3.ts');
      return new CaptureStore(new S3Objects(settings.store.spec));
    }
  }
}

function toStoreSetting(text: string): Settings['store'] {
  if (text === 'none') return { kind: 'none' };
  if (!/^[a-z0-9]+:\/\//i.test(text)) return { kind: 'disk', folder: resolve(text) };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 's3:' || !url.hostname) {
    throw new SettingError('CASEBOOK_STORE: a folder, s3://BUCKET/PREFIX?endpoint=URL&region=…, or none');
  }
  const spec: S3Spec = { bucket: url.hostname };
  const prefix = url.pathname.replace(/^\/+|\/+$/g, '');
  if (prefix) spec.prefix = `${prefix}/`;
  for (const [name, value] of url.searchParams) {
    if (name === 'endpoint' && URL.canParse(value)) spec.endpoint = value;
    else if (name === 'region') spec.region = value;
    else if (name === 'path-style' && /^(yes|no)$/.test(value)) spec.pathStyle = value === 'yes';
    else {
      throw new SettingError(
        `CASEBOOK_STORE: endpoint (a URL), region and path-style (yes or no) can be said, not ${name}=${value}`,
      );
    }
  }
  return { kind: 's3', spec };
}

function toPublicUrl(text: string | undefined, base: string): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new SettingError(`CASEBOOK_URL: an address such as https://casebook.example.net, not ${text}`);
  }
  // The pages' own links have the base in them from the build.
  const path = toBase(url.pathname);
  if (path !== '' && path !== base) {
    throw new SettingError(
      `CASEBOOK_URL: the site was built for ${base || '/'}, not for ${path}: BASE=${path}/ npm run build`,
    );
  }
  return url.origin + base;
}

function toLog(text: string): Settings['log'] {
  if (text === 'json' || text === 'off') return text;
  throw new SettingError('CASEBOOK_LOG: json or off');
}

/** `512`, `64MiB`, `1.5 GiB`, `2GB` */
function toBytes(name: string, text: string): number {
  const found = /^(\d+(?:\.\d+)?)\s*(?:([kmgt])(i?)b?)?$/i.exec(text);
  if (!found) throw new SettingError(`${name}: a size such as 512MiB or 2GB, not ${text}`);
  const power = found[2] ? 'kmgt'.indexOf(found[2].toLowerCase()) + 1 : 0;
  return Math.round(Number(found[1]) * (found[3] ? 1024 : 1000) ** power);
}
