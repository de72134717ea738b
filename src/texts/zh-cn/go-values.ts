import type { texts as en } from '../en/go-values.ts';

export const texts: typeof en = {
  inputsChanged: (inputs) => `输出之后，输入已经改变：${inputs.join('，')}。`,
  runAgain: '按新输入运行',
  fromEdited: (cells) => `读取的是你修改过的 ${cells.join('、')}。`,
  rows: (count, columns, hasMore) =>
    `${count.toLocaleString('en')} 行：${columns.join('、')}${hasMore ? '……' : ''}`,
  crashLog: '这次运行的崩溃日志',
  collections: '这次运行的垃圾回收',
  emitted: (name) => `单元输出的 ${name}`,
  show: (captures) => `在下方显示：${captures}`,
  openAlone: '单独打开',
  viewFailed: (message) => `视图加载失败：${message}`,
};
