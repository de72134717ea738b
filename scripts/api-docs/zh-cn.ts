/**
 * Comments of the API's types in a language, by `Type.member`, `Type.method()` or the request: the English
 * comment that was translated, and what it became. Where the comment has changed since, scripts/api-docs
 * fails and says so.
 */
export type Translations = Readonly<Record<string, readonly [comment: string, translated: string]>>;

export const chinese: Translations = {
  'RecordingJson.kind': ['The kind of capture.', '是哪一种。'],
  'RecordingJson.format': [
    'Id of the format it was read as: `topid`, `topid-process`, `topid-text`, `table`.',
    '按哪种格式读的：`topid`、`topid-process`、`topid-text`、`table`。',
  ],
  'RecordingJson.samples': ['Number of samples.', '采样数，每个时刻一个。'],
  'RecordingJson.rows': ['Number of rows: one per process per sample.', '行数：每个采样里每个进程一行。'],
  'RecordingJson.start': [
    'Unix seconds of the first sample in file order; null if there are no samples or the source has no times of day.',
    '按文件次序的第一个采样的 Unix 秒。没有采样、或来源没有时刻时为 null。',
  ],
  'RecordingJson.end': ['Unix seconds of the last sample, likewise.', '最后一个采样的 Unix 秒，同上。'],
  'RecordingJson.series': ['One per process and one per system row.', '每个进程一个，系统的每一项也各一个。'],
  'RecordingJson.warnings': [
    'What the page shows as notices: what is cut off, missing, or was guessed. Empty if all is well.',
    '页面上显示的提示：哪里被截断、缺失，哪里是推断的。没有问题时为空。',
  ],
  'SeriesJson.name': ['Name of the process or system row.', '进程名，或系统那一项的名字。'],
  'SeriesJson.pid': ['Process id.', '进程号。'],
  'SeriesJson.kind': ['`system` is a line about the machine as a whole.', '`system` 是整台机器的一项。'],
  'SeriesJson.samples': [
    'Number of samples it appears in; averages are over these.',
    '在多少个采样里出现：平均值是对这些取的。',
  ],
  'SeriesJson.cpu': [
    'Percent of one core, user and system together: 250 is two and a half cores. Null if no finite value is known.',
    '占一个核的百分比，用户态加内核态：250 是两个半核。没有有限的值时为 null。',
  ],
  'SeriesJson.memKb': ['Resident memory in KiB, likewise.', '常驻内存，单位 KiB，同上。'],
  'CrashLogJson.kind': ['The kind of capture.', '是哪一种。'],
  'CrashLogJson.format': ['Id of the format it was read as.', '按哪种格式读的。'],
  'CrashLogJson.reason': [
    'What it is about, without its prefix: the first panic that is not marked `[recovered]`, or the last if all are; the words of a logger where only those say it. Empty for a dump without a reason.',
    '崩溃的原因，不含前缀：第一个没有标着 `[recovered]` 的 panic，全都标着时是最后一个；只有日志库说了原因时用它的话。没有原因的转储为空。',
  ],
  'CrashLogJson.reasonKind': [
    'Kind of the reason; `none` for a log without a crash, which holds garbage collections only.',
    '是哪一类原因；没有崩溃、只有垃圾回收跟踪的日志为 `none`。',
  ],
  'CrashLogJson.collections': [
    'What the garbage collector did (`GODEBUG=gctrace=1`). Left out if the log has none; listed with the first crash of a log.',
    '垃圾回收做了什么（`GODEBUG=gctrace=1`）。日志没有记录时略去；随日志的第一次崩溃给出。',
  ],
  'Collection.run': [
    'Which program of the log it belongs to, from 1: a restarted program counts its collections from 1 again.',
    '属于日志里的第几个程序，从 1 起：后一个程序的回收又从 1 数起。',
  ],
  'Collection.number': [
    'Number of the collection as the runtime counts, from 1.',
    'runtime 的编号，从 1 起。',
  ],
  'Collection.line': ['Line of the log, from 1.', '日志的行号，从 1 起。'],
  'Collection.atSeconds': ['Seconds since the program started.', '程序启动后的秒数。'],
  'Collection.cpuPercent': [
    'Percent of all processor time spent on collecting since the program started, a whole number.',
    '程序启动以来全部处理器时间中用于回收的百分比，整数。',
  ],
  'Collection.sweepStopMs': [
    'Wall-clock milliseconds the program was stopped to finish sweeping.',
    '为结束清扫而停顿的毫秒数（挂钟时间）。',
  ],
  'Collection.markMs': [
    'Wall-clock milliseconds of concurrent marking.',
    '与程序并行标记的毫秒数（挂钟时间）。',
  ],
  'Collection.markStopMs': [
    'Wall-clock milliseconds the program was stopped to finish marking.',
    '为结束标记而停顿的毫秒数（挂钟时间）。',
  ],
  'Collection.cpuMs': ['Milliseconds of CPU, over all processors.', 'CPU 毫秒数，所有处理器合计。'],
  'Collection.heapMib': [
    'Heap in MiB at the start, at the end of marking, and the live part of it.',
    '堆的 MiB：开始时、标记结束时，以及其中存活的部分。',
  ],
  'Collection.goalMib': ['Goal for the heap, in MiB.', '应在堆达到此 MiB 之前完成。'],
  'Collection.stacksMib': [
    'MiB of stacks scanned; printed since Go 1.18.',
    '扫描的栈的 MiB；Go 从 1.18 起打印。',
  ],
  'Collection.globalsMib': ['MiB of globals scanned, likewise.', '扫描的全局变量的 MiB，同上。'],
  'Collection.processors': ['Number of processors used (GOMAXPROCS).', 'Go 用了多少个处理器（GOMAXPROCS）。'],
  'Collection.forced': [
    'Forced: the program called runtime.GC().',
    '这样标记的：程序用 runtime.GC() 要求的。',
  ],
  'CrashData.collections': [
    'What the garbage collector did, as `GODEBUG=gctrace=1` printed it into the log, in its order.',
    '垃圾回收做了什么：`GODEBUG=gctrace=1` 打印在日志里的，按次序。',
  ],
  'CrashLogJson.recovered': [
    'A server or logger printed the panic and the program went on.',
    '服务器或日志库打印了这个 panic，程序继续运行。',
  ],
  'CrashLogJson.signal': [
    '`SIGSEGV`; on Windows the code of the exception, `0xc0000005`.',
    '`SIGSEGV`；在 Windows 上是异常代码 `0xc0000005`。',
  ],
  'CrashLogJson.signalAddr': [
    'The faulting address; left out if the log does not say.',
    '访问的地址。日志没有写时不出现。',
  ],
  'CrashLogJson.signalPc': ['The address of the instruction, likewise.', '指令的地址，同上。'],
  'CrashLogJson.place': [
    "Where it comes from: the first frame of the user's own code below the last `panic(` call; without such a call, of the first bucket. Null where none is the user's.",
    '出自哪里：最后一个 `panic(` 调用以下、用户自己代码的第一帧；没有这样的调用时取第一组。没有用户的代码时为 null。',
  ],
  'CrashLogJson.goroutines': [
    'Number of goroutines; in a goroutine profile the sum of its counts. Threads are not included.',
    '所有 goroutine，profile 里的按数量计；不包括线程。',
  ],
  'CrashLogJson.threads': [
    'Number of thread stacks: `goroutine 0` and `runtime stack:`.',
    '线程的栈：`goroutine 0` 和 `runtime stack:`。',
  ],
  'CrashLogJson.buckets': [
    'Goroutines with the same stack and state, folded; the one that crashed first, then by count.',
    '栈和状态相同的 goroutine 合成一组；崩溃的那个在前，其余按数量。',
  ],
  'CrashLogJson.runtimeLines': [
    "Lines of the runtime's own beside the reason, as printed, whatever they begin with: `runtime: s.allocCount= 3 s.nelems= 5`, `futexwakeup addr=0x406032c returned -89`. A line printed twice is listed once.",
    '原因旁边 runtime 自己的行，原样，不管以什么开头：`runtime: s.allocCount= 3 s.nelems= 5`、`futexwakeup addr=0x406032c returned -89`。打印两遍的只列一次。',
  ],
  'CrashLogJson.contextLines': [
    "What others printed right before: a C assertion, a logger's line, a server's request.",
    '在它之前别人打印的话：C 的断言、日志库的行、服务器的请求。',
  ],
  'CrashLogJson.registers': [
    'One per thread whose registers are in the log, name to value: `{"rax": "0x0"}`.',
    '日志里有寄存器的线程每个一个，从名字到值：`{"rax": "0x0"}`。',
  ],
  'CrashLogJson.races': ['One per report of the race detector.', '竞争检测器的每份报告一个。'],
  'CrashLogJson.guide': [
    'The page about the reason: `guides/crashes/` and this.',
    '讲这个原因的页面：`guides/crashes/` 后面接上它。',
  ],
  'CrashLogJson.warnings': [
    'What the page shows as notices: what is cut off, missing, or was guessed. Empty if all is well.',
    '页面上显示的提示：哪里被截断、缺失，哪里是推断的。没有问题时为空。',
  ],
  'BucketJson.count': ['Number of goroutines.', '多少个 goroutine。'],
  'BucketJson.state': [
    '`running`, `chan receive`; empty where the log says none, as in a profile.',
    '`running`、`chan receive` 等；日志没有写时为空，profile 就是这样。',
  ],
  'BucketJson.thread': ['Present for thread stacks only.', '只在线程的栈上出现。'],
  'BucketJson.cut': ['The log ends inside one of them.', '日志在其中一个里面结束。'],
  'BucketJson.createdBy': ['The `go` statement that started them.', '启动它们的 `go` 语句。'],
  'BucketJson.frames': [
    'Innermost first, of the first goroutine of the bucket.',
    '最内层在前，取这一组的第一个 goroutine。',
  ],
  'RaceJson.accesses': ['The two accesses.', '两次访问。'],
  'RaceJson.created': [
    'Where their goroutines and locks were created.',
    '它们的 goroutine 和所用的锁从哪里来。',
  ],
  'StackJson.title': [
    'As printed: `Previous read at 0x00c000012345 by main goroutine`.',
    '原样：`Previous read at 0x00c000012345 by main goroutine`。',
  ],
  'StackJson.frames': ['Innermost first.', '最内层在前。'],
  'PlaceJson.function': [
    'Full name: `runtime.(*mcache).nextFree`. Null if the log does not say, as with some loggers.',
    '全名：`runtime.(*mcache).nextFree`。日志没有写时为 null，有些日志库的列表就是这样。',
  ],
  'PlaceJson.file': [
    'Path as printed. Null if the log does not say, as for C code.',
    '日志里写的路径。没有写时为 null，C 代码就是这样。',
  ],
  'PlaceJson.line': ['Line in that file.', '在文件里的行号。'],
  'RecordingData.kind': ['Tells a recording from other captures.', '用来和别的采集数据区分。'],
  'RecordingData.name': ["The capture's name, as the page declares it.", '采集数据在页面里的名字。'],
  'RecordingData.recording': ['The model itself: columns of typed arrays.', '模型本身：一列一个类型化数组。'],
  'RecordingData.times': ['Seconds since the first sample, of each sample.', '每个采样距第一个采样的秒数。'],
  'RecordingData.durationSeconds': [
    'From the first sample of the window to the last.',
    '从窗口里第一个采样到最后一个采样的秒数。',
  ],
  'RecordingData.keys': [
    'Keys of the processes, in order of first appearance; system rows (CPU modes, memory kinds) not among them.',
    '各进程的 key，按第一次出现的次序；不含系统的各项（CPU 各态、内存各类）。',
  ],
  'RecordingData.series()': [
    'One process or system row, by key, by name (the first one with that name) or by pid. Throws RangeError naming what there is.',
    '一个进程或系统的一项：用 key、名字（同名时取第一个）或进程号。没有时抛出 RangeError，并说出有哪些。',
  ],
  'RecordingData.all()': [
    'All processes, or those with these names or keys.',
    '所有进程，或给出名字或 key的那些。',
  ],
  'RecordingData.window()': [
    'The part of the recording between two times, both included, in seconds since the first sample.',
    '同一个记录从一个时刻到另一个时刻，以距第一个采样的秒数计，两端都包括。',
  ],
  'RecordingData.rows()': [
    'Rows for Plot: every sample of these processes, or of all of them if none is named.',
    '给 Plot 的行：这些进程的每个采样；不给名字时是所有进程。',
  ],
  'RecordingData.statistics()': [
    'One summary per process, largest average CPU first.',
    '每个进程一份统计，平均 CPU 最大的在前。',
  ],
  'RecordingData.compare()': [
    'This recording (before) against another (after), process by process, largest change of CPU first.',
    '这个记录（之前）与另一个（之后）逐进程对比，CPU 变化最大的在前。',
  ],
  'SeriesData.key': ['`board_app-654`: unique within the recording.', '`board_app-654`：在记录里唯一。'],
  'SeriesData.name': ['The name as recorded.', '记录里的名字。'],
  'SeriesData.pid': ['Process id; 0 for a system row.', '进程号；系统的一项为 0。'],
  'SeriesData.rows()': [
    'One row for each sample it appears in. A stretch in which it was missing becomes a single row of NaN, so that a Plot line breaks there.',
    '在场的每个采样一行。缺席一段时间时，中间放一行 NaN，Plot 的线在那里断开。',
  ],
  'SeriesData.statistics()': [
    'Averages and maxima over the samples it appears in.',
    '对它在场的那些采样的平均值和最大值。',
  ],
  'UsageRow.time': [
    'Seconds since the first sample of the recording, whatever the clock did.',
    '距记录第一个采样的秒数，不管时钟怎么走。',
  ],
  'UsageRow.date': [
    'Time of day, as recorded; undefined if the source has no times.',
    '记录器说的时刻；来源没有时刻时为 undefined。',
  ],
  'UsageRow.key': ['`board_app-654`, for colours and facets.', '`board_app-654`，用来定颜色、分面。'],
  'UsageRow.name': ['Name of the process.', '进程名。'],
  'UsageRow.pid': ['Process id.', '进程号。'],
  'UsageRow.cpu': [
    'Percent of one core over the last interval: user and system together.',
    '上一个间隔里占一个核的百分比：用户态加内核态。',
  ],
  'UsageRow.userCpu': [
    'The user part, or all of it if the source gives a single figure.',
    '其中用户态的部分；来源只给一个数时是全部。',
  ],
  'UsageRow.systemCpu': ['The system part, or 0.', '其中内核态的部分，否则为 0。'],
  'UsageRow.memMib': ['Resident memory in MiB.', '常驻内存，单位 MiB。'],
  'UsageSummary.key': ['`board_app-654`: unique within the recording.', '`board_app-654`：在记录里唯一。'],
  'UsageSummary.name': ['Name of the process.', '进程名。'],
  'UsageSummary.samples': ['Number of samples it appears in.', '在多少个采样里出现。'],
  'UsageSummary.avgCpu': [
    'Average, in percent of one core; null if nothing was measured.',
    '占一个核的百分比。没有可量的值时为 null。',
  ],
  'UsageSummary.maxCpu': ['Maximum.', '最大值。'],
  'UsageSummary.avgMemMib': [
    'Average resident memory in MiB; null if nothing was measured.',
    '常驻内存，单位 MiB。没有可量的值时为 null。',
  ],
  'UsageSummary.maxMemMib': ['Maximum.', '最大值。'],
  'UsageSummary.firstTime': [
    'Time of its first appearance, in seconds since the first sample of the recording; undefined if it never appears.',
    '第一次出现：距记录第一个采样的秒数；从未出现时为 undefined。',
  ],
  'UsageSummary.lastTime': ['Time of its last appearance, likewise.', '最后一次出现，同上。'],
  'UsageChange.name': ['Name of the process.', '进程名。'],
  'UsageChange.before': [
    'Its summary in the first recording; undefined if it is not in there.',
    '在第一个记录里的统计；不在时为 undefined。',
  ],
  'UsageChange.after': ['Its summary in the second.', '在第二个记录里的统计。'],
  'UsageChange.avgCpuChange': [
    'After minus before; a missing process counts as 0.',
    '之后减之前，不在场的进程算 0。',
  ],
  'UsageChange.avgMemMibChange': ['Likewise, in MiB.', '同上，单位 MiB。'],
  'CrashData.kind': ['Tells a crash log from other captures.', '用来和别的采集数据区分。'],
  'CrashData.name': ["The capture's name, as the page declares it.", '采集数据在页面里的名字。'],
  'CrashData.file': ['The model itself.', '模型本身。'],
  'CrashData.lines': [
    'The text, line by line; line 1 is `lines[0]`.',
    '文本，一行一个；第 1 行是 `lines[0]`。',
  ],
  'CrashData.crashes': ['All crashes of the file, in its order.', '文件里的所有崩溃，按次序。'],
  'CrashData.reason': [
    'Reason of the first crash: `s.allocCount != s.nelems && freeIndex == s.nelems`.',
    '第一次崩溃的原因：`s.allocCount != s.nelems && freeIndex == s.nelems`。',
  ],
  'CrashData.recovered': [
    'Whether a server or logger recovered the first panic and the program went on.',
    '第一个 panic 是否被服务器或日志库接住，程序是否继续运行。',
  ],
  'CrashData.place': [
    "Where the first crash comes from: the first frame of the user's own code below the last `panic(`.",
    '第一次崩溃出自哪里：最后一个 `panic(` 以下、用户自己代码的第一帧。',
  ],
  'CrashData.goroutines': [
    'Number of goroutines; in a goroutine profile the sum of its counts. Threads are not included.',
    '有多少个 goroutine，profile 里的按数量计；不包括线程。',
  ],
  'CrashData.threads': [
    'Number of thread stacks: `goroutine 0` and `runtime stack:`.',
    '有多少个线程的栈：`goroutine 0` 和 `runtime stack:`。',
  ],
  'CrashData.buckets()': [
    'Goroutines of the first crash with the same stack and state, folded.',
    '第一次崩溃里栈和状态相同的 goroutine 合成一组。',
  ],
  'CrashData.crash()': [
    'One of its crashes. `number`: from 1. Throws RangeError telling how many there are.',
    '其中一次崩溃。`number`：从 1 起。没有时抛出 RangeError，并说出有多少次。',
  ],
  'CrashData.goroutine': [
    'The goroutine that crashed: the first of the first crash.',
    '崩溃的 goroutine：第一次崩溃的第一个。',
  ],
  'CrashData.frames()': [
    "Frames of the first crash whose function matches, innermost first: `frames('nextFree')`.",
    "第一次崩溃里函数名匹配的帧，最内层在前：`frames('nextFree')`。",
  ],
  'CrashData.numbers()': [
    "Numbers that the runtime printed beside the reason: `{'s.allocCount': 3, 's.nelems': 5}` for `runtime: s.allocCount= 3 s.nelems= 5`.",
    "runtime 在原因旁边打印的数：`runtime: s.allocCount= 3 s.nelems= 5` 得到 `{'s.allocCount': 3, 's.nelems': 5}`。",
  ],
  'ProfileJson.kind': ['The kind of capture.', '是哪一种。'],
  'ProfileJson.format': [
    'Id of the format it was read as: `pprof`, `pprof-text`, `folded`, `perf-script`.',
    '按哪种格式读的：`pprof`、`pprof-text`、`folded`、`perf-script`。',
  ],
  'ProfileJson.sampleTypes': [
    "What each sample has a value of, in the file's order.",
    '每个采样都有哪些值，按文件里的次序。',
  ],
  'ProfileJson.sampleType': [
    "The sample type of `top`: `--sample-type`, else the profile's default, else the last.",
    '`top` 用的是哪一个：`--sample-type` 指定的，否则 profile 的默认值，再否则最后一个。',
  ],
  'ProfileJson.samples': [
    'Number of samples in the file. Each is a stack with its labels and may stand for many events.',
    '文件里的采样：每个是一个栈和它的标签，可能代表许多次。',
  ],
  'ProfileJson.durationNs': [
    'Duration of the measurement in nanoseconds; 0 if the file does not say.',
    '测量了多久，以纳秒计。文件没有写明时为 0。',
  ],
  'ProfileJson.period': [
    'Sampling period in its own unit; 0 if the file does not say.',
    '两个采样之间数过多少，单位与所数的相同。文件没有写明时为 0。',
  ],
  'ProfileJson.total': [
    'By sample type, the total that shares refer to: the sum of absolute values. In a difference, that of the base, if the samples say which they are.',
    '按采样类型：占比以它为总量，即所有值去掉正负号之和；差异 profile 里，采样标明了基准的，只算基准的那些。',
  ],
  'ProfileJson.top': [
    'The 200 functions with the greatest absolute `cum`, greatest first.',
    '`cum` 最大的 200 个函数，不论正负，最大的在前。',
  ],
  'ProfileJson.labels': [
    'Labels of the samples: values by key, numbers with their unit.',
    '采样带有的标签：按键列出值，数值的后面带单位。',
  ],
  'ProfileJson.warnings': [
    'What the page shows as notices: what is cut off, missing, or was guessed. Empty if all is well.',
    '页面上显示的提示：哪里被截断、缺失，哪里是推断的。没有问题时为空。',
  ],
  'SampleTypeJson.type': ['`cpu`, `inuse_space`, `samples`.', '`cpu`、`inuse_space`、`samples`。'],
  'SampleTypeJson.unit': ['`nanoseconds`, `bytes`, `count`.', '`nanoseconds`、`bytes`、`count`。'],
  'TopJson.function': [
    'Full name: `main.work`. If it is not known, the program or library in brackets, `[libc.so.6]`, or `<unknown>`.',
    '完整的名字：`main.work`。不知道时是方括号里的程序或库 `[libc.so.6]`，或 `<unknown>`。',
  ],
  'TopJson.file': [
    'Path of the source file. Null if the profile does not say.',
    '源文件的路径。文件没有写明时为 null。',
  ],
  'TopJson.flat': ['Spent in the function itself.', '函数自身所花的。'],
  'TopJson.cum': [
    'Spent in it and everything it called; each stack counts once.',
    '函数连同它调用的一切所花的，每个栈只算一次。',
  ],
  'ProfileData.kind': ['Tells a profile from other captures.', '用来和别的采集数据区分。'],
  'ProfileData.name': ["The capture's name, as the page declares it.", '采集数据在页面里的名字。'],
  'ProfileData.profile': ['The model itself: columns of typed arrays.', '模型本身：一列一个类型化数组。'],
  'ProfileData.sampleTypes': [
    "What each sample has a value of, in the file's order.",
    '每个采样都有哪些值，按文件里的次序。',
  ],
  'ProfileData.sampleType': [
    "The sample type used when none is named: the profile's default, else the last.",
    '没有指定时看的那一个：profile 自己的默认值，否则最后一个。',
  ],
  'ProfileData.samples': [
    'Number of samples in the file. Each is a stack with its labels and may stand for many events.',
    '文件里的采样：每个是一个栈和它的标签，可能代表许多次。',
  ],
  'ProfileData.durationSeconds': [
    'Duration of the measurement; 0 if the file does not say.',
    '测量了多久；文件没有写明时为 0。',
  ],
  'ProfileData.date': [
    'Time it was taken; undefined if the file does not say.',
    '什么时候采集的；文件没有写明时为 undefined。',
  ],
  'ProfileData.labels()': [
    'Labels of the samples: values by key, numbers with their unit.',
    '采样带有的标签：按键列出值，数值的后面带单位。',
  ],
  'ProfileData.total()': [
    'The total that shares refer to: the sum of the absolute values of a sample type. Throws RangeError naming the sample types that there are.',
    '占比以它为总量：一个采样类型的所有值去掉正负号之和。没有这个采样类型时抛出 RangeError，列出有的那些。',
  ],
  'ProfileData.top()': [
    'Every frame of every stack, greatest `cum` first. Throws RangeError for a sample type that it has not, or what is no regular expression.',
    '栈里出现的每一帧，`cum` 最大的在前。没有这个采样类型，或不是正则表达式时，抛出 RangeError。',
  ],
  'ProfileData.tree()': [
    'The stacks as a tree, merged from the root down. The node returned is the root, which is not a frame itself. Throws RangeError as `top`.',
    '从根折叠起来的栈。给出的是根，它不是帧。抛出 RangeError 的情形同 `top`。',
  ],
  'ProfileData.stacks()': [
    'Every distinct stack once, in tree order. Throws RangeError as `top`.',
    '采样所在的栈，每个一次，按树的次序。抛出 RangeError 的情形同 `top`。',
  ],
  'ProfileOptions.type': [
    "Name of the sample type: `inuse_space`. Default: the profile's own, else the last.",
    '采样类型的名字：`inuse_space`。默认是 profile 自己的，否则最后一个。',
  ],
  'ProfileOptions.by': [
    'What counts as one frame: `functions` (default), `lines`, `files` or `packages`.',
    '什么算一帧：`functions`（默认）、`lines`、`files` 或 `packages`。',
  ],
  'ProfileOptions.focus': [
    "Keep only stacks with a matching frame. A string is a regular expression in Go's syntax.",
    '只看有一帧匹配的栈。文本是 Go 语法的正则表达式。',
  ],
  'ProfileOptions.ignore': ['Keep only stacks without a matching frame.', '只看没有一帧匹配的栈。'],
  'ProfileOptions.hide': ['Remove matching frames.', '去掉匹配的帧。'],
  'ProfileOptions.show': ['Remove all frames but the matching ones.', '只留下匹配的帧。'],
  'ProfileOptions.showFrom': [
    'Start each stack at the first matching frame from the root.',
    '栈从根起第一个匹配的帧开始。',
  ],
  'ProfileOptions.labels': [
    "Keep only samples with these labels. A string is the whole value: `{user: '7'}`.",
    "只看带这些标签的采样：文本是整个值，`{user: '7'}`。",
  ],
  'ProfileOptions.mergeRecursion': [
    'Merge a frame that calls itself with its caller.',
    '调用自己的帧与它的调用者合为一帧。',
  ],
  'SampleType.type': ['`cpu`, `inuse_space`, `samples`.', '`cpu`、`inuse_space`、`samples`。'],
  'SampleType.unit': ['`nanoseconds`, `bytes`, `count`.', '`nanoseconds`、`bytes`、`count`。'],
  'ProfileRow.name': [
    "The frame's name: `main.work`, or as `by` says.",
    '帧的名字：`main.work`，或随 `by` 而定。',
  ],
  'ProfileRow.file': [
    'Path of the source file; empty if the profile does not say.',
    '源文件的路径；profile 没有写明时为空。',
  ],
  'ProfileRow.flat': [
    'Spent in the frame itself. A string of digits where a number would not be exact, beyond 2^53.',
    '帧自身所花的：超过 2^53、没有精确的数时，是它的各位数字。',
  ],
  'ProfileRow.cum': [
    'Spent in it and everything it called, likewise; each stack counts once.',
    '帧连同它调用的一切所花的，写法同上；每个栈只算一次。',
  ],
  'ProfileRow.flatShare': [
    "Share of the sample type's total: 0.5 is half; 0 if the total is 0.",
    '占该采样类型总量的多少：0.5 是一半。总量为零时是 0。',
  ],
  'ProfileRow.cumShare': ['Likewise.', '同上。'],
  'ProfileStack.frames': ['Names of frames, from the root to the leaf.', '各帧的名字，从根到叶。'],
  'ProfileStack.value': ['As `flat` of a row.', '写法同一行的 `flat`。'],
  'ProfileNode.name': ["The frame's name; empty for the root.", '帧的名字；根为空。'],
  'ProfileNode.self': [
    'Spent in the frame itself. A string of digits where a number would not be exact, beyond 2^53.',
    '帧自身所花的：超过 2^53、没有精确的数时，是它的各位数字。',
  ],
  'ProfileNode.total': [
    'Spent in it and everything it called, likewise.',
    '帧连同它调用的一切所花的，写法同上。',
  ],
  'ProfileNode.children': ['What it called, greatest total first.', '它调用的，`total` 最大的在前。'],
  'UsageChartOptions.names': [
    'Names or keys of processes; all of them if none is named.',
    '进程的名字或 key；不给时是全部。',
  ],
  'UsageChartOptions.metric': [
    'What is drawn: `cpu`, `userCpu`, `systemCpu` (percent of one core) or `memory` (MiB). Default `cpu`.',
    '画什么：`cpu`、`userCpu`、`systemCpu`（占一个核的百分比）或 `memory`（MiB）。默认 `cpu`。',
  ],
  'UsageChartOptions.chart': [
    'Overlaid lines or stacked bands. Default `lines`.',
    '线重叠着画，或一层层堆起来。默认 `lines`。',
  ],
  'UsageChartOptions.width': ['Pixels. Default 640.', '像素。默认 640。'],
  'UsageChartOptions.height': ['Pixels. Default 200.', '像素。默认 200。'],
  'UsageChartOptions.xLabel': ['Label of the time axis.', '时间轴的名字。'],
  'UsageChartOptions.yLabel': ['Label of the value axis, with its unit.', '值轴的名字，带单位。'],
  'UsageChartOptions.ariaLabel': ['What a screen reader says of it.', '代替图读出来的话。'],
  'StackChartOptions.width': ['Pixels. Default 640.', '像素。默认 640。'],
  'StackChartOptions.xLabel': ['Label of the size axis. Default `bytes`.', '大小轴的名字。默认 `bytes`。'],
  'StackChartOptions.most': [
    'Maximum number of frames, innermost first. Default 30.',
    '最多多少帧，最内层在前。默认 30。',
  ],
  'StackChartOptions.ariaLabel': ['What a screen reader says of it.', '代替图读出来的话。'],
  'Recording.kind': ['Tells a recording from other captures.', '用来和别的采集数据区分。'],
  'Recording.format': [
    'Which format it came from: `topid-process`, `topid-snapshot`, `topid-info`, `topid-text`, `table`, or `topid` once joined.',
    '出自哪种格式：`topid-process`、`topid-snapshot`、`topid-info`、`topid-text`、`table`，合并后为 `topid`。',
  ],
  'Recording.session': [
    'The topid session the file belongs to, if its name tells.',
    '文件所属的 topid 会话，文件名写明时才有。',
  ],
  'Recording.times': [
    "Time of each sample in file order. With `clock: 'unix'` Unix seconds (fractions kept); with `clock: 'none'` (topid's text has no times) sample number times the interval, from 0.",
    "每个采样的时刻，按文件次序。`clock: 'unix'` 时是 Unix 秒（保留小数）；`clock: 'none'` 时（topid 的文本没有时刻）是采样序号乘以间隔，从 0 起。",
  ],
  'Recording.clock': ['Whether `times` are times of day.', '`times` 是不是时刻。'],
  'Recording.cpuSplit': [
    'False if the source gives a single CPU figure, which is then in `userCpu` while `systemCpu` is 0.',
    '来源只给一个 CPU 数时为 false：它放在 `userCpu`，`systemCpu` 为 0。',
  ],
  'Recording.series': ['In order of first appearance.', '按第一次出现的次序。'],
  'Recording.rows': [
    'Number of rows read (one process in one sample), over all series.',
    '一共读到多少行（一个采样里的一个进程）。',
  ],
  'Recording.threadRows': [
    'Its rows are threads (`-thread`), each with the memory of its whole process: memory must not be added up.',
    '各行是线程（`-thread`），每行都带着整个进程的内存：内存不能相加。',
  ],
  'Recording.snapshotEchoes': [
    'Samples that a snapshot left without processes, skipped and no gap.',
    '因为快照而没有进程的采样，跳过，不算空缺。',
  ],
  'Recording.snapshots': ['Process trees.', '进程树。'],
  'Recording.info': ['What the recorder says about the machine.', '记录器对机器的说明。'],
  'Recording.notices': ['What is cut off, missing, or was guessed.', '哪里被截断、缺失，哪里是推断的。'],
  'Series.key': [
    'Unique within the recording and stable for links: `name-pid`, or the bare name for system rows. A second series of one name and pid in one sample gets `#2`.',
    '在记录里唯一，链接里也不变：`name-pid`，系统的一项只有名字。一个采样里同名同号的第二个得到 `#2`。',
  ],
  'Series.name': [
    'The name as recorded, with broken UTF-8 replaced. Text from a board: never HTML.',
    '记录里的名字；坏的 UTF-8 被替换。来自板子的文本，不是 HTML。',
  ],
  'Series.pid': ['Process id; 0 for a system row.', '进程号；系统的一项为 0。'],
  'Series.kind': ['`system` is a line about the machine as a whole.', '`system` 是整台机器的一项。'],
  'Series.at': [
    'Indexes into `times`, ascending. An index that is missing is a gap.',
    '指向 `times` 的下标，从小到大。不在这里的就是空缺。',
  ],
  'Series.userCpu': [
    'Percent of one core over the last interval; same length as `at`. NaN where the source has none, or one that cannot be.',
    '上一个间隔里占一个核的百分比；和 `at` 一样长。来源没有、或不可能的值为 NaN。',
  ],
  'Series.systemCpu': ['Likewise.', '同上。'],
  'Series.memKb': [
    'RSS (PSS with `-pss`) in KB; NaN as above.',
    'RSS（带 `-pss` 时是 PSS），单位 KB；NaN 同上。',
  ],
  'Snapshot.time': ['Unix seconds.', 'Unix 秒。'],
  'Snapshot.text': ['The tree, as topid printed it.', 'topid 打印的树。'],
  'RecordingInfo.cpu': ['The model of the CPU.', 'CPU 型号。'],
  'RecordingInfo.kernel': ["The kernel's version.", '内核版本。'],
  'RecordingInfo.commands': ['Output of each extra command.', '每个附加命令的输出。'],
  'RecordingInfo.text': ['The whole text as it was.', '原来的全文。'],
  'CrashLog.kind': ['Tells a crash log from other captures.', '用来和别的采集数据区分。'],
  'CrashLog.format': ['Id of the format it was read as.', '按哪种格式读的。'],
  'CrashLog.reason': [
    'The reason without its prefix: `s.allocCount != s.nelems && freeIndex == s.nelems`. Of several panics, the first that is not marked recovered, or the last if all are. Empty if the log holds nothing but goroutines.',
    '崩溃的原因，不含前缀：`s.allocCount != s.nelems && freeIndex == s.nelems`。有几个 panic 时是第一个没有标着 recovered 的，全都标着时是最后一个。日志只有 goroutine 时为空。',
  ],
  'CrashLog.reasonFrom': [
    "Whose words the reason is: the runtime's own, or those of a server or logger that printed the stack.",
    '原因是谁的话：runtime 自己的，还是打印栈的服务器或日志库的。',
  ],
  'CrashLog.reasonKind': ['Kind of the reason.', '是哪一类原因。'],
  'CrashLog.recovered': [
    'A server or logger printed it and the program went on, as far as the log tells.',
    '就日志所见，服务器或日志库打印了它，程序继续运行。',
  ],
  'CrashLog.panics': [
    'Every `panic:` of the log in order, nested ones too.',
    '日志里的每个 `panic:`，按次序，包括嵌套的。',
  ],
  'CrashLog.signal': ['The signal that ended it, if one did.', '结束它的信号，有的话。'],
  'CrashLog.runtimeLines': [
    "Lines of the runtime's own beside the reason, as printed: `runtime: s.allocCount= 3 s.nelems= 5`, `futexwakeup addr=0x406032c returned -89`. A line printed twice is listed once.",
    '原因旁边 runtime 自己的行，原样：`runtime: s.allocCount= 3 s.nelems= 5`、`futexwakeup addr=0x406032c returned -89`。打印两遍的只列一次。',
  ],
  'CrashLog.contextLines': [
    "What others printed right before: a C assertion, a logger's message, a server's request.",
    '在它之前别人打印的话：C 的断言、日志库的话、服务器的请求。',
  ],
  'CrashLog.goroutines': [
    'In file order; threads (`goroutine 0`, `runtime stack:`) included: see Goroutine.thread.',
    '按文件次序；包括线程（`goroutine 0`、`runtime stack:`）：见 Goroutine.thread。',
  ],
  'CrashLog.registers': ['One list per thread, in file order.', '每个线程一列，按文件次序。'],
  'CrashLog.races': ['One per report of the race detector.', '竞争检测器的每份报告一个。'],
  'CrashLog.firstLine': [
    'First line of the file that belongs to it, from 1.',
    '文件里属于它的第一行，从 1 起。',
  ],
  'CrashLog.lastLine': ['Last line of the file that belongs to it.', '文件里属于它的最后一行。'],
  'CrashLog.notices': ['What is cut off, missing, or was guessed.', '哪里被截断、缺失，哪里是推断的。'],
  'Panic.text': ['May have several lines.', '可能有几行。'],
  'Panic.recovered': ['Marked `[recovered]`.', '标着 `[recovered]`。'],
  'Panic.repanicked': [
    'Marked as panicking again: `[recovered, repanicked]`.',
    '标着再次抛出：`[recovered, repanicked]`。',
  ],
  'Panic.line': ['Line of the file, from 1.', '文件里的行号，从 1 起。'],
  'CrashSignal.name': [
    "`SIGSEGV`; on Windows the exception's code, `0xc0000005`.",
    '`SIGSEGV`；在 Windows 上是异常代码 `0xc0000005`。',
  ],
  'CrashSignal.text': [
    '`segmentation violation`; empty on Windows.',
    '`segmentation violation`；在 Windows 上为空。',
  ],
  'CrashSignal.code': ['As printed: `0x1`.', '原样：`0x1`。'],
  'CrashSignal.addr': ['The faulting address, as printed.', '访问的地址，原样。'],
  'CrashSignal.pc': ['The address of the instruction, as printed.', '指令的地址，原样。'],
  'CrashSignal.line': ['Line of the file, from 1.', '文件里的行号，从 1 起。'],
  'TextLine.text': ['As printed.', '原样。'],
  'TextLine.line': ['Line of the file, from 1.', '文件里的行号，从 1 起。'],
  'Register.name': ['`rax`', '`rax`'],
  'Register.value': ['As printed: `0xca`.', '原样：`0xca`。'],
  'Goroutine.id': [
    'Goroutine id; undefined for `runtime stack:`, for frames without a header, and in a profile.',
    '`runtime stack:`、没有头的帧、profile 里的为 undefined。',
  ],
  'Goroutine.thread': [
    "True for a thread's own stack (`goroutine 0`, `runtime stack:`), which does not count as a goroutine.",
    '线程自己的栈：`goroutine 0` 和 `runtime stack:`。不算 goroutine。',
  ],
  'Goroutine.count': [
    'How many goroutines this one stands for: 1, but in a profile (`?debug=1`), which gives the number of each stack.',
    '代表多少个 goroutine：1；profile（`?debug=1`）里是每个栈的数量。',
  ],
  'Goroutine.state': [
    '`running`, `chan receive`, `select`; `runtime stack` for that block.',
    '`running`、`chan receive`、`select`；那一块是 `runtime stack`。',
  ],
  'Goroutine.waitMinutes': ['Minutes waited; 0 if not printed.', '等了多少分钟，没有写时为 0。'],
  'Goroutine.lockedToThread': ['Marked `locked to thread`.', '标着 `locked to thread`。'],
  'Goroutine.marks': [
    'Other marks of the header: `scan`, `leaked`, `synctest bubble 1`.',
    '头里的其他标记：`scan`、`leaked`、`synctest bubble 1`。',
  ],
  'Goroutine.attributes': ['What 1.22+ prints: gp, m, mp.', '1.22 以上打印的：gp、m、mp。'],
  'Goroutine.frames': ['Innermost first.', '最内层在前。'],
  'Goroutine.createdBy': [
    'The `go` statement that started it, and the goroutine that it ran in.',
    '启动它的 `go` 语句，以及那语句所在的 goroutine。',
  ],
  'Goroutine.ancestors': [
    'With GODEBUG=tracebackancestors: the stacks of the goroutines that made it, nearest first.',
    '设了 GODEBUG=tracebackancestors 时：创建它的各 goroutine 的栈，最近的在前。',
  ],
  'Goroutine.elided': [
    'Frames that the runtime left out (`...additional frames elided...` counts as 1 or more: -1 where no number is said).',
    'runtime 省略的帧（`...additional frames elided...` 算 1 个以上：没有写数时为 -1）。',
  ],
  'Goroutine.stackUnavailable': [
    '`goroutine running on other thread; stack unavailable`',
    '`goroutine running on other thread; stack unavailable`',
  ],
  'Goroutine.cut': ['True where the log ends inside this goroutine.', '日志在这个 goroutine 里面结束。'],
  'Goroutine.line': ['Line of the file, from 1.', '文件里的行号，从 1 起。'],
  'Frame.function': [
    'Full name as printed without arguments: `runtime.(*mcache).nextFree`. Empty where the log gives the file alone.',
    '全名，不含参数：`runtime.(*mcache).nextFree`。日志只给文件时为空。',
  ],
  'Frame.package': ['Import path: `io/ioutil`.', '它的导入路径：`io/ioutil`。'],
  'Frame.file': ['Path as printed.', '日志里写的路径。'],
  'Frame.fileLine': ['Line in that file.', '在那个文件里的行号。'],
  'Frame.args': [
    'Between the parentheses, as printed: `0x600, 0x15d600, 0x1, 0x0`, or `...` for an inlined call.',
    '括号里的内容，原样：`0x600, 0x15d600, 0x1, 0x0`；内联的调用是 `...`。',
  ],
  'Frame.inlined': ['Inlined into its caller by the compiler.', '编译器把它并进了调用者。'],
  'Frame.owner': [
    "Whose code it is: yours, the standard library's, the runtime's, or C.",
    '是谁的代码：用户自己的、Go 标准库的、runtime 的，还是 C 的。',
  ],
  'Frame.offset': [
    "As printed, with 0x: `+0x54`'s offset, and fp, sp, pc from GOTRACEBACK=system or a throw.",
    '原样，带 0x：`+0x54` 的偏移，以及 GOTRACEBACK=system 或 throw 打印的 fp、sp、pc。',
  ],
  'Frame.fp': ["The frame's pointer, as printed.", '帧指针，原样。'],
  'Frame.sp': ["The stack's pointer, as printed.", '栈指针，原样。'],
  'Frame.pc': ['The address of the instruction, as printed.', '指令的地址，原样。'],
  'Frame.sizeBytes': ['fp - sp in bytes, if both are known.', '两者都知道时，fp - sp 的字节数。'],
  'Frame.line': ['Line of the log, from 1.', '日志里的行号，从 1 起。'],
  'DataRace.accesses': [
    '`Write at 0x00c0000b4010 by goroutine 7` and `Previous read …`, each with its frames.',
    '`Write at 0x00c0000b4010 by goroutine 7` 和 `Previous read …`，各带自己的帧。',
  ],
  'DataRace.created': [
    'Where its goroutines, mutexes and variables came from: `Goroutine 7 (running) created at`.',
    '它的 goroutine、锁和变量从哪里来：`Goroutine 7 (running) created at`。',
  ],
  'DataRace.line': ['Line of the file, from 1.', '文件里的行号，从 1 起。'],
  'RaceStack.title': ['As printed.', '原样。'],
  'RaceStack.frames': ['Innermost first.', '最内层在前。'],
  'RaceStack.line': ['Line of the file, from 1.', '文件里的行号，从 1 起。'],
  'Bucket.count': ['Number of goroutines, the sum of their counts.', 'goroutine 的个数：各自数量之和。'],
  'Bucket.state': ['State that they share.', '它们共同的状态。'],
  'Bucket.thread': ['True for threads, which do not count as goroutines.', '是线程，不算 goroutine。'],
  'Bucket.frames': ['Stack of the first of them.', '取其中第一个的。'],
  'Bucket.goroutines': ['All of them, in file order.', '全部，按文件次序。'],
  'Bucket.createdBy': ['The `go` statement that started them.', '启动它们的 `go` 语句。'],
  'Bucket.waitMinutes': [
    'The shortest and the longest wait among them, in minutes.',
    '其中等得最短和最长的分钟数。',
  ],
  'GET /api/health': [
    '`ok` while the server is up, for a load balancer.',
    '服务器在运行：`ok`，给负载均衡用。',
  ],
  'GET /api/ready': [
    '200 while captures can be stored; 503 while they cannot and while the server shuts down.',
    '现在能保存数据；不能保存时、服务器正在停止时是 503。',
  ],
  'GET /api/store': ['What can be uploaded here: {@link StoreInfo}.', '这里能上传什么：{@link StoreInfo}。'],
  'POST /api/uploads': [
    "Begins a resumable upload ([tus 1.0](https://tus.io/protocols/resumable-upload)). `Upload-Metadata` names `filename` and `tag`, and where known `sha256`, `keep`, `kind` and `summary`. Answers `Casebook-Link`, `Casebook-Key`, and in `Location` the upload's own address: a secret that adds bytes until the upload is complete.",
    '开始可续传的上传（[tus 1.0](https://tus.io/protocols/resumable-upload)）。`Upload-Metadata` 写 `filename` 和 `tag`，知道时还有 `sha256`、`keep`、`kind`、`summary`。回答里有 `Casebook-Link`、`Casebook-Key`，`Location` 里是上传自己的地址：在上传完成之前，知道这个秘密地址的人可以添加字节。',
  ],
  'HEAD /api/uploads/ADDRESS': [
    'How many bytes have come: `Upload-Offset`.',
    '来了多少字节：`Upload-Offset`。',
  ],
  'PATCH /api/uploads/ADDRESS': ['Adds bytes at `Upload-Offset`.', '在 `Upload-Offset` 处添加字节。'],
  'DELETE /api/uploads/ADDRESS': [
    'Cancels an upload that is not complete and leaves no trace.',
    '收回还没有完成的上传，不留痕迹。',
  ],
  'GET /api/tags/TAG': [
    "A tag's captures, newest first: {@link StoreList}. Query: `limit` (default 50, at most 200), `after` (where the last part ended), `search` (words of name, kind or summary), `session` (the files of one topid session). Needs the list token if the server has one.",
    '一个标签下的采集数据，最新的在前：{@link StoreList}。查询参数：`limit`（默认 50，最多 200）、`after`（上一段到哪里）、`search`（名字、种类或摘要里的词）、`session`（一个 topid 会话的文件）。服务器设了列表令牌时要带上。',
  ],
  'PUT /api/captures/TAG/NAME': [
    "Stores a file; the body is its bytes. Query: `keep` (days, or `never` if the server allows it), `name` (instead of the file's), `sha256` (checked once all bytes are here). Answers 201 and {@link StoreReceipt}.",
    '保存文件：请求体就是它的字节。查询参数：`keep`（天数，服务器允许时可以是 `never`）、`name`（用别的文件名）、`sha256`（全部到达后核对）。回答 201 和 {@link StoreReceipt}。',
  ],
  'GET /api/captures/ID/bytes': ['Its bytes, with ranges and an ETag.', '它的字节，支持范围请求和 ETag。'],
  'GET /api/captures/ID/bytes?from=N&wait=S': [
    'The bytes after N, as soon as there are any; 204 if none come within S seconds (at most 25). `Casebook-State`, `Casebook-Size`, `Casebook-Idle-Ms` and `Casebook-Stalled` tell its state.',
    '第 N 字节之后的内容，一有就返回；S 秒内没有则 204，最多 25 秒。`Casebook-State`、`Casebook-Size`、`Casebook-Idle-Ms`、`Casebook-Stalled` 说明它的状态。',
  ],
  'GET /api/captures/ID/picture.png': [
    'Its preview picture, 1200 by 630; 404 if there is nothing to draw, 503 while it is being made.',
    '它的图片，1200 × 630：没有可画的内容时 404，还没画好时 503。',
  ],
  'PUT /api/captures/TAG/': [
    'A stream: a body without a length. Answered at once with {@link StoreReceipt} and with another line when it ends, complete or cut; it can be followed meanwhile.',
    '数据流：不带长度的请求体。立即用 {@link StoreReceipt} 回答，结束时（完整或断开）再回答一行；其间可以跟着看。',
  ],
  'GET /api/captures/ID': [
    'What is known about a capture: {@link StoreStat}.',
    '一份采集数据的信息：{@link StoreStat}。',
  ],
  'PATCH /api/captures/ID': [
    'Changes name or tag: `{"name": "run-3.csv", "tag": "kept"}`, at most 64 KiB, with the deletion key in `Casebook-Key`. Answers {@link StoreStat}.',
    '换名字或标签：`{"name": "run-3.csv", "tag": "kept"}`，最多 64 KiB，删除密钥放在 `Casebook-Key`。回答 {@link StoreStat}。',
  ],
  'DELETE /api/captures/ID': [
    'Removes it, with the deletion key in `Casebook-Key`. Answers {@link StoreRemoval}.',
    '删除它，删除密钥放在 `Casebook-Key`。回答 {@link StoreRemoval}。',
  ],
  'StoreInfo.store': ['Version of this API.', '这个接口的版本。'],
  'StoreInfo.maxBytes': ['Largest capture accepted, in bytes.', '收下的单份数据最大多少字节。'],
  'StoreInfo.keepDays': ['Days a capture is kept if its sender does not say.', '上传者没有说时保存多少天。'],
  'StoreInfo.keepChoices': ['Choices for `keep`, in days.', '可以选择的天数。'],
  'StoreInfo.tokenNeeded': ['Whether uploads need a token.', '上传需要令牌。'],
  'StoreInfo.uploads': ['Path for resumable uploads.', '可续传上传的路径。'],
  'StoreCapture.id': [
    '26 characters that cannot be guessed. They allow reading the capture, nothing more.',
    '26 个无法猜到的字符：只能读，不能做别的。',
  ],
  'StoreCapture.tag': ['The tag it is listed under.', '列在哪个标签下。'],
  'StoreCapture.name': ['Name of the file.', '文件名。'],
  'StoreCapture.state': [
    '`growing`: bytes are still coming. `complete`: all of it is here. `cut`: the sender went away; what came is here, and no more will.',
    '`growing`：字节还在来。`complete`：全部都在。`cut`：发送者走了；来了的都在，不会再有。',
  ],
  'StoreCapture.live': ['It was streamed while being made.', '一边产生一边发送的。'],
  'StoreCapture.sizeBytes': ['Bytes received so far.', '现在已有的字节数。'],
  'StoreCapture.declaredBytes': [
    'Size announced by the sender; a stream has none.',
    '发送者说的大小；数据流不说。',
  ],
  'StoreCapture.sha256': [
    'SHA-256 of the whole, 64 hexadecimal digits, once it is complete or cut.',
    '全部内容的 SHA-256，完整或断开之后才有：64 个十六进制数字。',
  ],
  'StoreCapture.kind': [
    '`recording`, `crash-log`, `profile`; `unknown` if no format fits.',
    '`recording`、`crash-log`、`profile`；看过却认不出时是 `unknown`。',
  ],
  'StoreCapture.summary': ['One sentence about its contents.', '里面有什么，一句话。'],
  'StoreCapture.session': ['The topid session, from its name.', '文件名写明的 topid 会话。'],
  'StoreCapture.createdAt': ['When the upload began.', '开始上传的时间。'],
  'StoreCapture.changedAt': ['When bytes last came.', '最后一次有字节到来的时间。'],
  'StoreCapture.expiresAt': [
    'When it expires; left out if it is kept for ever.',
    '到期的时间；永久保存时没有。',
  ],
  'StoreCapture.looked': [
    'The server has read it: kind and summary are final.',
    '服务器已经读过：kind 和 summary 就是能知道的全部。',
  ],
  'StoreCapture.picture': ['Whether it has a preview picture.', '有它的图片。'],
  'StoreCapture.link': ['Address of its page.', '它的页面的地址。'],
  'StoreStat.idleMs': [
    'Milliseconds since the last bytes; 0 if no more will come.',
    '最后一次有字节到来之后的毫秒数；不会再有时为 0。',
  ],
  'StoreStat.stalled': [
    'Nothing has come for so long that the sender is probably gone.',
    '很久没有字节到来，发送者多半已经走了。',
  ],
  'StoreReceipt.key': [
    'The deletion key, which allows renaming and removing and is shown nowhere else. Left out of the last line of a stream.',
    '删除密钥：用来改名和删除，别处不会再说。数据流的最后一行里没有。',
  ],
  'StoreList.captures': ['Newest first.', '最新的在前。'],
  'StoreList.next': [
    'Pass it as `after` to get the next part; left out at the end.',
    '下一段从哪里开始，作为 `after` 给出；到头时没有。',
  ],
  'StoreRemoval.deleted': ['The id it had.', '它原来的 id。'],
  'StoreRemoval.noted': [
    'Whether a note was kept that this capture existed; on a full disk it may not be.',
    '是否记下了曾经有过它：磁盘满时可能没有。',
  ],
  'StoreRefusal.error': [
    'Code, English sentence, and the numbers and names in it.',
    '代码、一句英文，以及句子里的数和名字。',
  ],
  'Inputs.range': [
    "A slider: Inputs.range([0, 400], {label: 'GOGC', value: 100, step: 25, unit: '%'}).",
    "滑块：Inputs.range([0, 400], {label: 'GOGC', value: 100, step: 25, unit: '%'})。",
  ],
  'Inputs.number': ['A number to type, kept within the range.', '可输入的数，保持在范围之内。'],
  'Inputs.text': ['A line of text.', '一行文字。'],
  'Inputs.checkbox': [
    "Yes or no: Inputs.checkbox({label: 'Stacked'}). With choices, any number of them: Inputs.checkbox(['user', 'system'], {label: 'Parts', value: ['user']}).",
    "是或否：Inputs.checkbox({label: 'Stacked'})。给出选项时可任选几个：Inputs.checkbox(['user', 'system'], {label: 'Parts', value: ['user']})。",
  ],
  'Inputs.toggle': [
    "Yes or no; or one of two values: Inputs.toggle({label: 'Memory', values: ['memory', 'cpu']}).",
    "是或否；或两个值之一：Inputs.toggle({label: 'Memory', values: ['memory', 'cpu']})。",
  ],
  'Inputs.select': [
    'One of several, from a list that opens. The value is the choice itself, whatever it is; by default the first.',
    '从展开的列表里选一个。值就是选项本身，不论是什么；默认是第一个。',
  ],
  'Inputs.radio': [
    'One of several, all of which are seen. The value is the choice itself; none where none is given.',
    '几个里选一个，全部可见。值就是选项本身；没有给出时为空。',
  ],
  'Inputs.search': [
    'A field that finds rows: its value are those that have every word that is typed, in any of their columns, whatever the case. Feed it to Inputs.table or to Plot.',
    '查找行的输入框：值是任意列里含有所有输入词的行，不分大小写。可交给 Inputs.table 或 Plot。',
  ],
  'Inputs.table': [
    'Rows as a table that is sorted by its headings; of a hundred thousand rows those on screen are drawn.',
    '表格，点表头排序；十万行里只画屏幕上的。',
  ],
  'Inputs.button': [
    "A button that counts its presses, or several that change one value: Inputs.button([['Next', (n) => n + 1], ['Reset', () => 0]], {label: 'Step', value: 0}).",
    "计数的按钮，或几个改变同一个值的按钮：Inputs.button([['Next', (n) => n + 1], ['Reset', () => 0]], {label: 'Step', value: 0})。",
  ],
  'charts.usage': [
    'CPU or memory over time, within the window of the recording.',
    'CPU 或内存随时间的变化，在记录的窗口之内。',
  ],
  'charts.stack': [
    'The stack of the goroutine that crashed, a row a frame, as wide as the frame is large.',
    '崩溃的 goroutine 的栈，一帧一行，宽度按帧的大小。',
  ],
};
