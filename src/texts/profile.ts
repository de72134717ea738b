import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/profile.ts';
import { texts as zhCn } from './zh-cn/profile.ts';

/** Every text of the view of a profile; one with numbers in it is a function. */
export type ProfileTexts = typeof en;

export const profileTexts: Messages<ProfileTexts> = { en, 'zh-cn': zhCn };
