import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/offline.ts';
import { texts as zhCn } from './zh-cn/offline.ts';

/** What is said of the site without a network. */
export const offlineTexts: Messages<typeof en> = { en, 'zh-cn': zhCn };
