import type { Reason } from '#bytes/reasons.ts';
import { fromBase } from '#locale/base-path.ts';
import { LinkValueError } from './link-value-error.ts';
import { decodeText, encodeText } from './percent.ts';
import { linkReason } from './says.ts';
import type { CaptureRef } from './view-state.ts';

/**
 * One `open=` of a link:
 *
 *     site:topid-crash-1
 *     url:/captures/board.log
 *     store:0123456789abcdefghjkmnpqrs:crash.log    id on the site's server, and name
 *     file:process-1992780262.data:48213:9f86…0a08     name, size in bytes, SHA-256
 *     link:crash.log:2048:9f86…0a08                     the same, and the bytes follow as a `data=`
 *
 * Without size or hash where they are not known, *
 * before it the slot and `@`, unless the slot is what `toDefaultSlot` says.
 */
export type OpenedCapture = { slot: string; ref: CaptureRef };

export function encodeOpen({ slot, ref }: OpenedCapture): string {
  const body = encodeRef(ref);
  return slot === toDefaultSlot(ref) ? body : `${encodeText(slot)}@${body}`;
}

/**
 * @param remark told of what is wrong with a capture that opens all the same
 * @returns the capture; of kind `link` with empty data, which the caller has to fill in
 * @throws LinkValueError, URIError
 */
export function decodeOpen(raw: string, remark: (reason: Reason) => void = () => {}): OpenedCapture {
  const slotEnd = raw.search(/@(?:site|url|store|file|link):/);
  const ref = decodeRef(raw.slice(slotEnd + 1), remark);
  return { slot: slotEnd < 0 ? toDefaultSlot(ref) : decodeText(raw.slice(0, slotEnd)), ref };
}

/** What a capture is called where nobody calls it otherwise: its name, or the last part of its path. */
function toDefaultSlot(ref: CaptureRef): string {
  if (ref.from === 'store') return ref.name ?? ref.id;
  return ref.from === 'url' ? ref.url.slice(ref.url.lastIndexOf('/') + 1) : ref.name;
}

/**
 * An address of this site as a link names it: the path below the site's base, `/captures/board.log`
 * for `https://example.net/casebook/captures/board.log` too, so that a link holds for a site at any
 * base. A path from the root that is not below the base is one of a link that says none. Undefined
 * for what is not of this site and for what is no address.
 *
 * @param page the address of the page that it is read on
 * @param base below which the site stands: `''` or `/casebook`
 */
export function toOwnPath(address: string, page: string | URL, base = ''): string | undefined {
  const url = URL.parse(address, page);
  if (!url || url.origin !== new URL(page).origin) return undefined;
  const isFromRoot = /^\s*\//.test(address);
  const path = fromBase(base, url.pathname) ?? (isFromRoot ? url.pathname : undefined);
  return path !== undefined && isOwnPath(path) ? path + url.search : undefined;
}

function encodeRef(ref: CaptureRef): string {
  switch (ref.from) {
    case 'site':
      return `site:${encodeText(ref.name)}`;
    case 'url':
      return `url:${encodeText(ref.url)}`;
    case 'store':
      return ['store', ref.id, ...(ref.name === undefined ? [] : [encodeText(ref.name)])].join(':');
    case 'file':
    case 'link':
      return [ref.from, encodeText(ref.name, ':'), ...encodeIdentity(ref)].join(':');
  }
}

function decodeRef(raw: string, remark: (reason: Reason) => void): CaptureRef {
  const kindEnd = raw.indexOf(':');
  const kind = raw.slice(0, Math.max(kindEnd, 0));
  const rest = raw.slice(kindEnd + 1);
  switch (kind) {
    case 'site':
      return { from: 'site', name: decodeText(rest) };
    case 'url': {
      const url = decodeText(rest);
      // A link may not make the page fetch from elsewhere: `//host/x` and `/\host/x` are other origins.
      if (!isOwnPath(url)) throw new LinkValueError(linkReason('link-ref-url'));
      return { from: 'url', url };
    }
    case 'store': {
      const [id = '', ...name] = rest.split(':');
      if (!/^[0-9a-z]{26}$/.test(id)) throw new LinkValueError(linkReason('link-ref-id'));
      return { from: 'store', id, ...(name.length > 0 ? { name: decodeText(name.join(':')) } : {}) };
    }
    case 'file':
    case 'link': {
      const [name = '', size, hash] = rest.split(':');
      const ref = { name: decodeText(name), ...decodeIdentity(size, hash, remark) };
      return kind === 'link'
        ? { from: kind, data: '', ...ref }
        : { from: kind, ...ref, sizeBytes: ref.sizeBytes ?? 0, sha256: ref.sha256 ?? '' };
    }
    default:
      throw new LinkValueError(linkReason('link-ref'));
  }
}

function encodeIdentity({ sizeBytes, sha256 }: { sizeBytes?: number; sha256?: string }): string[] {
  if (sizeBytes === undefined) return [];
  return sha256 ? [String(sizeBytes), sha256] : [String(sizeBytes)];
}

/** Size and hash only describe the file, so a link that was cut within them still opens it. */
function decodeIdentity(
  size: string | undefined,
  hash: string | undefined,
  remark: (reason: Reason) => void,
): { sizeBytes?: number; sha256?: string } {
  if (size === undefined) return {};
  if (!/^\d{1,15}$/.test(size)) remark(linkReason('link-ref-size', { found: size }));
  const sizeBytes = /^\d{1,15}$/.test(size) ? Number(size) : 0;
  if (hash === undefined) return { sizeBytes };
  if (/^[0-9a-f]{64}$/i.test(hash)) return { sizeBytes, sha256: hash.toLowerCase() };
  remark(linkReason('link-ref-hash'));
  return { sizeBytes };
}

function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path) && !/[\t\n\r]/.test(path);
}
