import type { Failures } from '#model/notice.ts';

const damaged =
  '文件在第一个完整的值之前就已损坏。请与原文件核对大小和 SHA-256，再以二进制方式重新复制：文本模式的传输或经由终端复制会改动字节。';

const linkBroken =
  '聊天工具和邮件会截断或折断很长的链接。请让发送者重新发来完整的链接（例如放在文件里），或直接索取文件并拖到这里。';

/** What an error means, and what to do about it, by its code. */
export const hints: Record<keyof Failures, string> = {
  'empty-file':
    '什么都没有写入，或者复制失败。topid 的服务器在会话开始时就建文件：一个采样也没收到的会话会留下空文件。请到来源机器上看看它的大小。',
  'empty-gzip': '一点也解不开：它在靠近开头处被截断或损坏。请用 gzip -t 检查原文件，再以二进制方式重新复制。',
  'unknown-format':
    '先在开头 4 KB、再按文件名找过：带有 topid 字段的 gob、Go 调用栈的行、topid 文本的表头、表格的表头。请打开从头开始的完整文件，压缩包先解开。如果是前面还有大量其他内容的崩溃日志，请把它命名为 .log，或者从“panic:”起粘贴那一段。',
  'unknown-text':
    '请打开从头开始的完整文件。Go 崩溃日志里有“panic:”、“fatal error:”、“goroutine 1 [running]:”或“WARNING: DATA RACE”（Go 把它们打印到标准错误），topid 的文本有表头“PID PRIO CPU MEM COMM”，表格有 time,pid,name,ucpu,scpu,mem_kb 这样的表头。其他记录工具的输出可以转成这样的表格；指南“用 topid 记录”里有一个只需要 shell 的脚本。',
  'gzip-nested': '请反复用 gunzip 解压，直到得到不再是 gzip 的文件。',
  'no-such-format': '不必指定格式：它会按内容识别。',
  'file-unreadable': '选中之后它被移动、删除或修改过，或者浏览器没有读取权限。请重新选择。',
  'out-of-memory':
    '请从列表中移除其他文件，关闭其他标签页，或打开较短的一部分：日志从“panic:”起，记录缩短时间。命令行的 casebook inspect 能读得更多。',
  'worker-failed': '后台读取中止了：通常是页面比站点旧，或者内存耗尽。请刷新页面后重新打开文件。',
  unexpected:
    '这是 Casebook 的问题，不是你的文件有问题。请刷新后再试；如果再次出现，请把上面这句话和文件的类型报告给我们。',
  'gob-cut': '文件在第一个完整的值之前就结束了。请重新复制；如果板子刚开始记录就断电，那就没有更多内容可读。',
  'gob-zeros':
    '断电之后，文件系统保住了长度，却丢了内容。如果 topid 当时发往图表服务器，请取用那里的那一份。',
  'gob-bad-messages': damaged,
  'gob-stopped': damaged,
  'gob-no-values': '流里描述了类型，却还没有值：会话在第一个采样之前就结束了。请打开更晚的副本，或重新记录。',
  'topid-info-no-section':
    'topid 的系统信息由 ------CPUInfo------ 这样的行分段。请打开会话中原样保存的 info-*.data 文件。',
  'topid-snapshot-text-none':
    '文本形式的快照（脱敏后的记录）各以 ------Snapshot------ 1636624800 这样的行开头。请打开完整的 snapshot-*.txt 文件。',
  'topid-text-no-header': 'topid 文本的每个采样都以表头开始。请从表头起复制输出，并保留换行。',
  'table-no-header':
    '第一行必须写明列名：time、name（可再加 pid），以及 cpu、ucpu、scpu、mem_kb 中至少一个，用逗号、制表符或分号分隔。例如：time,pid,name,ucpu,scpu,mem_kb',
  'table-no-rows':
    '表头之下，每行是一个进程在一个时刻的数据；time 用 Unix 秒数或 ISO 8601，CPU 是单核的百分比，内存以 KB 计。例如：2021-11-11T10:00:00Z,7,app,12.5,3.1,20480',
  'go-crash-empty': '日志里一行也没有。请确认标准错误写进了日志：Go 的调用栈打印在那里。',
  'go-crash-none':
    '找过：“panic:”、“fatal error:”、“SIGSEGV:”之类、“goroutine 1 [running]:”、“WARNING: DATA RACE”。Go 把它们打印到标准错误；请确认标准错误进了日志，且 GOTRACEBACK 不是 none。',
  'go-crash-none-so-far': '崩溃通常在日志末尾。请只截取最后一部分：tail -n 100000 board.log > end.log',
  'pprof-none':
    'pprof 文件的名称都在末尾：被截断的文件里已经没有了。请以二进制方式重新复制，或重新采集：curl -o cpu.pb.gz http://BOARD:6060/debug/pprof/profile?seconds=30',
  'pprof-joined': '请分别打开每个 profile。要合并成一个，用 go tool pprof -proto 文件 文件… > all.pb.gz',
  'pprof-text-none':
    '文本形式的 profile 以“heap profile: 2: 1024 [10: 20480] @ heap/1048576”这样的行开头。请打开完整的文件，或改用内容更全的 pprof 格式：同一地址，去掉 ?debug=1。',
  'folded-none':
    '每行是一个从根开始的栈，各帧用分号隔开，后面是空格和一个整数。FlameGraph 的 stackcollapse 脚本能把 perf 等工具的输出转成这种格式。',
  'perf-none':
    '每个采样先是一行程序名和事件，然后每帧一行：地址、符号、对象文件。记录用 perf record -g，输出用 perf script。',
  'link-data-empty': linkBroken,
  'link-data-cut': linkBroken,
  'link-data-broken': linkBroken,
  'link-data-too-large':
    'Casebook 生成的链接解压后不会这么大：它是用来占满内存的，或者已损坏。请向发送者索取文件。',
  'unknown-site-capture':
    '链接里的样例属于另一个 Casebook 站点，或本站的另一个版本。请向发送者索取文件，或从样例中选一个。',
  'foreign-url': '这里的页面不会访问其他站点，这样没有人知道你在看什么。请先下载文件，再拖到这里。',
  'http-status':
    '404 表示没有这个文件：请检查地址有没有写错。401 和 403 表示需要先登录。其他情况请稍后再试，或者下载文件后拖到这里。',
  'no-answer': '网络断了，或者服务器没有运行。本机上的文件不受影响，照样能打开。',
};
