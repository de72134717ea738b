import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/cells.ts';
import { texts as zhCn } from './zh-cn/cells.ts';

/** What the runtime of cells says in their output: of values, tables, limits and names. */
export const cellTexts: Messages<typeof en> = { en, 'zh-cn': zhCn };
