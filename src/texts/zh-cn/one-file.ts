import type { texts as en } from '../en/one-file.ts';

export const texts: typeof en = {
  made: (date) => `由 Casebook 于 ${date} 生成。全部内容都在这个文件里，不访问网络。`,
  captures: '文件',
  what: (name, description) => `${name}：${description}`,
  theme: '主题',
  themes: { auto: '跟随系统', light: '浅色', dark: '深色' },
  reading: (name) => `正在读取 ${name}…`,
  broken: (reason) => `本页的数据无法读取：${reason}`,
  newer: (version) => `本页的数据是版本 ${version}，页内的查看器不认识。`,
  files: '本页所含文件',
  save: (name) => `保存 ${name}`,
};
