import type { Messages } from '#locale/locale.ts';

/** Texts of notebooks: the bar, editing, the frame. */
export interface NotebookTexts {
  notebook: string;
  runsOn: string;
  ofThisCase(name: string): string;
  ownFile(file: string, name: string): string;
  loading(name: string): string;
  ownFileInstead: string;
  inPlaceOf(name: string): string;
  backTo(name: string): string;
  dropNow: string;
  edited(count: number): string;
  runAll: string;
  resetAll: string;
  copyEdits: string;
  copied: string;
  copyFailed: string;
  code(name: string): string;
  edit: string;
  editOf(name: string): string;
  editorOf(name: string): string;
  editorHint: string;
  run: string;
  undo: string;
  reset: string;
  close: string;
  edits: string;
  stale: string;
  compare: string;
  keep: string;
  takeNew: string;
  fromLink: string;
  fromLinkOther: string;
  replacesOwn: string;
  take: string;
  dismiss: string;
  unknownCell(name: string): string;
  difference: string;
  frameTitle: string;
  frameNote: string;
  stop: string;
  stopped: string;
  running: string;
  ran: string;
  failed(count: number): string;
  slow: string;
  errorIn(cell: string, line: number | undefined, message: string): string;
}

export const notebookTexts: Messages<NotebookTexts> = {
  en: {
    notebook: 'Notebook',
    runsOn: 'The cells run on',
    ofThisCase: (name) => `${name} (as published)`,
    ownFile: (file, name) => `your file ${file} in place of ${name}`,
    loading: (name) => `${name} (being read)`,
    ownFileInstead: 'Use your own file',
    inPlaceOf: (name) => `In place of ${name}`,
    backTo: (name) => `Back to ${name}`,
    dropNow: 'Drop to run the cells on your file',
    edited: (count) => (count === 1 ? '1 cell edited' : `${count} cells edited`),
    runAll: 'Run all',
    resetAll: 'Reset all',
    copyEdits: 'Copy link with edits',
    copied: 'Link copied. Whoever opens it sees your changes first and decides whether to run them.',
    copyFailed: 'The browser did not allow copying. Here is the link:',
    code: (name) => `Code of ${name}`,
    edit: 'Edit',
    editOf: (name) => `Edit cell ${name}`,
    editorOf: (name) => `Code of cell ${name}`,
    editorHint: 'Shift+Enter runs. Escape, then Tab leaves the editor.',
    run: 'Run',
    undo: 'Undo',
    reset: 'Reset',
    close: 'Close',
    edits: 'Edited by you',
    stale: 'The published text of this cell has changed since you edited it.',
    compare: 'Compare',
    keep: 'Keep mine',
    takeNew: 'Take the new',
    fromLink: 'The link brings a change to this cell. It has not run. See what it changes:',
    fromLinkOther: 'The published text has changed since the link was made.',
    replacesOwn: 'Taking it replaces your own edit of this cell.',
    take: 'Take it and run',
    dismiss: 'Leave it',
    unknownCell: (name) => `The link brings a change to a cell named ${name}, which this page does not have.`,
    difference: 'Difference from the published text',
    frameTitle: 'Output of the edited cells',
    frameNote: 'Your edited cells run here, apart from the page and without network.',
    stop: 'Stop',
    stopped: 'Stopped.',
    running: 'Running…',
    ran: 'Done.',
    failed: (count) => (count === 1 ? '1 cell failed.' : `${count} cells failed.`),
    slow: 'Still running.',
    errorIn: (cell, line, message) => `${cell}${line === undefined ? '' : `, line ${line}`}: ${message}`,
  },
  'zh-cn': {
    notebook: '笔记本',
    runsOn: '单元所用数据',
    ofThisCase: (name) => `${name}（本案例自带）`,
    ownFile: (file, name) => `你的文件 ${file}，代替 ${name}`,
    loading: (name) => `${name}（读取中）`,
    ownFileInstead: '换成自己的文件',
    inPlaceOf: (name) => `代替 ${name}`,
    backTo: (name) => `换回 ${name}`,
    dropNow: '松开后，单元将用你的文件运行',
    edited: (count) => `已修改 ${count} 个单元`,
    runAll: '全部运行',
    resetAll: '全部还原',
    copyEdits: '复制带修改的链接',
    copied: '链接已复制。打开链接的人会先看到修改，再决定是否运行。',
    copyFailed: '浏览器不允许复制，链接如下：',
    code: (name) => `${name} 的代码`,
    edit: '编辑',
    editOf: (name) => `编辑单元 ${name}`,
    editorOf: (name) => `单元 ${name} 的代码`,
    editorHint: 'Shift+Enter 运行。按 Esc 再按 Tab 离开编辑器。',
    run: '运行',
    undo: '撤销',
    reset: '还原',
    close: '关闭',
    edits: '你已修改',
    stale: '你修改之后，这个单元发布的原文又变了。',
    compare: '对比',
    keep: '保留我的',
    takeNew: '改用新的',
    fromLink: '链接带来了对这个单元的修改，尚未运行。请先看改了什么：',
    fromLinkOther: '链接生成之后，发布的原文已经变了。',
    replacesOwn: '采用它会替换你自己对这个单元的修改。',
    take: '采用并运行',
    dismiss: '不采用',
    unknownCell: (name) => `链接带来了对单元 ${name} 的修改，但本页没有这个单元。`,
    difference: '与发布原文的差异',
    frameTitle: '修改后单元的输出',
    frameNote: '修改后的单元在这里运行，与页面隔离，没有网络。',
    stop: '停止',
    stopped: '已停止。',
    running: '运行中…',
    ran: '完成。',
    failed: (count) => `${count} 个单元出错。`,
    slow: '仍在运行。',
    errorIn: (cell, line, message) => `${cell}${line === undefined ? '' : ` 第 ${line} 行`}：${message}`,
  },
};
