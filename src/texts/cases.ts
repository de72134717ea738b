import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/cases.ts';
import { texts as zhCn } from './zh-cn/cases.ts';

/** The words of the summary box and of the case index. */
export type CaseTexts = typeof en;

export const caseTexts: Messages<CaseTexts> = { en, 'zh-cn': zhCn };
