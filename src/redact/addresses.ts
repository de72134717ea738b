import { trimEnd } from './trim-end.ts';
import { amongUnspaced, unspacedLetters } from './unspaced.ts';

/**
 * Addresses as they stand in text. All patterns but `macWordPattern` are global: use them with `matchAll` and `replace`. None looks at a
 * place more often than a fixed number of times.
 */

/**
 * `02:42:ac:11:00:02`, `02-42-AC-11-00-02`, `2:42:ac:11:0:2`, `02_42_AC_11_00_02`, of eight bytes too;
 * `0242.ac11.0002`, `0242-ac11-000f`.
 */
export const macPattern = amongUnspaced(
  /(?<![\p{L}\p{N}:.-])(?:[0-9a-f]{2}(?::[0-9a-f]{2}){5}|(?=[0-9:]{0,10}[a-f])[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}|[0-9a-f]{2}(?:-[0-9a-f]{2}){5}(?:(?:-[0-9a-f]{2}){2})?|[0-9a-f]{2}(?:_[0-9a-f]{2}){5}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}|(?=[0-9-]{0,13}[a-f])[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})(?![\p{L}\p{N}:-])/giu,
);

/** `001A2B3C4D61`: one where the line says so, by such a word. */
export const bareMacPattern = amongUnspaced(/(?<![\p{L}\p{N}])[0-9a-f]{12}(?![\p{L}\p{N}])/giu);
export const macWordPattern = amongUnspaced(
  /(?<![\p{L}\p{N}])(?:mac|bssid|hw-?addr|ether(?:net)?|lladdr)(?![\p{L}\p{N}])/iu,
);

/** `10.182.105.138`, and what some clouds call their machines: `ip-10-182-105-138`. */
export const ipv4Pattern = amongUnspaced(
  /(?<![\p{L}\p{N}.])(?:ip-\d{1,3}(?:-\d{1,3}){3}|\d{1,3}(?:\.\d{1,3}){3})(?![\p{L}\p{N}]|\.\d)/gu,
);

/** Whatever may be an IPv6 address, with a port behind or without; `findIpv6` says whether it is. */
export const ipv6Pattern = amongUnspaced(
  /(?<![\p{L}\p{N}:.])(?:[0-9a-f]{0,4}:){2,7}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4})(?:%[\w.-]{1,16}|:\d{1,5})?(?![\p{L}\p{N}:])/giu,
);

/** `bob@example.com`; a module's version (`yaml@v2.4.0`) is none. */
export const emailPattern = /[\p{L}\p{N}._%+-]{1,64}@(?!v\d)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;

/** `http://bob:pw@10.182.105.138:9888/TAG/1992780262?x=1` */
export const urlPattern = /([a-z][a-z0-9+.-]{0,24}:\/\/)([^\s"'`<>{}|\\^]+)/gi;

/** Runs of what names of machines are made of; `isDomain` says whether one is such a name. */
export const domainRunPattern = /(?<![\p{L}\p{N}_.@/-])[\p{L}\p{N}_.-]+/gu;

const spacedRun = new RegExp(`(?:(?![${unspacedLetters}])[\\p{L}\\p{N}_.-])+`, 'gu');

/** Names of machines in such a run: those between letters of scripts without blanks (`主机board7.example.com的`), else the whole. */
export function findDomains(run: string): string[] {
  // As most words are.
  if (!run.includes('.')) return [];
  const found = [...run.matchAll(spacedRun)]
    .map(([part]) => trimEnd(part, '.-_').replace(/^[._-]+/, ''))
    .filter(isDomain);
  const whole = trimEnd(run, '.-_');
  return found.length === 0 && isDomain(whole) ? [whole] : found;
}

const topDomains = new Set(
  `com net org edu gov mil info biz dev app cloud tech online site xyz local localdomain internal intern
  intranet lan corp home private test example arpa onion eu de fr uk nl be ch at it es pt dk fi se pl cz ru
  ua tr in cn hk tw jp kr sg au nz ca us br mx za ie il io ai no is gr hu ro`.split(/\s+/),
);
/** Go's identifiers and files end in these as well: `x.in`, `board.test`, `net.io`. */
const ambiguous = /^(?:test|app|in|at|it|es|is|no|be|io|ai|home|private|site|info|us|se)$/i;

/**
 * A name of a machine with its domain, by the domains that are no one's file extension or Go
 * identifier: `board7.lab.example.com`, `printer.local`.
 */
function isDomain(text: string): boolean {
  if (text.length > 253 || !text.includes('.')) return false;
  const labels = text.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < (ambiguous.test(last) ? 3 : 2) || !topDomains.has(last.toLowerCase())) return false;
  return labels.every((label) => /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u.test(label));
}

/** Addresses that every machine has, and that of Go's own pages. */
export function saysNothing(address: string): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|0\.0\.0\.0|255\.255\.255\.\d+|::1?|localhost|localhost\.localdomain|(?:pkg\.)?go\.dev|golang\.org)$/i.test(
    address,
  );
}

export function isIpv4(text: string): boolean {
  const parts = text.replace(/^ip-/i, '').split(/[.-]/);
  return parts.length === 4 && parts.every((part) => Number(part) <= 255);
}

/** The address at the beginning of what `ipv6Pattern` found; undefined where there is none. */
export function findIpv6(text: string): string | undefined {
  if (isIpv6(text)) return text;
  const cut = text.lastIndexOf(':');
  const address = text.slice(0, cut);
  return /^:\d{1,5}$/.test(text.slice(cut)) && isIpv6(address) ? address : undefined;
}

/** Eight groups, or fewer around one `::`; a time such as `00:02:03` is none. */
export function isIpv6(text: string): boolean {
  const [address = ''] = text.split('%');
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1);
  const count = groups.length + (last?.includes('.') ? 1 : 0);
  if (last?.includes('.') && !isIpv4(last)) return false;
  if (groups.slice(0, -1).some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return false;
  // `a::b` may be a name in C++; an address has a digit somewhere, or more than two groups.
  if (halves.length === 2) return count <= 7 && (/\d/.test(address) || count > 2 || address === '::');
  return count === 8;
}
