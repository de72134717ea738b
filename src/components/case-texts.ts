import type { CaseEntry } from '#schemas/case-schema.ts';
import type { Locale } from '#locale/locale.ts';

type Status = CaseEntry['status'];

/** The words of the summary box and of the case index. */
export const caseTexts: Record<
  Locale,
  {
    status: string;
    statuses: Record<Status, string>;
    symptom: string;
    cause: string;
    fix: string;
    tags: string;
    opened: string;
    captures: string;
    openCaptures: string;
    all: string;
    filterByStatus: string;
    filterByTag: string;
    shown(count: number, all: number): string;
    none: string;
    reset: string;
  }
> = {
  en: {
    status: 'Status',
    statuses: { solved: 'Solved', explained: 'Explained', open: 'Open' },
    symptom: 'Symptom',
    cause: 'Cause',
    fix: 'Fix',
    tags: 'Tags',
    opened: 'Opened',
    captures: 'Captures',
    openCaptures: 'Open on a page of their own',
    all: 'All',
    filterByStatus: 'Status',
    filterByTag: 'Tag',
    shown: (count, all) => `${count} of ${all} cases`,
    none: 'No case has this status and this tag.',
    reset: 'Show all cases',
  },
  'zh-cn': {
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
  },
};
