import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/flame.ts';
import { texts as zhCn } from './zh-cn/flame.ts';

/** Texts of a flame graph and of a sandwich, whatever was counted. */
export type FlameTexts = typeof en;

export const flameTexts: Messages<FlameTexts> = { en, 'zh-cn': zhCn };
