import { formatCount } from '#locale/format.ts';
import type { texts as en } from '../en/figure.ts';

export const texts: typeof en = {
  titleOf: (title, name) => `${title}：${name}`,
  listed: (parts) => parts.join('，'),
  clauses: (parts) => parts.join('；'),
  out: '导出',
  outOf: (title) => `导出 ${title}`,
  outSvg: 'SVG',
  outPng: 'PNG',
  outPngFailed: '浏览器没能生成图片。',
  outCsv: '所示数据 CSV',
  outCsvQuoted: '以 =、+、- 或 @ 开头的名字前加了撇号，电子表格就不会把它们当成公式。',
  outRest: (count) => `另有 ${formatCount(count)} 个`,
  outMarkdown: 'Markdown',
  outMarkdownTitle: '评审用 Markdown：图片另存在旁边',
  outOpen: '打开此视图',
  outCopied: '已复制',
  outFailed: '浏览器不允许复制；请选中文字手动复制。',
  table: '看表格',
  tableOf: (title) => `看表格：${title}`,
  tableRows: (shown, all) => `共 ${formatCount(all)} 行，列出 ${formatCount(shown)} 行`,
};
