import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { findInlineScripts } from '#integrations/policy.ts';
import { makeGoFramePage } from '#integrations/cells/go-frame-page.ts';

let html = '';
beforeAll(async () => {
  html = await makeGoFramePage(join(import.meta.dirname, '../..'));
}, 120_000);

describe('the page that Go runs in', () => {
  test('has a policy of its own: its script by hash, WebAssembly, workers of what it is handed, no network', () => {
    const [script = '', ...others] = findInlineScripts(html);
    // The worker's text is data: no browser runs it in the page.
    expect(others).toEqual([]);
    const hash = createHash('sha256').update(script).digest('base64');
    expect(/content="(default-src[^"]*)"/.exec(html)?.[1]).toBe(
      `default-src 'none'; script-src 'sha256-${hash}' 'wasm-unsafe-eval'; worker-src blob:; base-uri 'none'; form-action 'none'`,
    );
  });

  test('loads nothing, and is small', () => {
    expect(/\b(?:src|href)=\S*|\bimportScripts\b|\bfetch\(/.exec(html)?.[0]).toBeUndefined();
    expect(html.length).toBeLessThan(60_000);
  });
});
