import type { Messages } from '#locale/locale.ts';
import { texts as en } from './en/figure.ts';
import { texts as zhCn } from './zh-cn/figure.ts';

/** Texts around a figure, whatever it shows. */
export type FigureTexts = typeof en;

export const figureTexts: Messages<FigureTexts> = { en, 'zh-cn': zhCn };
