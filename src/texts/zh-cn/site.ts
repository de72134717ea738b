import type { texts as en } from '../en/site.ts';

export const texts: typeof en = {
  site: '站点',
  mainPages: '主要页面',
  cases: '案例',
  allCases: '所有案例',
  guides: '指南',
  open: '打开文件',
  reference: '参考',
  formats: '文件格式',
  crashes: '崩溃信息',
  openDescription:
    '拖入记录、崩溃日志或 profile，查看图表，发出链接。除非你主动分享，否则什么都不会离开浏览器。',
  openScript: '打开文件需要 JavaScript：读取和绘图都在你的浏览器里完成。',
  addressTooLong: '（此视图的链接带着数据本身，太长，无法印在纸上）',
  starlight: {
    'heading.anchorLabel': '“{{title}}”一节',
    'pagefind.search_label': '站内搜索',
    'pagefind.clear_search': '清除',
    'pagefind.searching': '正在搜索 [SEARCH_TERM]……',
    'pagefind.zero_results': '没有找到 [SEARCH_TERM]',
    'pagefind.one_result': '[SEARCH_TERM]：[COUNT] 个结果',
    'pagefind.many_results': '[SEARCH_TERM]：[COUNT] 个结果',
    'pagefind.load_more': '更多结果',
  },
};
