import { type Translation, translate } from '#codes/said.ts';
import type { FormatId } from '#formats/format.ts';
import { formatDuration, formatLimit } from '#locale/format.ts';
import type { Failures, Notices } from '#model/notice.ts';
import type { NoticeTexts } from '../en/notices.ts';
import { hints } from './failure-hints.ts';
import { sayReason } from './reasons.ts';

const formatNames: Record<FormatId, string> = {
  'topid-process': 'topid 进程记录（gob）',
  'topid-snapshot': 'topid 快照（gob）',
  'topid-snapshot-text': 'topid 快照（文本）',
  'topid-info': 'topid 系统信息（文本）',
  'topid-text': 'topid 的文本输出',
  'go-crash': 'Go 崩溃日志',
  table: '进程表格（CSV 或 TSV）',
  pprof: 'pprof 格式的 profile',
  'pprof-text': '文本形式的 pprof profile（?debug=1）',
  folded: '折叠栈',
  'perf-script': 'perf script 的输出',
};

const toNames = (names: readonly { id: FormatId }[]): string =>
  names.map(({ id }) => formatNames[id]).join('、');

const wantedNames: Record<Failures['gob-no-values']['wanted'], string> = {
  samples: '进程采样',
  snapshots: '快照',
};

/** Either sentence, as error: gob's notices become errors where nothing else could be read. */
function orError<Params extends object>(sentence: (params: Params) => string) {
  return (params: Params | (Params & { file: string; wanted: keyof typeof wantedNames })): string =>
    'wanted' in params
      ? `${params.file}：没有读出任何${wantedNames[params.wanted]}：${sentence(params)}`
      : sentence(params);
}

function toWorkerEnd(end: Failures['worker-failed']['what']): string {
  if (end === 'stopped') return '后台线程停止了';
  return end === 'result-lost' ? '结果没能传回' : `后台线程报错：${end.error}`;
}

/** Which way, and by how much: the sign is in the word. */
const clockStep =
  (source: string) =>
  ({ sample, seconds, from, to }: Notices['topid-clock-step']): string =>
    `${source}：时钟在第 ${sample} 个采样之前${seconds < 0 ? '回拨' : '前跳'}了 ${formatDuration(Math.abs(seconds))}，从 ${from} 到 ${to}`;

const timeJump =
  (source: string) =>
  ({ sample, seconds, from, to }: Notices['topid-time-jump']): string =>
    `${source}：第 ${sample} 个采样之前有 ${formatDuration(seconds)} 没有采样，从 ${from} 到 ${to}：记录暂停过，或者时钟被往前调了`;

/** Values that no machine has: of whom, how many, the first of them. */
const impossible =
  (source: string) =>
  ({ what, name, pid, system, count, sample, value }: Notices['topid-impossible']): string => {
    const who = system === 1 ? name : `${name}（pid ${pid}）`;
    const column = what === 'memory' ? '内存' : 'CPU';
    const first = count === 1 ? `在第 ${sample} 个采样` : `第一个在第 ${sample} 个采样`;
    return `${source}：${who} 的 ${column} 有 ${count} 个值不可能出现，按空缺处理；${first}：${value ?? '不是有限的数'}`;
  };

const threadRows =
  '这些行看来是线程（topid -thread）：每行显示的是整个进程的内存，所以内存不相加；只有一个线程的进程不在记录里';
const rowsAlike =
  '各行的内存彼此相同：是同一程序的几个相同的工作进程，还是线程（topid -thread，这时内存不能相加），从记录里看不出来';

const leftOut = ({ line, reason }: Notices['table-row']): string =>
  `表格：第 ${line} 行已略去：${sayReason(reason)}`;

/** What is said of a .gz; alone where nothing of it unpacks. */
const gzip: Translation<Pick<Notices, `gzip-${'cut' | 'corrupt' | 'checksum' | 'trailing'}`>> = {
  'gzip-cut': ({ byte }) => `gzip：压缩数据提前结束于字节 ${byte} 处；此前的内容已读出`,
  'gzip-corrupt': ({ reason, byte }) => `gzip：${sayReason(reason)}（字节 ${byte} 处）；此前的内容已读出`,
  'gzip-checksum': () => 'gzip：校验和与内容不符；部分内容可能有误',
  'gzip-trailing': ({ byte, sizeBytes }) =>
    `gzip：压缩数据之后，从字节 ${byte} 起还有 ${sizeBytes} 字节，已略去`,
};

