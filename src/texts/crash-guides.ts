import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/crash-guides.ts';
import { texts as zhCn } from './zh-cn/crash-guides.ts';

/** What the common throws and panics mean, in a sentence, and what to look at next; the guide page has the rest. */
export type CrashGuideTexts = typeof en;

export const crashGuideTexts: Messages<CrashGuideTexts> = { en, 'zh-cn': zhCn };
