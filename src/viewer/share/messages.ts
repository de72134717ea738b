import type { RedactionKind, Replacement } from '#redact/kinds.ts';
import type { Messages } from '#locale/locale.ts';

/** Texts of the share dialog. */
export interface ShareTexts {
  share: string;
  title: string;
  close: string;
  preparing: string;
  failed(reason: string): string;
  leaves: string;
  leavesNothing: string;
  leavesFiles(count: number, size: string): string;
  leavesHint: string;
  published(names: string): string;
  missing(names: string): string;
  left(names: string): string;
  leftRedacted(names: string): string;
  pins(count: number): string;
  name: string;
  size: string;
  redact: string;
  redactHint: string;
  kinds: Record<RedactionKind, string>;
  kindHints: Partial<Record<RedactionKind, string>>;
  moreKinds: string;
  redacting: string;
  redactingPart(percent: number): string;
  redactCancel: string;
  redactCancelled: string;
  redactAgain: string;
  words: string;
  wordsHint: string;
  found: Record<Replacement['kind'], string>;
  preview(count: number): string;
  previewNothing: string;
  before: string;
  after: string;
  times: string;
  previewText: string;
  previewFile: string;
  previewMore(lines: number): string;
  ways: string;
  recommended: string;
  plainLink: string;
  plainLinkHint: string;
  dataLink: string;
  dataLinkHint: string;
  dataLinkTooLarge: string;
  bareLink: string;
  bareLinkHint: string;
  linkLength(characters: string): string;
  linkShort: string;
  linkMiddle: string;
  linkLong: string;
  copy: string;
  copied: string;
  copiedWithData: string;
  copiedWithout(names: string): string;
  copyFailed: string;
  link: string;
  oneFile: string;
  oneFileHint: string;
  save: string;
  saving: string;
  saved(name: string, size: string): string;
  redactedFiles: string;
  redactedFilesHint: string;
  upload: string;
  uploadHint(size: string): string;
  uploadTooLarge(size: string): string;
  tag: string;
  tagHint: string;
  keep: string;
  keepDays(days: number): string;
  keepForever: string;
  token: string;
  start: string;
  pause: string;
  resume: string;
  cancel: string;
  uploading(name: string, percent: number): string;
  paused: string;
  resumed: string;
  retrying: string;
  cancelled: string;
  uploaded: string;
  deletionKey(name: string): string;
  keyKept: string;
  keyNotKept: string;
  uploads(count: number): string;
  remove(name: string): string;
  removed(name: string): string;
}

