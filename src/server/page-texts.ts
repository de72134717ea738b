import type { Kind } from '#model/kind.ts';
import type { Locale } from '#locale/locale.ts';

/** Texts of the pages that a server makes on request. */
export interface PageTexts {
  script: string;
  noStore: string;
  noSession: string;
  problem: string;
  home: string;
  plain(sizeBytes: number): string;
  /** Of a capture that is, or was, sent while it was made: in a title, and before its summary. */
  streams: Record<'growing' | 'complete' | 'cut', { word: string; sentence: string }>;
  kept(until: string | undefined): string;
  download(name: string): string;
  embed: string;
  embedHint: string;
  list(tag: string): string;
  listAbout(tag: string): string;
  search: string;
  searchButton: string;
  nothing: string;
  older: string;
  newest: string;
  columns: { name: string; what: string; size: string; made: string; until: string };
  states: Record<'growing' | 'complete' | 'cut', string>;
  /** What is said of a kind; nothing of what was read in vain. */
  kinds: Readonly<Record<Kind | 'unknown', string>>;
  session: string;
  manage: string;
  key: string;
  newName: string;
  newTag: string;
  rename: string;
  remove: string;
  confirmRemove: string;
  forever: string;
}

export const pageTexts: Record<Locale, PageTexts> = {
  en: {
    script: 'Charts need JavaScript: everything is read and drawn in your browser.',
    noStore: 'This server keeps no captures.',
    noSession: 'There are no such files here, or they have expired.',
    problem: 'Nothing to show',
    home: 'Casebook',
    plain: (sizeBytes) => `A capture of ${sizeBytes.toLocaleString('en-US')} bytes.`,
    streams: {
      growing: { word: 'live', sentence: 'A capture that is still being made.' },
      complete: { word: 'ended', sentence: 'Its sender has ended it.' },
      cut: { word: 'cut off', sentence: 'Cut off: its sender went away.' },
    },
    kept: (until) => (until ? `kept until ${until.slice(0, 10)}` : 'kept for ever'),
    download: (name) => `Save ${name}`,
    embed: 'Embed in a wiki',
    embedHint:
      'Where the server’s settings allow the wiki to frame it. Add the part of the address from # on to embed the view that you see, and &theme=dark or &theme=light after ?embed to follow the wiki’s theme.',
    list: (tag) => `Captures of ${tag}`,
    listAbout: (tag) => `Everything that was sent under the tag ${tag}, newest first.`,
    search: 'Search names and summaries',
    searchButton: 'Search',
    nothing: 'Nothing found.',
    older: 'Older',
    newest: 'Newest',
    columns: { name: 'Name', what: 'What it is', size: 'Size', made: 'Sent (UTC)', until: 'Kept until' },
    states: { growing: 'live', complete: '', cut: 'cut off' },
    kinds: { recording: 'Recording', 'crash-log': 'Crash log', unknown: '' },
    session: 'whole session',
    manage: 'Rename, move, delete',
    key: 'Deletion key',
    newName: 'New name',
    newTag: 'New tag',
    rename: 'Rename',
    remove: 'Delete',
    confirmRemove: 'Delete this capture for everybody?',
    forever: 'for ever',
  },
  'zh-cn': {
    script: '图表需要 JavaScript：读取和绘图都在你的浏览器里完成。',
    noStore: '这台服务器不保存采集数据。',
    noSession: '这里没有这些文件，或者它们已过期。',
    problem: '没有可显示的内容',
    home: 'Casebook',
    plain: (sizeBytes) => `采集数据，${sizeBytes.toLocaleString('en-US')} 字节。`,
    streams: {
      growing: { word: '实时', sentence: '正在生成的采集数据。' },
      complete: { word: '已结束', sentence: '发送方已结束发送。' },
      cut: { word: '已中断', sentence: '已中断：发送方已离开。' },
    },
    kept: (until) => (until ? `保存到 ${until.slice(0, 10)}` : '永久保存'),
    download: (name) => `保存 ${name}`,
    embed: '嵌入到 wiki',
    embedHint:
      '需要服务器设置允许该 wiki 嵌入。在地址后加上 # 及其后的部分，就能嵌入你现在看到的视图；在 ?embed 后加上 &theme=dark 或 &theme=light，就跟随 wiki 的主题。',
    list: (tag) => `${tag} 的采集数据`,
    listAbout: (tag) => `以标签 ${tag} 上传的全部数据，最新的在前。`,
    search: '搜索名称和摘要',
    searchButton: '搜索',
    nothing: '没有找到。',
    older: '更早',
    newest: '最新',
    columns: { name: '名称', what: '内容', size: '大小', made: '上传时间 (UTC)', until: '保存到' },
    states: { growing: '实时', complete: '', cut: '已中断' },
    kinds: { recording: '记录', 'crash-log': '崩溃日志', unknown: '' },
    session: '整个会话',
    manage: '改名、移动、删除',
    key: '删除密钥',
    newName: '新名称',
    newTag: '新标签',
    rename: '改名',
    remove: '删除',
    confirmRemove: '为所有人删除这份数据？',
    forever: '永久',
  },
};
