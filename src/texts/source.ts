import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/source.ts';
import { texts as zhCn } from './zh-cn/source.ts';

/** Texts of the links to the reader's own source. */
export const sourceTexts: Messages<typeof en> = { en, 'zh-cn': zhCn };
