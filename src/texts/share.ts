import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/share.ts';
import { texts as zhCn } from './zh-cn/share.ts';

/** Texts of the share dialog. */
export type ShareTexts = typeof en;

export const shareTexts: Messages<ShareTexts> = { en, 'zh-cn': zhCn };
