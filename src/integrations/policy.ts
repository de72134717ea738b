import { createHash } from 'node:crypto';

/** An inline script as a Content-Security-Policy names it: `'sha256-…'`. */
export function toScriptHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/**
 * The Content-Security-Policy of a page: nothing from another origin, no eval, and of inline scripts
 * only those that the build put there.
 *
 * @param scriptHashes as `toScriptHash` gives them; what a capture says never becomes one
 */
export function toPolicy(scriptHashes: Iterable<string>): string {
  return [
    "default-src 'none'",
    // Pagefind's search is WebAssembly.
    `script-src 'self' 'wasm-unsafe-eval' ${[...new Set(scriptHashes)].join(' ')}`.trim(),
    // Shiki's colours, Plot's and the editor's own rules.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}

/**
 * The texts of scripts that run and are not loaded: data blocks (JSON) are none. Tags are read as a
 * browser reads them, so that `<script>` in an attribute, a comment or a title is text.
 */
export function findInlineScripts(html: string): string[] {
  const scripts: string[] = [];
  const tag = /<!--[\s\S]*?(?:-->|$)|<([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;
  for (let found = tag.exec(html); found; found = tag.exec(html)) {
    const name = found[1]?.toLowerCase() ?? '';
    if (!rawTextElements.has(name)) continue;
    const end = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
    end.lastIndex = tag.lastIndex;
    const to = end.exec(html)?.index ?? html.length;
    if (name === 'script') {
      const attributes = toAttributes(found[2] ?? '');
      const text = html.slice(tag.lastIndex, to);
      if (isRun(attributes.get('type')) && !attributes.has('src') && text !== '') scripts.push(text);
    }
    tag.lastIndex = to;
  }
  return scripts;
}

/** Elements whose content is text up to their own end. */
const rawTextElements = new Set(['script', 'style', 'title', 'textarea']);

function isRun(type: string | undefined): boolean {
  return (
    type === undefined ||
    /^(?:|module|importmap|speculationrules|(?:text|application)\/javascript)$/i.test(type)
  );
}

function toAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(
    /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  )) {
    attributes.set(name.toLowerCase(), double ?? single ?? bare ?? '');
  }
  return attributes;
}
