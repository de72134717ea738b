import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/gallery.ts';
import { texts as zhCn } from './zh-cn/gallery.ts';

/** What the gallery of charts says of its examples. */
export const galleryTexts: Messages<typeof en> = { en, 'zh-cn': zhCn };
