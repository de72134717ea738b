import type { texts as en } from '../en/cases.ts';

export const texts: typeof en = {
  status: '状态',
  statuses: { solved: '已解决', explained: '已查明', open: '未结' },
  symptom: '现象',
  cause: '原因',
  fix: '解决',
  tags: '标签',
  opened: '开始于',
  captures: '采集数据',
  openCaptures: '在单独的页面打开',
  all: '全部',
  filterByStatus: '状态',
  filterByTag: '标签',
  shown: (count, all) => `${all} 个案例中的 ${count} 个`,
  none: '没有同时符合这个状态和标签的案例。',
  reset: '显示全部案例',
  thumbnail: (title) => `缩略图：${title}`,
  rawLog: (name) => `日志原文：${name}`,
};
