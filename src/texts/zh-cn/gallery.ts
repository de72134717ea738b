import type { texts as en } from '../en/gallery.ts';

export const texts: typeof en = {
  data: '数据',
  chart: {
    time: '时间（UTC）',
    elapsed: '从第一个采样起的时间',
    cpu: 'CPU（占一个核的 %）',
    memory: '内存（MiB）',
    meanCpu: '平均 CPU（占一个核的 %）',
    part: (percent, ofAll) => `${percent} % · 占全部的 ${ofAll} %`,
    bytes: '帧大小，字节',
    unknownSize: '大小不明',
    minutes: '等待的分钟数',
    started: '程序启动后的秒数',
    heap: '堆（MiB）',
    step: '时钟被拨过',
    gap: '没有采样',
    pin: '一条笔记',
    whole: '全部',
  },
};
