import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/recording.ts';
import { texts as zhCn } from './zh-cn/recording.ts';

/** Every text of the recording view. */
export type RecordingTexts = typeof en;

export const recordingTexts: Messages<RecordingTexts> = { en, 'zh-cn': zhCn };
