import type { LinkProblem } from '#view/link-problem.ts';
import type { Messages } from '#locale/locale.ts';
import type { Kind } from '#model/kind.ts';

/** Texts of opening, listing and linking captures. */
export interface CaptureTexts {
  dropTitle: string;
  dropHint: string;
  dropNow: string;
  privacy: string;
  pick: string;
  paste: string;
  pasteLabel: string;
  pasteHint: string;
  pasteOpen: string;
  pasteName: string;
  url: string;
  urlLabel: string;
  urlHint: string;
  urlOpen: string;
  samples: string;
  samplesHint: string;
  /** Before the title, for those who hear it. */
  openSample: string;
  open: string;
  openCount(count: number): string;
  nothingOpen: string;
  remove(name: string): string;
  removeShort: string;
  removeAll: string;
  cancel: string;
  /** Before the name, for those who hear it. */
  show: string;
  reading(name: string, percent: number): string;
  readingShort: string;
  failed: string;
  /** Of an item of several. */
  failedFiles(count: number): string;
  missing: string;
  notices(count: number): string;
  noticesMore(count: number): string;
  kinds: Record<Kind, string>;
  crashes(count: number): string;
  samplesAndSeries(samples: number, series: number): string;
  snapshotsOnly(count: number): string;
  nothingInIt: string;
  infoOnly: string;
  files(count: number): string;
  missingTitle(name: string): string;
  missingText: string;
  missingDrop: string;
  size: string;
  sha256: string;
  otherFile(name: string): string;
  unlike(recording: string, log: string): string;
  close: string;
  linkNewer(version: number): string;
  linkProblems: string;
  linkProblem(problem: LinkProblem): string;
  /** Problems that are not listed one by one. */
  moreLinkProblems(count: number): string;
  backToCase(name: string): string;
  ownFile(name: string): string;
  caseFile: string;
  dropOwn: string;
  howMade: string;
  openAlone: string;
  download: string;
  loading(name: string): string;
  retry: string;
  stoppedAt(byte: string): string;
}

