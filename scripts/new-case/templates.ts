import type { Kind } from '#model/kind.ts';
import { locales, type Messages } from '#locale/locale.ts';

/** What a new case is begun with. */
interface NewCase {
  name: string;
  kind: Kind;
  /** `2026-11-23` */
  today: string;
}

/** How a case shows its capture, what it is tagged with, and what a first cell makes of it. */
const parts: Record<Kind, (name: string) => { component: string; tag: string; cell: string }> = {
  recording: (name) => ({
    component: 'Usage',
    tag: 'cpu',
    cell: `charts.usage(capture('${name}'), {width, height: 180, ariaLabel: 'CPU of ${name}'})`,
  }),
  'crash-log': (name) => ({
    component: 'CrashLog',
    tag: 'crash',
    cell: `html\`<p>\${capture('${name}').reason}</p>\``,
  }),
  profile: (name) => ({
    component: 'FlameGraph',
    tag: 'cpu',
    cell: `Plot.plot({
  width, marginLeft: 160, ariaLabel: 'Most of their own in ${name}',
  marks: [Plot.barX(capture('${name}').top().slice(0, 10), {x: 'flat', y: 'name', sort: {y: '-x'}})]
})`,
  }),
};

const words: Messages<
  Record<'title' | 'description' | 'sentence' | 'seen' | 'found' | 'next' | 'text', string>
> = {
  en: {
    title: 'The case of',
    description: 'One sentence for the search results and the top of the page: …',
    sentence: '… in one or two sentences.',
    seen: 'What was seen',
    found: 'What was found',
    next: 'Next steps',
    text: '…',
  },
  'zh-cn': {
    title: '案例：',
    description: '一句话，用于搜索结果和页首：…',
    sentence: '一两句话：…',
    seen: '看到的现象',
    found: '查到的原因',
    next: '下一步',
    text: '…',
  },
};

/** The page of a case in one language. */
export function toPage(locale: keyof typeof words, { name, kind, today }: NewCase): string {
  const { title, description, sentence, seen, found, next, text } = words[locale];
  const { component, tag, cell } = parts[kind](name);
  return `---
title: ${JSON.stringify(`${title}${locale === 'en' ? ' ' : ''}${name}`)}
description: ${JSON.stringify(description)}
case:
  status: open
  symptom: ${JSON.stringify(sentence)}
  cause: ${JSON.stringify(sentence)}
  fix: ${JSON.stringify(sentence)}
  # cpu timer memory rss gc madvise scheduler crash runtime arm64 kernel topid cli
  tags: [${tag}]
  captures: [${name}]
  opened: ${today}
---

import ${component} from '#components/${component}.astro';

## ${seen}

${text}

<${component} capture="${name}" />

## ${found}

${text}

\`\`\`js cell name=first
${cell}
\`\`\`

## ${next}

${text}
`;
}

/** The entry of its capture. */
export function toEntry({
  name,
  kind,
  files,
  isPlaceholder,
}: {
  name: string;
  kind: Kind;
  files: readonly string[];
  isPlaceholder: boolean;
}): string {
  const inEach = (text: Messages<string>) =>
    locales.map((locale) => `${locale}: ${JSON.stringify(text[locale])}`);
  const block = (indent: string, lines: readonly string[]) => lines.map((line) => indent + line).join('\n');
  const { title, how, where } = isPlaceholder ? ofPlaceholder : ofCapture(name);
  return `files:
${files.map((file) => `  - ${name}/${file}`).join('\n')}
kind: ${kind} # recording, crash-log or profile
title:
${block('  ', inEach(title))}
made:
  how:
${block('    ', inEach(how))}
  where:
${block('    ', inEach(where))}
  # when: 2026-11-23
`;
}

type EntryWords = Record<'title' | 'how' | 'where', Messages<string>>;

const where: Messages<string> = {
  en: 'The machine – cores, kernel, Go version: …',
  'zh-cn': '机器：核数、内核、Go 版本：…',
};

const ofPlaceholder: EntryWords = {
  title: { en: 'Placeholder: made-up numbers of two processes', 'zh-cn': '占位：两个进程的虚构数据' },
  how: {
    en: 'Made up by npm run new-case, to be replaced.',
    'zh-cn': '由 npm run new-case 虚构，待替换。',
  },
  where,
};

const ofCapture = (name: string): EntryWords => ({
  title: { en: `A capture of ${name}: …`, 'zh-cn': `${name} 的采集：…` },
  how: { en: 'One or two sentences, with the command: …', 'zh-cn': '一两句话，写上命令：…' },
  where,
});

/** A minute of two processes that never were, as a table: one steady, one that grows. */
export function toPlaceholder(): string {
  const lines = ['time,pid,name,ucpu,scpu,mem_kb'];
  for (let second = 0; second <= 60; second += 3) {
    const time = 1_700_000_000 + second;
    lines.push(`${time},1,placeholder-steady,10,2,20480`);
    lines.push(`${time},2,placeholder-growing,${(5 + second / 3).toFixed(1)},1,${10_240 + second * 512}`);
  }
  return `${lines.join('\n')}\n`;
}
