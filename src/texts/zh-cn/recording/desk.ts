import type { desk as en } from '../../en/recording/desk.ts';

export const desk: typeof en = {
  zoomTrail: '缩放路径，从整段开始',
  zoomUndo: '撤销上一次缩放',
  keys: '图上按键：方向键移动光标，Shift 加方向键选择一段，回车放大到所选、没有选择时固定光标，+ 和 - 缩放，Backspace 或 Ctrl+Z 撤销缩放，0 显示全部，Page Up 和 Page Down 平移，M 让这张图占满高度，Esc 先清除选择、再清除光标。',
  keysOfNotes:
    'P 在所选的一段或固定的光标处添加标注，都没有时在随后点击处或回车时的光标处，S 打开最近的快照。',
  keysAnywhere:
    '在页面任何地方，/ 跳到筛选框，? 打开本列表。焦点在缩放栏时，Backspace 和 Ctrl+Z 也撤销缩放，0 也显示全部。',
  mouse:
    '拖动选择一段，在选区里双击则放大到它；Ctrl 加滚轮缩放，Shift 加滚轮平移，在别处双击显示全部。单击固定光标，再单击放开。',
  touch: '单指平移，双指缩放；按住片刻再移动则选择一段。上下滑动照常滚动页面。',
  selection: '所选时段',
  selectionNone: '没有选择：在图上拖动即可选择一段。',
  selectionOf: (from, to, length) => `已选 ${from} 至 ${to}（${length}）。`,
  selectionMeasured: (length) => `其间记录器有停顿：测到的是 ${length}，数值只算这些。`,
  selectionAll: (cpu, cpuSeconds, memory) =>
    `全部进程：${cpu === undefined ? '没有测到 CPU' : `CPU 平均 ${cpu}，${cpuSeconds} CPU 秒`}` +
    (memory === undefined ? '。' : `，内存从头到尾 ${memory}。`),
  selectionZoom: '放大到所选',
  selectionClear: '清除选择',
  selectionEach: '逐个列出',
  selectionWhole: '全部进程',
  selectionColumn: {
    name: '进程',
    cpu: '这一段的 CPU %',
    cpuSeconds: 'CPU 秒',
    memFirst: '起始内存 MiB',
    memLast: '结束内存 MiB',
    memDiff: '内存变化 MiB',
  },
  chartHeight: (title) => `图的高度：${title}`,
  chartMaximize: (title) => `只看 ${title}，或恢复全部`,
  deskSplit: '图的总高度；下面的表可滚动',
  snapshotWide: '占满宽度',
  marksHere: (count) => `此处有 ${count} 个标记`,
  snapshotDifference: '与上一个快照的差',
  snapshotNew: '新增',
  treeOnly: '图上只看它，或恢复全部',
  treeHelp:
    '方块的颜色就是图上那条线的颜色，或是该进程的，或是它所在合计的；两者都没画时没有颜色。指向一行即突出那条线；点方块或按回车只看这个进程，再按一次恢复全部。空格折叠。',
  snapshotGone: (names) => `上一个快照之后消失：${names.join('、')}`,
};
