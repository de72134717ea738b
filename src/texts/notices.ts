import type { Messages } from '#locale/locale.ts';
import { type NoticeTexts, texts as en } from './en/notices.ts';
import { texts as zhCn } from './zh-cn/notices.ts';

/** What is said of captures, and of what cannot be read. */
export const noticeTexts: Messages<NoticeTexts> = { en, 'zh-cn': zhCn };
