import { type Translation, translate } from '#codes/said.ts';
import { formatAmount } from '#locale/amount.ts';
import { formatDuration } from '#locale/format.ts';
import type { LinkProblems } from '#view/says.ts';
import type { texts as en } from '../en/captures.ts';
import { sayReason } from './reasons.ts';

const linkProblems: Translation<LinkProblems> = {
  'link-newer': ({ version }) => `由更新版本的 Casebook 生成（链接版本 ${version}）`,
  'link-unknown': ({ key }) => `无法识别 ${key}`,
  'link-bad-value': ({ key, value, reason }) =>
    `${key} 的值无效：${value.slice(0, 60)}（${sayReason(reason)}）`,
  'link-repeated': ({ key }) => `${key} 出现了两次，以第一个为准`,
  'link-too-many': ({ key, count, most }) => `${key} 出现了 ${count} 次，只读取了前 ${most} 个`,
  'link-long-list': ({ key, count, most }) => `${key} 有 ${count} 项，只读取了前 ${most} 项`,
  'link-missing-data': ({ name }) => `${name} 的数据不在链接里：链接在途中被截断了`,
};

export const texts: typeof en = {
  dropTitle: '把文件拖到本页任意位置',
  dropHint:
    'topid 的记录（process、snapshot、info 可一起拖入）、Go 崩溃日志、profile（pprof、折叠栈、perf script）、CSV 或 TSV 表格；是否 gzip 压缩都可以。',
  dropNow: '松开即可打开',
  privacy:
    '文件只在本浏览器里读取，除非你主动分享，否则不会发送任何内容。为了刷新后还能看到，浏览器会保留一天，或到你移除为止。',
  pick: '选择文件…',
  paste: '粘贴文本',
  pasteLabel: '崩溃日志、topid 输出、表格或折叠栈',
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
  cancelOf: (name) => `取消：${name}`,
  show: '显示 ',
  reading: (name, percent) => `正在读取 ${name}：${percent} %`,
  readingShort: '读取中',
  failed: '无法读取',
  failedFiles: (count) => `${count} 个文件无法读取`,
  missing: '链接未带数据',
  notices: (count) => `${count} 条提示`,
  noticesMore: (count) => `另有 ${count} 条`,
  kinds: { recording: '记录', 'crash-log': 'Go 崩溃日志', profile: 'Profile' },
  profileSamples: (count) => `${formatAmount(count, 'count')} 个采样`,
  crashes: (count) => `${count} 次崩溃`,
  collections: (count) => `${count} 次垃圾回收`,
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
  unlikeProfile: (recording, profile) =>
    `${profile} 是 profile，${recording} 是记录，两者无法比较。记录只能与记录比较，profile 只能与 profile 比较。`,
  close: '关闭',
  linkNewer: (version) =>
    `这个链接由更新版本的 Casebook 生成（链接版本 ${version}）。能识别的部分已显示；如果本页较旧，请刷新。`,
  linkProblems: '链接中有些部分无法识别，其余部分已显示。',
  linkProblem: (problem) => translate(linkProblems, problem),
  moreLinkProblems: (count) => `还有 ${count} 处`,
  backToCase: (name) => `回到案例自己的数据：${name}`,
  ownFile: (name) => `你的文件：${name}`,
  dropOwn: '换成自己的文件',
  howMade: '数据如何得到',
  openAlone: '单独打开',
  download: '下载',
  loading: (name) => `正在加载 ${name}…`,
  retry: '重试',
  stoppedAt: (byte) => `读到第 ${byte} 字节为止，其后的内容无法使用。`,
  live: {
    growing: (seconds) => `实时：边接收边绘制。最近一次数据在 ${formatDuration(seconds)} 前。`,
    stalled: (since) => `自 ${since} UTC 起没有新数据。发送方可能已断开；本页会继续等待。`,
    complete: '已完整：发送方已结束。',
    cut: '已中断：发送方断开了。中断前收到的数据都在这里。',
  },
  beside: '并排对比',
  listed: (parts) => parts.join('，'),
};
