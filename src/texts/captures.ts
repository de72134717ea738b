import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/captures.ts';
import { texts as zhCn } from './zh-cn/captures.ts';

/** Texts of opening, listing and linking captures. */
export type CaptureTexts = typeof en;

export const captureTexts: Messages<CaptureTexts> = { en, 'zh-cn': zhCn };
