import { formatCount } from '#locale/format.ts';
import type { texts as en } from '../en/pattern.ts';

export const texts: typeof en = {
  patternBad: (why, at) => (at < 0 ? `${why}。` : `${why}，在第 ${formatCount(at)} 个字符处。`),
  patternFaults: {
    'never-opened': '有个括号只闭合、没打开',
    'never-closed': '有个括号没有闭合',
    'class-never-closed': '有个方括号字符类没有闭合',
    'unknown-group': 'Go 没有这种括号',
    'unknown-class': '没有叫这个名字的字符类',
    'unknown-escape': '反斜杠加这个字符没有含义',
    'no-character': '没有这个编号的字符',
    'range-backwards': '有个范围的起点在终点之后',
    'nothing-to-repeat': '没有可以重复的东西',
    'repeated-twice': '已经重复的又被重复',
    'too-often': '重复次数超过了 Go 允许的范围',
    'too-deep': '括号嵌套得太深',
    'too-long': '表达式展开后太大',
  },
};