export const captureTexts: Messages<CaptureTexts> = {
  en: {
    dropTitle: 'Drop files anywhere on this page',
    dropHint:
      'Recordings of topid (process, snapshot and info together), Go crash logs, CSV or TSV tables; gzipped or not.',
    dropNow: 'Drop to open',
    privacy:
      'Files are read in this browser; nothing of them is sent unless you share it. The browser keeps them for a day, or until you remove them, so that a reload finds them.',
    pick: 'Choose files…',
    paste: 'Paste text',
    pasteLabel: 'Crash log, topid output or table',
    pasteHint:
      'Paste a log straight from the terminal or the chat: prefixes, colours and quote marks are read past.',
    pasteOpen: 'Open text',
    pasteName: 'pasted.txt',
    url: 'From an address',
    urlLabel: 'Address on this site',
    urlHint:
      'A path or URL of this same site, such as /captures/topid-crash-1.log. Other sites are not asked.',
    urlOpen: 'Open',
    samples: 'Or try a sample',
    samplesHint: 'Real recordings and logs that the cases draw on.',
    openSample: 'Open sample: ',
    open: 'Open',
    openCount: (count) => (count === 1 ? '1 capture open' : `${count} captures open`),
    nothingOpen: 'Nothing is open.',
    remove: (name) => `Remove ${name}`,
    removeShort: 'Remove',
    removeAll: 'Remove all',
    cancel: 'Cancel',
    show: 'Show ',
    reading: (name, percent) => `Reading ${name}: ${percent} %`,
    readingShort: 'Reading',
    failed: 'Cannot be read',
    failedFiles: (count) => (count === 1 ? '1 file cannot be read' : `${count} files cannot be read`),
    missing: 'Not in the link',
    notices: (count) => (count === 1 ? '1 notice' : `${count} notices`),
    noticesMore: (count) => `and ${count} more`,
    kinds: { recording: 'Recording', 'crash-log': 'Go crash log' },
    crashes: (count) => (count === 1 ? '1 crash' : `${count} crashes`),
    samplesAndSeries: (samples, series) => `${samples} samples, ${series} series`,
    snapshotsOnly: (count) => (count === 1 ? '1 snapshot' : `${count} snapshots`),
    nothingInIt: 'no snapshots',
    infoOnly: 'System information',
    files: (count) => `${count} files`,
    missingTitle: (name) => `This link looks at ${name}, which it does not carry`,
    missingText: 'Ask the sender for the file and drop it here: the view of the link is then applied to it.',
    missingDrop: 'Choose the file…',
    size: 'Size',
    sha256: 'SHA-256',
    otherFile: (name) =>
      `${name} is not the file that the link was made from: its SHA-256 differs. It is shown all the same.`,
    unlike: (recording, log) =>
      `${log} is a crash log, ${recording} a recording: the two cannot be compared. A recording compares with a recording, a crash log with a crash log.`,
    close: 'Close',
    linkNewer: (version) =>
      `This link was made by a newer Casebook (link version ${version}). What this one understands is shown; reload the page if it may be out of date.`,
    linkProblems: 'Parts of the link could not be read; the rest is shown.',
    linkProblem: ({ message }) => message,
    moreLinkProblems: (count) => `and ${count} more`,
    backToCase: (name) => `Back to the case’s own: ${name}`,
    ownFile: (name) => `Your file: ${name}`,
    caseFile: 'The case’s own capture',
    dropOwn: 'Try your own file',
    howMade: 'How it was made',
    openAlone: 'Open on its own page',
    download: 'Download',
    loading: (name) => `Loading ${name}…`,
    retry: 'Try again',
    stoppedAt: (byte) => `Read up to byte ${byte}; what follows could not be used.`,
  },
  'zh-cn': {
    dropTitle: '把文件拖到本页任意位置',
    dropHint:
      'topid 的记录（process、snapshot、info 可一起拖入）、Go 崩溃日志、CSV 或 TSV 表格；是否 gzip 压缩都可以。',
    dropNow: '松开即可打开',
    privacy:
      '文件只在本浏览器里读取，除非你主动分享，否则不会发送任何内容。为了刷新后还能看到，浏览器会保留一天，或到你移除为止。',
    pick: '选择文件…',
    paste: '粘贴文本',
    pasteLabel: '崩溃日志、topid 输出或表格',
    pasteHint: '可以直接粘贴终端或聊天里的日志：行首前缀、颜色码和引用符号都能识别。',
    pasteOpen: '打开文本',
    pasteName: '粘贴.txt',
    url: '从地址打开',
    urlLabel: '本站地址',
    urlHint: '本站的路径或 URL，例如 /captures/topid-crash-1.log。不会访问其他站点。',
    urlOpen: '打开',
    samples: '或者试试样例',
    samplesHint: '案例所用的真实记录和日志。',
    openSample: '打开样例：',
    open: '打开',
    openCount: (count) => `已打开 ${count} 项`,
    nothingOpen: '还没有打开任何文件。',
    remove: (name) => `移除 ${name}`,
    removeShort: '移除',
    removeAll: '全部移除',
    cancel: '取消',
    show: '显示 ',
    reading: (name, percent) => `正在读取 ${name}：${percent} %`,
    readingShort: '读取中',
    failed: '无法读取',
    failedFiles: (count) => `${count} 个文件无法读取`,
    missing: '链接未带数据',
    notices: (count) => `${count} 条提示`,
    noticesMore: (count) => `另有 ${count} 条`,
    kinds: { recording: '记录', 'crash-log': 'Go 崩溃日志' },
    crashes: (count) => `${count} 次崩溃`,
    samplesAndSeries: (samples, series) => `${samples} 个采样，${series} 条曲线`,
    snapshotsOnly: (count) => `${count} 个快照`,
    nothingInIt: '没有快照',
    infoOnly: '系统信息',
    files: (count) => `${count} 个文件`,
    missingTitle: (name) => `这个链接看的是 ${name}，但链接里没有带上它的数据`,
    missingText: '请向发送者索取该文件并拖到这里，链接中的视图会应用到它上面。',
    missingDrop: '选择该文件…',
    size: '大小',
    sha256: 'SHA-256',
    otherFile: (name) => `${name} 与生成链接时的文件不同（SHA-256 不一致），仍按原样显示。`,
    unlike: (recording, log) =>
      `${log} 是崩溃日志，${recording} 是记录，两者无法比较。记录只能与记录比较，崩溃日志只能与崩溃日志比较。`,
    close: '关闭',
    linkNewer: (version) =>
      `这个链接由更新版本的 Casebook 生成（链接版本 ${version}）。能识别的部分已显示；如果本页较旧，请刷新。`,
    linkProblems: '链接中有些部分无法识别，其余部分已显示。',
    linkProblem: (problem) => {
      switch (problem.kind) {
        case 'newer':
          return `由更新版本的 Casebook 生成（链接版本 ${problem.version}）`;
        case 'unknown':
          return `无法识别 ${problem.key}`;
        case 'bad-value':
          return `${problem.key} 的值无效：${problem.value.slice(0, 60)}`;
        case 'repeated':
          return `${problem.key} 出现了两次，以第一个为准`;
        case 'too-many':
          return `${problem.key} 出现了 ${problem.count} 次，只读取了前 ${problem.most} 个`;
        case 'missing-data':
          return `${problem.name} 的数据不在链接里：链接在途中被截断了`;
      }
    },
    moreLinkProblems: (count) => `还有 ${count} 处`,
    backToCase: (name) => `回到案例自己的数据：${name}`,
    ownFile: (name) => `你的文件：${name}`,
    caseFile: '案例自己的数据',
    dropOwn: '换成自己的文件',
    howMade: '数据如何得到',
    openAlone: '单独打开',
    download: '下载',
    loading: (name) => `正在加载 ${name}…`,
    retry: '重试',
    stoppedAt: (byte) => `读到第 ${byte} 字节为止，其后的内容无法使用。`,
  },
};

/** `1.4 MB`, `880 B`: decimal units, as file managers and `ls -h --si` show them. One decimal below ten of a unit. */
export function formatSize(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${sizeBytes} B`;
  let value = sizeBytes;
  let unit = 'B';
  for (const next of ['KB', 'MB', 'GB']) {
    // What rounds to 1000 is one of the next unit.
    if (value < 999.5) break;
    value /= 1000;
    unit = next;
  }
  return `${value.toFixed(value < 9.95 ? 1 : 0)} ${unit}`;
}
