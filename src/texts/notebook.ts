import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/notebook.ts';
import { texts as zhCn } from './zh-cn/notebook.ts';

/** Texts of notebooks: the bar, editing, the frame. */
export type NotebookTexts = typeof en;

export const notebookTexts: Messages<NotebookTexts> = { en, 'zh-cn': zhCn };
