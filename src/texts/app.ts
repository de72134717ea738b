import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/app.ts';
import { texts as zhCn } from './zh-cn/app.ts';

/** The words of the installed app, and of the page that stands for one that is not kept. */
export const appTexts: Messages<typeof en> = { en, 'zh-cn': zhCn };
