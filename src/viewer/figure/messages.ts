import type { Locale, Messages } from '#locale/locale.ts';

const en = {
  out: 'Take away',
  outOf: (title: string) => `Take away ${title}`,
  outSvg: 'SVG',
  outPng: 'PNG',
  outCsv: 'CSV of what is shown',
  outMarkdown: 'Markdown',
  outMarkdownTitle: 'Markdown for a review: save the picture beside it',
  outOpen: 'Open this view',
  outCopied: 'Copied',
  outFailed: 'The browser did not allow it; select and copy the text.',
  table: 'As a table',
  tableOf: (title: string) => `As a table: ${title}`,
  tableRows: (shown: number, all: number) =>
    `${shown.toLocaleString('en')} of ${all.toLocaleString('en')} rows`,
};

export type FigureMessages = typeof en;

const zhCn: FigureMessages = {
  out: '导出',
  outOf: (title) => `导出 ${title}`,
  outSvg: 'SVG',
  outPng: 'PNG',
  outCsv: '所示数据 CSV',
  outMarkdown: 'Markdown',
  outMarkdownTitle: '评审用 Markdown：图片另存在旁边',
  outOpen: '打开此视图',
  outCopied: '已复制',
  outFailed: '浏览器不允许复制；请选中文字手动复制。',
  table: '看表格',
  tableOf: (title) => `看表格：${title}`,
  tableRows: (shown, all) => `共 ${all.toLocaleString('zh-CN')} 行，列出 ${shown.toLocaleString('zh-CN')} 行`,
};

const messages = { en, 'zh-cn': zhCn } satisfies Messages<FigureMessages>;

/** Texts around a figure, whatever it shows. */
export function figureMessages(locale: Locale): FigureMessages {
  return messages[locale];
}
