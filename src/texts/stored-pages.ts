import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/stored-pages.ts';
import { texts as zhCn } from './zh-cn/stored-pages.ts';

/** Texts of the pages that a server makes on request. */
export type StoredPageTexts = typeof en;

export const storedPageTexts: Messages<StoredPageTexts> = { en, 'zh-cn': zhCn };
