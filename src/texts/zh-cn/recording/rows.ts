import type { rows as en } from '../../en/recording/rows.ts';
import { patternFaults } from '../pattern.ts';

export const rows: typeof en = {
  where: '筛选',
  wherePlaceholder: '名字、pid:12、cpu>5、-词、/正则/',
  whereKey: '按 / 到这里，按 Esc 离开',
  whereBad: (why, at) => (at < 1 ? `${why}。` : `${why}，在第 ${at} 个字符处。`),
  whereFaults: {
    quote: '有个引号没有闭合',
    slash: '正则表达式缺少结尾的 /',
    flag: '正则表达式后面只能跟 i',
    nothing: '这里缺少内容',
    number: '这里缺少数字',
    unit: '这个量没有这种单位',
    pid: '这里缺少 PID，或用连字符相连的两个 PID',
    minus: '列表里 - 写在第一个词之前，对整个列表起作用',
  },
  patternFaults,
  nothingFits: (text) => `没有进程符合“${text}”。`,
  whereClear: '清除筛选',
  rowsAre: '每行是',
  rowKinds: {
    pid: '一个进程',
    name: '一个名字',
    parent: '一个进程及其启动的所有进程',
    pattern: '模式找到的部分',
  },
  rowPattern: '模式',
  rowPatternHelp:
    '对名字的正则表达式，Go 的语法。找到的部分相同的名字合计为一行；有括号时，以括号里的部分为准。',
  processesOf: (label) => `${label} 的进程`,
  withinSum: '已计入上面的合计；勾选后单独画出',
  atCursor: { cpu: '光标处 CPU %', memory: '光标处内存 MiB' },
  atCursorHelp: '图中光标所在采样的值',
  columnHelp: {
    cpuSeconds: '窗口内的 CPU 时间：每个间隔的平均 CPU 乘以间隔长度；暂停不计入',
    memDiff: '窗口内最后一个采样的内存减去第一个采样的内存',
    growth: '窗口内内存的斜率：所有点对之间斜率的中位数；至少十个采样',
    life: '从窗口内第一次见到的采样到最后一次',
  },
  fastestGrowing: '增长最快：',
  growthOf: (perHour, rise, length) => `每小时 ${perHour} MiB（${length}内 ${rise} MiB）`,
  growthNext: '，',
  growthMore: (count) => `；另有 ${count} 个在增长`,
  growthRule:
    '这里列出的，是增长了 0.5 MiB 以上、在场时间占窗口一半以上，且五对点中有四对后一点内存更多的进程。',
  summaryRows: (rows, processes) => `${rows} 行（共 ${processes} 个进程）`,
  lifetimes: (count) => `${count} 个进程的存活时间`,
  lifetimesOfThreads: (count) => `${count} 个线程的存活时间`,
  lifetimesTitle: '存活时间（颜色表示 CPU）',
  lifetimesSummary: (count, brief, length) =>
    `${count} 个进程，每个从首次见到的采样到最后一次；其中 ${brief} 个不到 ${length}。`,
};
