import type { texts as en } from '../en/offline.ts';

export const texts: typeof en = {
  keep: (size) => (size ? `保存本站以便离线使用（${size}）` : '保存本站以便离线使用'),
  keeping: '正在保存以便离线使用……',
  kept: '可离线使用',
  insecure: '不可离线使用：需要 HTTPS',
  noRoom: '浏览器没有空间保存更多离线内容',
  failed: '不可离线使用：有内容未能取得',
  tryAgain: '重试',
  newer: '本站有新版本',
  takeNewer: '重新加载并使用',
  taken: '另一个标签页已改用本站的新版本',
  reload: '重新加载',
  keepCapture: '保存以便离线使用',
  keepingCapture: '正在保存……',
  captureKept: '已保存在此浏览器中，可离线使用',
  forgetCapture: '从此浏览器移除',
  captureNotKept: (reason) => `未能保存：${reason}`,
  captureNoRoom: '浏览器没有足够的空间。',
};
