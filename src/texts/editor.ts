import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/editor.ts';
import { texts as zhCn } from './zh-cn/editor.ts';

/** What the editor of cells says: of what it offers, and in its search. */
export const editorTexts: Messages<typeof en> = { en, 'zh-cn': zhCn };
