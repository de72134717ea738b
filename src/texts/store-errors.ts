import type { Messages } from '#locale/locale.ts';
import { type StoreErrorTexts, texts as en } from './en/store-errors.ts';
import { texts as zhCn } from './zh-cn/store-errors.ts';

/** What the store refuses, and what goes wrong on the way to it. */
export const storeErrorTexts: Messages<StoreErrorTexts> = { en, 'zh-cn': zhCn };