/** What a file is instead, and what to do about it. */
const kinds: Record<Exclude<Failures['unknown-format']['kind'], '' | 'gob'>, string> = {
  zip: '这是 zip 压缩包：请先解压，再打开里面的文件。',
  xz: '这是 xz 压缩的文件：请先用 unxz 解压。',
  zstd: '这是 zstd 压缩的文件：请先用 unzstd 解压。',
  bzip2: '这是 bzip2 压缩的文件：请先用 bunzip2 解压。',
  '7z': '这是 7z 压缩包：请先解压，再打开里面的文件。',
  tar: '这是 tar 归档：请先解包，再打开里面的文件。',
  elf: '这是 ELF 程序或 core 文件：请打开它写出的日志或 profile。',
  png: '这是 PNG 图片：请打开图中所示的文本或记录本身。',
  jpeg: '这是 JPEG 图片：请打开图中所示的文本或记录本身。',
  pdf: '这是 PDF：请打开其中所示的文本或记录本身。',
  html: '这是一个网页：也许保存的是网页，而不是它链接的文件。',
  zeros: '开头全是零字节，断电后的文件常会这样。',
};

const references: Record<Notices['pprof-missing']['what'], string> = {
  location: '位置',
  function: '函数',
  mapping: '映射',
  string: '字符串',
};

/** What ends a profile early; a part of the error where nothing came before. */
const pprof: Translation<Pick<Notices, 'pprof-cut' | 'pprof-stopped'>> = {
  'pprof-cut': ({ byte, from }) =>
    `pprof：数据在字节 ${byte} 处结束，正在从字节 ${from} 开始的内容之中；它之前的内容已读出`,
  'pprof-stopped': ({ reason, byte, lost }) =>
    `pprof：${sayReason(reason)}（字节 ${byte} 处）；从那里起的 ${lost} 字节无法读取`,
};

