import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/one-file.ts';
import { texts as zhCn } from './zh-cn/one-file.ts';

/** Texts of a page of one file. */
export type OneFileTexts = typeof en;

export const oneFileTexts: Messages<OneFileTexts> = { en, 'zh-cn': zhCn };
