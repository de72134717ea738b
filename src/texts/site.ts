import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/site.ts';
import { texts as zhCn } from './zh-cn/site.ts';

/** What stands around every page: links, sidebar; and the words of the landing page and the open page. */
export const siteTexts: Messages<typeof en> = { en, 'zh-cn': zhCn };
