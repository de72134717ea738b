import { decodeBase64Url, encodeBase64Url } from '#bytes/base64url.ts';
import { decodeView, encodeView } from '#view/link.ts';
import { Sha256 } from '#bytes/sha256.ts';
import type { View } from '#view/view-state.ts';

/** A file of a capture, whole. */
export interface CarriedFile {
  /** The capture that it belongs to; several files of one recording have the same. */
  slot: string;
  name: string;
  blob: Blob;
}

export interface OneFileSpec {
  title: string;
  /** BCP 47: the page's language until its reader chooses another. */
  lang: string;
  /** Its captures are not used: the files are. */
  view: View;
  files: readonly CarriedFile[];
  /** The viewer, built into one classic script. */
  script: string;
  style: string;
  /** What a browser without script shows. */
  noScript: string;
  madeAt: Date;
}

/** What a page of one file carries, as it is read back. */
export interface OneFileData {
  title: string;
  madeAt: Date;
  view: View;
  files: CarriedFile[];
}

/** The data within the page. */
interface Packed {
  version: 1;
  title: string;
  madeAt: string;
  /** As in a link. */
  view: string;
  files: { slot: string; name: string; sizeBytes: number; data: string }[];
}

/** Where the page draws, and where its data stands. */
export const oneFileRootId = 'casebook';
const dataId = 'casebook-data';

/**
 * A page that needs nothing but itself: script, styles, the captures' files (deflated, base64url)
 * and the view. Its policy forbids it every request, so that opening it asks no one anything.
 */
export async function toOneFile(spec: OneFileSpec): Promise<Blob> {
  const { title, lang, view, files, script, style, noScript, madeAt } = spec;
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) {
    throw new Error('one-file: the script or the style would end the element that it stands in');
  }
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${toSha256Base64(script)}'`,
    // Charts bring their own styles and style attributes.
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts: BlobPart[] = [
    `<!doctype html>
<html lang="${toHtml(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${toHtml(policy)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Casebook">
<title>${toHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<noscript><p>${toHtml(noScript)}</p></noscript>
<div id="${oneFileRootId}"></div>
<script type="application/json" id="${dataId}">`,
  ];
  const head = {
    version: 1,
    title,
    madeAt: madeAt.toISOString(),
    view: encodeView({ ...view, captures: [] }),
  } satisfies Omit<Packed, 'files'>;
  parts.push(toScriptJson(head).slice(0, -1), ',"files":[');
  for (const [index, { slot, name, blob }] of files.entries()) {
    if (index > 0) parts.push(',');
    parts.push(toScriptJson({ slot, name, sizeBytes: blob.size }).slice(0, -1), ',"data":"');
    // Digits, letters, - and _ alone: nothing to escape, and no second copy in memory.
    for await (const piece of toBase64Pieces(blob)) parts.push(piece);
    parts.push('"}');
  }
  parts.push(`]}</script>\n<script>${script}</script>\n</body>\n</html>\n`);
  return new Blob(parts, { type: 'text/html;charset=utf-8' });
}

/** The data of a page is of a version that this viewer does not know. */
export class OneFileVersionError extends Error {
  override name = 'OneFileVersionError';
  readonly version: number;

  constructor(version: number) {
    super(`one-file: version ${version} is not known`);
    this.version = version;
  }
}

/**
 * @param json the text of the page's data element
 * @throws OneFileVersionError where it is of a later version; an Error in the browser's words where it is damaged
 */
export async function readOneFile(json: string): Promise<OneFileData> {
  const packed = JSON.parse(json) as Packed;
  if (packed.version !== 1) throw new OneFileVersionError(packed.version);
  const files = await Promise.all(
    packed.files.map(async ({ slot, name, data }) => {
      const { bytes } = decodeBase64Url(data);
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
      return { slot, name, blob: await new Response(stream).blob() };
    }),
  );
  return {
    title: packed.title,
    madeAt: new Date(packed.madeAt),
    view: decodeView(packed.view).view,
    files,
  };
}

/** The text of the data element of a page. */
export function findOneFileJson(document: Document): string {
  return document.getElementById(dataId)?.textContent ?? '';
}

/** A file's name for a title: what no file system minds. */
export function toFileName(title: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return `${Array.from(plain).slice(0, 80).join('') || 'casebook'}.html`;
}

/** Deflated, in pieces whose bytes are a multiple of three, so that the texts can be put together. */
async function* toBase64Pieces(blob: Blob): AsyncGenerator<string> {
  const reader = blob.stream().pipeThrough(new CompressionStream('deflate')).getReader();
  let left = new Uint8Array(0);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const bytes = new Uint8Array(left.length + value.length);
    bytes.set(left);
    bytes.set(value, left.length);
    const whole = bytes.length - (bytes.length % 3);
    if (whole > 0) yield encodeBase64Url(bytes.subarray(0, whole));
    left = bytes.slice(whole);
  }
  if (left.length > 0) yield encodeBase64Url(left);
}

/** Nothing in it ends a script element or begins a comment. */
function toScriptJson(value: object): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

function toHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** As a policy names a script. */
function toSha256Base64(text: string): string {
  const hex = new Sha256().update(new TextEncoder().encode(text)).hex();
  return btoa(hex.replace(/../g, (byte) => String.fromCharCode(parseInt(byte, 16))));
}
