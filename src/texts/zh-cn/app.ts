import type { texts as en } from '../en/app.ts';

export const texts: typeof en = {
  title: '离线时不可用',
  description: '没有网络连接，而此浏览器没有保存这个页面。',
  whatIs: '没有连接也可以打开：',
  whatWorks: '离线时可用的内容',
  aboutStored: '服务器上的采集数据，只有你在它的页面上要求保存过，才会保存在这里。',
  again: '再试一次打开此页面',
  app: '调试案例、记录、崩溃日志和 profile：在浏览器里读取和绘图。',
  fileTypes: {
    text: '日志和文本',
    tables: '表格',
    recordings: 'topid 的记录',
    profiles: 'Profile',
    packed: 'gzip 压缩的文件',
  },
};
