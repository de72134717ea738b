import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/crash.ts';
import { texts as zhCn } from './zh-cn/crash.ts';

/** Every text of the crash view; one with numbers in it is a function. */
export type CrashTexts = typeof en;

export const crashTexts: Messages<CrashTexts> = { en, 'zh-cn': zhCn };
