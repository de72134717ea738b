import { createHash } from 'node:crypto';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { findOneFileJson, type OneFileSpec, readOneFile, toFileName, toOneFile } from '#one-file/one-file.ts';
import { noise } from '../noise.ts';

const spec: OneFileSpec = {
  title: 'a </title><script>alert(1)</script> & "b"',
  lang: 'en',
  view: {
    captures: [{ slot: 'x', ref: { from: 'file', name: 'x', sizeBytes: 1, sha256: '' } }],
    active: 'b.log',
    states: { 'b.log': { line: [3, 4], pins: [{ text: '</script><!--', line: 3 }] } },
  },
  files: [],
  script: 'console.log("é")',
  style: 'body{margin:0}',
  noScript: 'needs script',
  madeAt: new Date('2026-11-23T10:00:00Z'),
};

function toJson(html: string): string {
  const json = /<script type="application\/json" id="casebook-data">(.*?)<\/script>/s.exec(html)?.[1];
  if (json === undefined) throw new Error('no data');
  return json;
}

test('what a page carries is read back byte for byte', async () => {
  const sizes = [0, 1, 2, 3, 1000, 300_001];
  const contents = sizes.map((size) => new Uint8Array(noise(size)));
  const files = contents.map((bytes, index) => ({
    slot: `<s${index}>`,
    name: `n</script>${index}`,
    blob: new Blob([bytes]),
  }));
  const html = await (await toOneFile({ ...spec, files })).text();
  const data = await readOneFile(toJson(html));
  expect(data.title).toBe(spec.title);
  expect(data.madeAt).toEqual(spec.madeAt);
  expect(data.view).toEqual({ ...spec.view, captures: [] });
  expect(data.files.map(({ slot, name }) => [slot, name])).toEqual(
    files.map(({ slot, name }) => [slot, name]),
  );
  for (const [index, { blob }] of data.files.entries()) {
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(contents[index]);
  }
});

test('the page holds one script that runs, which its policy names by hash, and no address to ask', async () => {
  const html = await (await toOneFile(spec)).text();
  const scripts = [...html.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)].map(([, attributes, text]) => [
    attributes,
    text,
  ]);
  expect(scripts.map(([attributes]) => attributes)).toEqual([
    ' type="application/json" id="casebook-data"',
    '',
  ]);
  const hash = createHash('sha256')
    .update(scripts[1]?.[1] ?? '')
    .digest('base64');
  expect(html).toContain(`script-src 'sha256-${hash}'`);
  expect(html).toContain("default-src 'none'");
  expect(html).not.toMatch(/https?:\/\//);
  expect(html).toContain('<title>a &lt;/title&gt;&lt;script&gt;');
});

test('a script or style that would end its element is refused', async () => {
  await expect(toOneFile({ ...spec, script: 'x = "</script>"' })).rejects.toThrow(/would end/);
  await expect(toOneFile({ ...spec, style: 'a{}</style>' })).rejects.toThrow(/would end/);
});

test('a page of a later version says so', async () => {
  await expect(readOneFile('{"version":2,"files":[]}')).rejects.toMatchObject({
    name: 'OneFileVersionError',
    version: 2,
    message: 'one-file: version 2 is not known',
  });
});

test('titles as names of files', () => {
  expect(toFileName('../a b/c: "d"')).toBe('a-b-c-d.html');
  expect(toFileName('内存 泄漏')).toBe('内存-泄漏.html');
  expect(toFileName('///')).toBe('casebook.html');
});

test('its policy allows its own script and styles, pictures that it carries, and nothing else', async () => {
  const blob = await toOneFile(spec);
  expect(blob.type).toBe('text/html;charset=utf-8');
  const html = await blob.text();
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  expect(policy.replace(/'sha256-[^']+'/, 'HASH').split('; ')).toEqual([
    "default-src 'none'",
    'script-src HASH',
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('what is called anything stands in the data without what ends an element or a line of script', async () => {
  const title = '<!--<script>\u2028\u2029&quot;"\\';
  const html = await (await toOneFile({ ...spec, title, lang: 'zh-CN"><x', noScript: 'a & <b>' })).text();
  const { document } = parseHTML(html);
  const json = findOneFileJson(document);
  expect(json).not.toMatch(/[<\u2028\u2029]/);
  expect((await readOneFile(json)).title).toBe(title);
  expect(document.documentElement.getAttribute('lang')).toBe('zh-CN"><x');
  expect(html).toContain('<p>a &amp; &lt;b&gt;</p>');
  expect(findOneFileJson(parseHTML('<p>').document)).toBe('');
});

test('a name of a file has no more than 80 characters, whole ones', () => {
  expect(toFileName('a'.repeat(200))).toBe(`${'a'.repeat(80)}.html`);
  expect(toFileName('𠮷'.repeat(200))).toBe(`${'𠮷'.repeat(80)}.html`);
  expect(toFileName('.-a-.')).toBe('a.html');
});
