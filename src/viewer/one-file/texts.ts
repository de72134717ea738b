import type { Messages } from '#locale/locale.ts';

/** Texts of a page of one file. */
interface OneFileTexts {
  made(date: string): string;
  captures: string;
  theme: string;
  themes: Record<'auto' | 'light' | 'dark', string>;
  language: string;
  reading(name: string): string;
  broken(reason: string): string;
  files: string;
  save(name: string): string;
}

export const oneFileTexts: Messages<OneFileTexts> = {
  en: {
    made: (date) => `Made with Casebook on ${date}. Everything is in this file; it asks no network.`,
    captures: 'Captures',
    theme: 'Theme',
    themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
    language: 'Language',
    reading: (name) => `Reading ${name}…`,
    broken: (reason) => `The data of this page cannot be read: ${reason}`,
    files: 'Files in this page',
    save: (name) => `Save ${name}`,
  },
  'zh-cn': {
    made: (date) => `由 Casebook 于 ${date} 生成。全部内容都在这个文件里，不访问网络。`,
    captures: '文件',
    theme: '主题',
    themes: { auto: '跟随系统', light: '浅色', dark: '深色' },
    language: '语言',
    reading: (name) => `正在读取 ${name}…`,
    broken: (reason) => `本页的数据无法读取：${reason}`,
    files: '本页所含文件',
    save: (name) => `保存 ${name}`,
  },
};
