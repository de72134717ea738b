import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/go.ts';
import { texts as zhCn } from './zh-cn/go.ts';

/** Texts of cells in Go: their runs, their ends, their compiler. */
export type GoTexts = typeof en;

export const goTexts: Messages<GoTexts> = { en, 'zh-cn': zhCn };