export const shareTexts: Messages<ShareTexts> = {
  en: {
    share: 'Share…',
    title: 'Share this view',
    close: 'Close',
    preparing: 'Preparing…',
    failed: (reason) => `This did not work: ${reason}`,
    leaves: 'What leaves this machine',
    leavesNothing: 'No file: everything that is open is published on this site.',
    leavesFiles: (count, size) => (count === 1 ? `1 file, ${size}.` : `${count} files, ${size} together.`),
    leavesHint: 'Nothing leaves before you choose a way below.',
    published: (names) => `Published on this site already: ${names}.`,
    missing: (names) => `Named, but not here, so it cannot go along: ${names}.`,
    left: (names) => `Not ready or not readable, so left out: ${names}.`,
    leftRedacted: (names) => `Not here or not readable, so it cannot be redacted and is left out: ${names}.`,
    pins: (count) => (count === 1 ? 'With 1 note.' : `With ${count} notes.`),
    name: 'Name',
    size: 'Size',
    redact: 'Redact first',
    redactHint:
      'Takes out what tells of people and machines; the same name becomes the same pseudonym everywhere. Recordings leave as tables, with snapshots and information as text; logs keep their lines. Nothing knows every secret: look at the preview.',
    kinds: {
      ip: 'IP addresses',
      mac: 'MAC addresses',
      email: 'E-mail addresses',
      host: 'Names of machines',
      user: 'User names and home folders',
      path: 'Folders of files and code',
      args: 'Arguments of processes',
      env: 'Variables, passwords, tokens',
      process: 'Names of processes',
      serial: 'Serial numbers',
      imei: 'IMEI numbers',
      imsi: 'SIM card numbers',
      phone: 'Phone numbers',
      location: 'Coordinates',
      uuid: 'UUIDs, ids of containers',
    },
    kindHints: {
      path: 'names of files, functions and packages stay',
      process: 'the charts then show process-1, process-2, …',
      serial: 'behind words such as serial number, device id, machine-id',
      imei: '15 digits whose last one fits, or behind the word',
      imsi: 'IMSI and ICCID: behind the word, or by their look',
      phone: 'international ones, or behind words such as phone',
      location: 'latitude and longitude, as words, pairs or from a GPS receiver',
      uuid: '8-4-4-4-12 hexadecimal digits, wherever they stand',
    },
    moreKinds: 'Only where you ask for it',
    redacting: 'Redacting…',
    redactingPart: (percent) => `Redacting: ${percent} %`,
    redactCancel: 'Cancel redaction',
    redactCancelled: 'Redaction was cancelled, so there is nothing to share yet.',
    redactAgain: 'Redact again',
    words: 'More words to take out',
    wordsHint: 'Separated by commas: a project, a customer. Found within longer words too.',
    found: {
      ip: 'IP',
      mac: 'MAC',
      email: 'e-mail',
      host: 'machine',
      user: 'user',
      path: 'folder',
      args: 'arguments',
      env: 'secret',
      process: 'process',
      serial: 'serial number',
      imei: 'IMEI',
      imsi: 'SIM card',
      phone: 'phone',
      location: 'place',
      uuid: 'UUID',
      word: 'own word',
    },
    preview: (count) => (count === 1 ? 'Preview: 1 thing taken out' : `Preview: ${count} things taken out`),
    previewNothing: 'Nothing was found to take out.',
    before: 'Before',
    after: 'After',
    times: 'Times',
    previewText: 'What goes, as text',
    previewFile: 'File',
    previewMore: (lines) => `… and ${lines} more lines`,
    ways: 'Ways',
    recommended: 'suggested',
    plainLink: 'Link',
    plainLinkHint: 'Everything that is open is published on this site: the link holds the whole view.',
    dataLink: 'Link with the data',
    dataLinkHint: 'Whoever has the link sees the same, and has the files. Nothing is stored anywhere else.',
    dataLinkTooLarge: 'Too large for a link: the files take more than 24 KB, compressed.',
    bareLink: 'Link without the data',
    bareLinkHint: 'The receiver has to have the files: the link tells their names, sizes and SHA-256.',
    linkLength: (characters) => `${characters} characters.`,
    linkShort: 'Fits nearly everywhere.',
    linkMiddle: 'Some chats cut it (Discord at 2,000): send it as a file there.',
    linkLong: 'Browsers, GitHub and Slack take it; other chats and mail programs may cut it.',
    copy: 'Copy link',
    copied: 'Link copied.',
    copiedWithData: 'Link copied, the data in it.',
    copiedWithout: (names) => `Link copied without the data. Its receiver will be asked for: ${names}.`,
    copyFailed: 'The browser did not let the page copy. The link, to copy by hand:',
    link: 'Link',
    oneFile: 'One HTML file',
    oneFileHint: 'For a ticket or a mail: opens from disk without any network, and still zooms and filters.',
    save: 'Save HTML file',
    saving: 'Putting the page together…',
    saved: (name, size) => `Saved ${name}, ${size}.`,
    redactedFiles: 'The redacted files',
    redactedFilesHint: 'As they are, to send by any way; they open here again as one.',
    upload: 'Upload to this site',
    uploadHint: (size) => `Whoever has the link can have the files (up to ${size} each) until they expire.`,
    uploadTooLarge: (size) => `A file is larger than this server takes (${size}).`,
    tag: 'Tag',
    tagHint: 'Captures of one tag are listed together. Letters A to Z, digits, dots, dashes, underscores.',
    keep: 'Keep for',
    keepDays: (days) => (days === 1 ? '1 day' : `${days} days`),
    keepForever: 'until deleted',
    token: 'Upload token of this server',
    start: 'Upload',
    pause: 'Pause',
    resume: 'Go on',
    cancel: 'Cancel upload',
    uploading: (name, percent) => `Uploading ${name}: ${percent} %`,
    paused: 'Paused. What was sent stays on the server; after a reload, upload again to go on.',
    resumed: 'Goes on where it stood.',
    retrying: 'The connection was lost; trying again…',
    cancelled: 'Cancelled; what was sent is deleted.',
    uploaded: 'Uploaded. The link to this view:',
    deletionKey: (name) => `Deletion key of ${name}`,
    keyKept: 'Shown once, and kept in this browser.',
    keyNotKept: 'Shown once. This browser keeps nothing: note it down to be able to delete.',
    uploads: (count) => `Uploaded from this browser: ${count}`,
    remove: (name) => `Delete ${name} from the server`,
    removed: (name) => `${name} is deleted from the server.`,
  },
  'zh-cn': {
    share: '分享…',
    title: '分享当前视图',
    close: '关闭',
    preparing: '正在准备…',
    failed: (reason) => `没有成功：${reason}`,
    leaves: '哪些内容会离开本机',
    leavesNothing: '没有文件：打开的内容都是本站发布的。',
    leavesFiles: (count, size) => `${count} 个文件，共 ${size}。`,
    leavesHint: '在你选择下面的方式之前，什么都不会离开。',
    published: (names) => `本站已发布：${names}。`,
    missing: (names) => `链接提到但本机没有，无法带上：${names}。`,
    left: (names) => `尚未就绪或无法读取，不带上：${names}。`,
    leftRedacted: (names) => `本机没有或无法读取，因而无法脱敏，不带上：${names}。`,
    pins: (count) => `含 ${count} 条批注。`,
    name: '名称',
    size: '大小',
    redact: '先脱敏',
    redactHint:
      '去掉透露人员和机器的内容；同一个名字在各处换成同一个代号。记录以表格发出，快照和系统信息为文本；日志的行保持不变。没有工具认得所有秘密：请查看预览。',
    kinds: {
      ip: 'IP 地址',
      mac: 'MAC 地址',
      email: '电子邮件地址',
      host: '主机名',
      user: '用户名和主目录',
      path: '文件与代码的目录',
      args: '进程参数',
      env: '环境变量、密码、令牌',
      process: '进程名',
      serial: '序列号',
      imei: 'IMEI 号',
      imsi: 'SIM 卡号',
      phone: '电话号码',
      location: '坐标',
      uuid: 'UUID、容器 ID',
    },
    kindHints: {
      path: '文件名、函数名和包名保留',
      process: '图表中将显示 process-1、process-2……',
      serial: '跟在 serial number、device id、machine-id 等词后面的',
      imei: '15 位且校验位正确，或跟在该词后面的数字',
      imsi: 'IMSI 和 ICCID：跟在该词后面，或从样子看出',
      phone: '国际号码，或跟在 phone 等词后面的号码',
      location: '纬度和经度：带名称的、成对的，或 GPS 接收机输出的',
      uuid: '8-4-4-4-12 位十六进制数，不论在哪里',
    },
    moreKinds: '需要时才去掉的',
    redacting: '正在脱敏…',
    redactingPart: (percent) => `正在脱敏：${percent} %`,
    redactCancel: '取消脱敏',
    redactCancelled: '脱敏已取消，因此还没有可以分享的内容。',
    redactAgain: '重新脱敏',
    words: '另外要去掉的词',
    wordsHint: '用逗号分隔，例如项目名、客户名。夹在更长的词里也会去掉。',
    found: {
      ip: 'IP',
      mac: 'MAC',
      email: '邮件',
      host: '主机',
      user: '用户',
      path: '目录',
      args: '参数',
      env: '秘密',
      process: '进程',
      serial: '序列号',
      imei: 'IMEI',
      imsi: 'SIM 卡',
      phone: '电话',
      location: '坐标',
      uuid: 'UUID',
      word: '自定词',
    },
    preview: (count) => `预览：去掉了 ${count} 项`,
    previewNothing: '没有找到需要去掉的内容。',
    before: '原文',
    after: '代号',
    times: '次数',
    previewText: '发出的文本',
    previewFile: '文件',
    previewMore: (lines) => `……还有 ${lines} 行`,
    ways: '方式',
    recommended: '建议',
    plainLink: '链接',
    plainLinkHint: '打开的内容都是本站发布的，链接即可完整重现。',
    dataLink: '带数据的链接',
    dataLinkHint: '拿到链接的人看到同样的内容，也就拿到了文件。数据不存放在任何别处。',
    dataLinkTooLarge: '太大，放不进链接：压缩后超过 24 KB。',
    bareLink: '不带数据的链接',
    bareLinkHint: '接收者需要自己有这些文件：链接只写明文件名、大小和 SHA-256。',
    linkLength: (characters) => `${characters} 个字符。`,
    linkShort: '几乎到处都能用。',
    linkMiddle: '有些聊天工具会截断（Discord 为 2,000 个字符），请在那里以文件发送。',
    linkLong: '浏览器、GitHub 和 Slack 都能用；其他聊天和邮件程序可能截断。',
    copy: '复制链接',
    copied: '链接已复制。',
    copiedWithData: '链接已复制，数据在链接里。',
    copiedWithout: (names) => `链接已复制，未带数据。接收者需要提供：${names}。`,
    copyFailed: '浏览器不允许页面复制。请手动复制这个链接：',
    link: '链接',
    oneFile: '单个 HTML 文件',
    oneFileHint: '适合工单或邮件：从磁盘打开，不需要网络，仍可缩放和筛选。',
    save: '保存 HTML 文件',
    saving: '正在生成页面…',
    saved: (name, size) => `已保存 ${name}，${size}。`,
    redactedFiles: '脱敏后的文件',
    redactedFilesHint: '原样保存，可用任何方式发送；在这里重新打开时合为一体。',
    upload: '上传到本站',
    uploadHint: (size) => `在过期之前，拿到链接的人都能取得文件（每个不超过 ${size}）。`,
    uploadTooLarge: (size) => `有文件超过本服务器的上限（${size}）。`,
    tag: '标签',
    tagHint: '同一标签的文件列在一起。可用 A 到 Z 的字母、数字、点、连字符和下划线。',
    keep: '保留',
    keepDays: (days) => `${days} 天`,
    keepForever: '直到删除',
    token: '本服务器的上传令牌',
    start: '上传',
    pause: '暂停',
    resume: '继续',
    cancel: '取消上传',
    uploading: (name, percent) => `正在上传 ${name}：${percent} %`,
    paused: '已暂停。已发送的部分留在服务器上；刷新页面后再次上传即可继续。',
    resumed: '从上次停下的地方继续。',
    retrying: '连接中断，正在重试…',
    cancelled: '已取消，已发送的部分已删除。',
    uploaded: '已上传。当前视图的链接：',
    deletionKey: (name) => `${name} 的删除密钥`,
    keyKept: '只显示一次，并保存在本浏览器里。',
    keyNotKept: '只显示一次。本浏览器不保存数据：若要能够删除，请记下来。',
    uploads: (count) => `从本浏览器上传的：${count}`,
    remove: (name) => `从服务器删除 ${name}`,
    removed: (name) => `${name} 已从服务器删除。`,
  },
};
