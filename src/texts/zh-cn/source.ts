import type { texts as en } from '../en/source.ts';

export const texts: typeof en = {
  title: '链接到你的源代码',
  hint: '含有 {path} 和 {line} 的网址，只保存在这个浏览器里。',
  keep: '保存',
  kept: '已保存。',
  bad: '这不是 http 或 https 网址。',
};
