import { parseHTML } from 'linkedom';
import { markdownToHtml } from 'satteri';
import { expect, test } from 'vitest';
import type { CrashFile } from '#model/crash/crash-log.ts';
import { figureTexts } from '#texts/figure.ts';
import { toMarkdown } from '#viewer/figure/markdown.ts';
import { toCrashMarkdown } from '#viewer/kinds/crash/crash-markdown.ts';
import { read } from '../formats/read-fixture.ts';

/** What names, logs and stacks of strangers may hold, each by what it would be if it were taken for any. */
const hostile = {
  image: '<img src=//evil.invalid/p onerror=struck()>',
  script: '</code></pre></textarea></script><script>struck()</script>',
  link: '[go](javascript:struck()) ![p](//evil.invalid/p) [a]: //evil.invalid/p "x"',
  fence: '``` ```` ~~~ <svg onload=struck()>',
  cell: 'a | b || c \\| d \\\\| <iframe srcdoc="x">',
  comment: '<!-- --> <![CDATA[ x ]]> <?php ?> &lt;b&gt; &#60;script&#62;',
  lines: 'one\n```\n\n<style>@import url(//evil.invalid/s)</style>\r\n# heading\u2028- item',
  autolink: '<javascript:struck()> <data:text/html,x>',
};
/** As an address may be; line ends and spaces are encoded in every one. */
const link = 'https://casebook.example/open/#v=2&x=<>"\'()[]|`';

/** What Markdown becomes where it is pasted: the tags, and all that is asked for or run. */
async function look(markdown: string) {
  const { html } = await markdownToHtml(markdown);
  const { document } = parseHTML(`<!doctype html><body>${html}</body>`);
  const all = [...document.querySelectorAll('body *')];
  return {
    html,
    tags: new Set(all.map(({ localName }) => localName)),
    targets: all.flatMap((one) => ['src', 'href', 'srcdoc'].flatMap((name) => one.getAttribute(name) ?? [])),
    handlers: all.flatMap((one) =>
      [...one.attributes].filter(
        ({ name, value }) =>
          name.startsWith('on') || (name === 'style' && !/^text-align: ?\w+;?$/.test(value)),
      ),
    ),
  };
}

const plain = new Set([
  'p',
  'strong',
  'em',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'a',
  'img',
  'pre',
  'code',
  'br',
]);

async function expectPlain(markdown: string, targets: number): Promise<void> {
  const found = await look(markdown);
  expect(
    [...found.tags].filter((tag) => !plain.has(tag)),
    found.html,
  ).toEqual([]);
  expect(found.handlers).toEqual([]);
  // The picture beside it, where there is one, and the link to the view.
  expect(found.targets, found.html).toHaveLength(targets);
  expect(found.targets.at(-1)).toMatch(/^https:\/\/casebook\.example\/open\/#v=2&x=/);
  expect(found.targets.slice(0, -1)).toEqual(found.targets.slice(0, -1).fill('board%20%281%29-cpu.png'));
}

test.each(Object.entries(hostile))(
  '%s in a name or a number of a figure is text in its Markdown',
  async (_, text) => {
    const markdown = toMarkdown({
      title: text,
      of: [text, text],
      unit: text,
      picture: 'board (1)-cpu.png',
      link,
      columns: ['process', text],
      rows: [[text, text]],
      rest: text,
      openText: text,
      listed: figureTexts.en.listed,
    });
    await expectPlain(markdown, 2);
  },
);

test.each(Object.entries(hostile))('%s in a log is text in the Markdown of its crash', async (_, text) => {
  const line = text.replaceAll(/[\n\r]/g, ' ');
  const log = `panic: ${text}\n\ngoroutine 1 [running]:\nmain.${line.replaceAll(' ', '')}(...)\n\t/src/${line.replaceAll(' ', '')}/main.go:12 +0x1d\n`;
  const { value } = await read('x.log', new TextEncoder().encode(log));
  const [crash] = (value as CrashFile).crashes;
  await expectPlain(toCrashMarkdown(crash!, text, link, text), 1);
});