const notices: Translation<Notices & Failures> = {
  // Any file
  'empty-file': ({ file }) => `${file}：文件是空的`,
  'empty-gzip': ({ file, problem }) =>
    `${file}：${problem ? translate(gzip, problem) : 'gzip：里面什么也没有'}`,
  ...gzip,
  'unknown-format': ({ file, looked, hex, text, kind, structs }) => {
    const isGob = structs
      ? `这是 ${structs} 的 gob 流，但不是 topid 写的那几种。`
      : '这是 gob 流，但不是 topid 写的那几种。';
    const hint = kind === 'gob' ? isGob : kind === '' ? '' : kinds[kind];
    return `${file}：不是 Casebook 能读的格式。已对照：${toNames(looked)}。它的开头是 ${hex}（"${text}"）。${hint}`;
  },
  'unknown-text': ({ file, looked, text, recorder }) => {
    const hint = recorder === '' ? '' : `看来是 ${recorder} 的输出，Casebook 还不能读它。`;
    return `${file}：是文本，但不是 Casebook 能读的哪一种。能读的有：${toNames(looked)}。它的开头是 ${text}。${hint}`;
  },
  'gzip-nested': ({ file, times }) => `${file}：gzip 套 gzip，超过 ${times} 层；里面的内容没有读`,
  'no-such-format': ({ format }) => `没有叫 ${format} 的格式`,
  mislabelled: ({ file, named, found }) =>
    `${file} 的名字像是${formatNames[named.id]}，内容却是${formatNames[found.id]}；已按内容读取`,
  'too-large': ({ file, maxBytes }) => `${file} 超过 ${formatLimit(maxBytes)}；超出的部分已略去`,
  'file-unreadable': ({ file }) => `${file}：这个文件已无法读取`,
  'out-of-memory': ({ file }) => `${file}：内存不够，无法读取`,
  'worker-failed': (params) =>
    'file' in params ? `${params.file}：${toWorkerEnd(params.what)}` : toWorkerEnd(params.what),
  unexpected: (params) =>
    'file' in params ? `${params.file}：意外的错误：${params.what}` : `意外的错误：${params.what}`,

  // gob, and what topid writes in it
  'gob-cut': orError(({ byte, from, length }) => {
    const long = length === '?' ? '' : `、长 ${length} 字节`;
    return `gob：数据在字节 ${byte} 处结束，正在一条从字节 ${from} 开始${long}的消息之中；它之前的内容已读出，这条消息丢失`;
  }),
  'gob-zeros': orError(
    ({ from, bytes }) => `gob：从字节 ${from} 起有 ${bytes} 个零字节，断电后的文件常会这样`,
  ),
  'gob-bad-messages': orError(({ messages, from, to, reason, byte }) => {
    const which = messages === 1 ? '一条消息' : ` ${messages} 条消息`;
    const where = byte === undefined ? '' : `（字节 ${byte} 处）`;
    return `gob：从字节 ${from} 到 ${to} 的${which}无法读取：${sayReason(reason)}${where}`;
  }),
  'gob-more-bad-messages': ({ more }) => `gob：另有 ${more} 处无法读取`,
  'gob-stopped': orError(({ length, byte, lost }) => {
    const what = length === '?' ? '不是消息的长度' : `的消息自称长 ${length} 字节`;
    return `gob：字节 ${byte} 处${what}；从那里起的 ${lost} 字节无法读取`;
  }),
  'gob-restart': ({ byte }) => `gob：字节 ${byte} 处又开始了一个流：这个文件被不止一次运行写入过`,
  'gob-no-values': ({ file, wanted, byte }) => `${file}：${byte} 字节的 gob 里没有${wantedNames[wanted]}`,
  'topid-no-processes': ({ samples }) => `topid：${samples} 个采样里没有任何进程`,
  'topid-sample-limit': ({ samples }) =>
    `topid：这份记录有 ${samples} 个采样，topid 到此为止不再记录；被观察的进程可能仍在继续`,
  'topid-field-kind': ({ field }) => `topid：字段 ${field} 的类型不能当作 ${field} 读取，已略去`,
  'topid-no-field': ({ field }) => `topid：记录程序没有写出字段 ${field}，按 0 计`,
  'topid-other-values': ({ values }) => `topid：跳过了 ${values} 个不是采样的值`,
  'topid-odd-time': ({ samples, sample }) =>
    `topid：有 ${samples} 个采样的时间不是日期，第一个是第 ${sample} 个采样；它们沿用前一个采样的时间`,
  'topid-odd-snapshot-time': ({ snapshots, snapshot }) =>
    `topid：有 ${snapshots} 个快照的时间不是日期，第一个是第 ${snapshot} 个快照；它们沿用前一个快照的时间`,
  'topid-surplus-rows': ({ rows, sample }) =>
    `topid：有 ${rows} 行被略去，第一行在第 ${sample} 个采样：同一个采样里，同名同 pid 的行超过 100 行`,
  'topid-impossible': impossible('topid'),
  'topid-more-impossible': ({ more }) => `topid：另有 ${more} 个不可能的值按空缺处理`,
  'topid-thread-rows': () => `topid：${threadRows}`,
  'topid-rows-alike': () => `topid：${rowsAlike}`,
  'topid-clock-step': clockStep('topid'),
  'topid-time-jump': timeJump('topid'),
  'topid-time-more-jumps': ({ more }) => `topid：另有 ${more} 处，时间往前跳了一天以上而没有采样`,
  'topid-clock-more-steps': ({ more }) => `topid：时钟另有 ${more} 次跳变`,

  // topid's information and text
  'topid-info-no-section': ({ file, lines }) => `${file}：${lines} 行里没有 ------CPUInfo------ 这样的段`,
  'topid-info-long': ({ characters, lines }) =>
    `topid：系统信息超过 ${characters} 个字符；最后 ${lines} 行已略去`,
  'topid-info-cut': ({ missing, line }) => `topid：系统信息里没有 ${missing} 段；它可能在第 ${line} 行被截断`,
  'topid-snapshot-text-none': ({ file, lines }) =>
    `${file}：${lines} 行里没有 ------Snapshot------ 1636624800 这样的行`,
  'topid-snapshot-text-long': ({ characters, lines }) =>
    `topid：快照超过 ${characters} 个字符；最后 ${lines} 行已略去`,
  'topid-text-no-header': ({ file, lines }) => `${file}：${lines} 行里没有表头 "PID PRIO CPU MEM COMM"`,
  'topid-text-no-times': () => 'topid：文本里没有时间，也没有说明采样间隔；图上按间隔 1 秒画',
  'topid-text-restart': ({ line }) =>
    `topid：第 ${line} 行以另一个间隔或单位再次启动了 topid；它的采样按第一次的设置一起画出`,
  'topid-text-unit': ({ unit, max }) =>
    unit === 'MB'
      ? `topid：文本没有说明 MEM 的单位；按 ${unit} 计，因为没有进程超过 ${max}，且并非都是 4 的倍数`
      : `topid：文本没有说明 MEM 的单位；按 ${unit} 计，因为最大的进程有 ${max}`,
  'topid-text-threads': ({ rows }) => `topid：${rows} 行线程只显示在进程树里，因为所属进程的行已包含它们`,
  'topid-text-lines': ({ lines, line }) => `topid：表格行之间有 ${lines} 行未能识别，第一处在第 ${line} 行`,

  // Tables
  'table-no-header': ({ file, columns, first }) =>
    `${file}：没有包含 time、name 和至少一个数值列的表头（可用的列：${columns}）：${
      first ? `第 ${first.line} 行是 ${first.text}` : '没有任何一行'
    }`,
  'table-no-rows': ({ file, first }) => `${file}：表格里没有一行能读${first ? `：${leftOut(first)}` : ''}`,
  'table-row': leftOut,
  'table-more-rows': ({ more }) => `表格：另有 ${more} 行已略去`,
  'table-no-zone': ({ line }) => `表格：有不带时区的时间，第一处在第 ${line} 行；按 UTC 计`,
  'table-columns': ({ columns, more, known }) =>
    `表格：有 ${columns.length + more} 列没有读取：${columns.join('、')}${more > 0 ? `，另有 ${more} 列` : ''}；能读取的列名是 ${known}`,
  'table-no-cpu': () => '表格：没有 CPU 列：ucpu 和 scpu，或者 cpu',
  'table-half-cpu': ({ rows, line }) =>
    `表格：有 ${rows} 行只有 ucpu 和 scpu 之一，第一处在第 ${line} 行；空着的那个在那里按 0 计`,
  'table-one-cpu': () => '表格：没有一行同时有 ucpu 和 scpu；有的那个就当作 CPU',
  'table-impossible': impossible('表格'),
  'table-more-impossible': ({ more }) => `表格：另有 ${more} 个不可能的值按空缺处理`,
  'table-thread-rows': () => `表格：${threadRows}`,
  'table-rows-alike': () => `表格：${rowsAlike}`,
  'table-no-memory': () => '表格：没有内存列：mem_kb',
  'table-sorted-by-process': () =>
    '表格：每行各成一个采样，时间又往回走：看来是按进程排序的；请改为按时间排序',
  'table-clock-step': clockStep('表格'),
  'table-time-jump': timeJump('表格'),
  'table-time-more-jumps': ({ more }) => `表格：另有 ${more} 处，时间往前跳了一天以上而没有采样`,
  'table-clock-more-steps': ({ more }) => `表格：时钟另有 ${more} 次跳变`,

  // Crash logs
  'go-crash-empty': ({ name }) => `崩溃日志：${name} 是空的`,
  'go-crash-none': ({ name, lines }) =>
    `崩溃日志：${name} 的 ${lines} 行里没有 panic、fatal error、goroutine 或 data race`,
  'go-crash-none-so-far': ({ name, lines }) =>
    `崩溃日志：${name} 的前 ${lines} 行里没有 panic、fatal error、goroutine 或 data race；后面的行没有读取`,
  'go-crash-too-long': ({ lines }) => `崩溃日志：只读取了前 ${lines} 行，后面的略去`,
  'go-crash-wrapped': ({ line, count }) => `崩溃日志：从第 ${line} 行起，有 ${count} 处折行已重新接上`,
  'go-crash-newest-first': ({ line }) => `崩溃日志：从第 ${line} 行起，各行是新的在前；已按打印时的次序读取`,
  'go-crash-cut': ({ line }) => `崩溃日志：调用栈在第 ${line} 行中断`,
  'go-crash-no-file': ({ line }) => `崩溃日志：第 ${line} 行的调用没有对应的文件行`,
  'go-crash-more': ({ line, more }) => `崩溃日志：第 ${line} 行之后，这类提示还有 ${more} 条`,
  'go-crash-headless': ({ line }) => `崩溃日志：第 ${line} 行的栈帧前面没有 goroutine 的标题行`,
  'go-crash-interleaved': ({ line, count }) =>
    `崩溃日志：第 ${line} 行处，栈帧之间夹有${count === 1 ? '一行' : ` ${count} 行`}别的内容`,

  // Profiles
  ...pprof,
  'pprof-left-out': ({ field, count, reason, byte }) =>
    `pprof：略去了 ${count} 个 ${field}，第一个的原因：${sayReason(reason)}（字节 ${byte} 处）`,
  'pprof-missing': ({ what, count, byte }) =>
    `pprof：有 ${count} 处引用了不存在的${references[what]}，第一处在字节 ${byte}`,
  'pprof-first-string': () => 'pprof：第一个字符串本应为空，却不是；已当作空的',
  'pprof-no-samples': () => 'pprof：没有采样：采集期间什么也没有计到',
  'pprof-none': ({ file, bytes, problem }) =>
    `${file}：${bytes} 字节的 pprof 文件里没有带名称的采样类型${problem ? `：${translate(pprof, problem)}` : ''}`,
  'pprof-joined': ({ file, byte }) =>
    `${file}：字节 ${byte} 之前又开始了一个 pprof profile：多个 profile 写进了同一个文件，它们的 id 无法区分`,
  'pprof-text-lines': ({ lines, line }) => `pprof：有 ${lines} 行不是采样，已略去，第一处在第 ${line} 行`,
  'pprof-text-no-names': ({ frames }) => `pprof：文本里有 ${frames} 个地址没有对应的名称`,
  'pprof-text-none': ({ file, lines }) => `${file}：${lines} 行文本形式的 profile 里没有采样`,
  'folded-lines': ({ lines, line }) =>
    `折叠栈：有 ${lines} 行不以 64 位放得下的数结尾，或不像前面各行那样以两个数结尾，已略去，第一处在第 ${line} 行`,
  'folded-none': ({ file, lines }) => `${file}：${lines} 行里没有 main;run;read 12 这样的折叠栈`,
  'perf-lines': ({ lines, line }) => `perf script：有 ${lines} 行不是栈帧，已略去，第一处在第 ${line} 行`,
  'perf-more-events': ({ events, samples }) =>
    `perf script：事件超过 ${events} 种；其余事件的 ${samples} 个采样只计次数，不计 period`,
  'perf-large-periods': ({ samples }) => `perf script：${samples} 个采样的 period 超出 64 位，只计次数`,
  'perf-no-stacks': ({ samples }) =>
    `perf script：${samples} 个采样都只有一帧：perf record 要加 -g 才记录调用栈`,
  'perf-none': ({ file, lines }) => `${file}：${lines} 行 perf script 输出里没有带栈帧的采样`,

  // Links, and what the site is asked for
  'link-data-empty': () => '链接：数据是空的',
  'link-data-cut': ({ bytes }) => `链接：数据不完整；读出了其中 ${bytes} 字节`,
  'link-data-broken': ({ bytes }) => `链接：数据已损坏；读出了其中 ${bytes} 字节`,
  'link-data-too-large': ({ maxBytes }) => `链接：数据解压后超过 ${formatLimit(maxBytes)}`,
  'unknown-site-capture': ({ name }) => `本站没有名为 ${name} 的记录或日志。`,
  'foreign-url': ({ url, origin }) => `${url}：只能打开本站（${origin}）的地址。`,
  'http-status': ({ url, status }) => `${url}：服务器的回应是 ${status}`,
  'no-answer': ({ url }) => `${url}：服务器没有回应，或没有答完`,
};

export const texts: NoticeTexts = {
  say: (said) => translate(notices, said),
  ofFile: (file, text) => `${file}：${text}`,
  hints,
};
