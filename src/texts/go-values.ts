import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/go-values.ts';
import { texts as zhCn } from './zh-cn/go-values.ts';

/** Texts of what Go cells take from their page and give to it. */
export type GoValuesTexts = typeof en;

export const goValuesTexts: Messages<GoValuesTexts> = { en, 'zh-cn': zhCn };
