import type { texts as en } from '../en/crash-guides.ts';

export const texts: typeof en = {
  'span-accounting': {
    means: '分配器对一个 span 的计数与位图不一致。是它的账目被破坏了，并不是内存用尽。',
    next: '看其他几次运行是否在别处、却同样在分配器里出错：若是，就要找是什么写坏了堆（unsafe、cgo、硬件、内核），而不是上层的帧。',
  },
  'bad-pointer': {
    means: 'GC 遇到一个指针，它指向分配器并未分配出去的内存。',
    next: '看 “found in object at” 那一行，以及把 uintptr、unsafe.Pointer 或 C 指针存进 Go 内存的代码。',
  },
  'all-goroutines-asleep': {
    means: '所有 goroutine 都在互相等待，谁也无法继续。',
    next: '看下面各组：各自在等哪个 channel 或锁，本该由谁来发送、接收、关闭或解锁。',
  },
  'concurrent-map-writes': {
    means: '两个 goroutine 同时使用同一个 map，其中至少一个在写。',
    next: '看用户帧里的那个 map，以及其他没有用同一把锁就访问它的代码。加 -race 运行能看到双方。',
  },
  'stack-overflow': {
    means: '某个 goroutine 的栈涨到了上限（64 位机器上是 1 GB）：通常是无穷递归。',
    next: '看最内层反复出现的调用，以及本该让它停下的条件。',
  },
  'out-of-memory': {
    means: '操作系统不再给内存了。',
    next: '看 runtime 自己那一行：已用多少、最后要多少；再看容器限制或 ulimit，以及出事前的 heap profile。',
  },
  'unlock-of-unlocked-mutex': {
    means: '解了一把没有锁上的锁。',
    next: '某条路径上多了一次 Unlock，复制了 mutex（go vet 能发现），或只有 Unlock 没有 Lock。',
  },
  'nil-dereference': {
    means: '程序通过 nil 指针读或写。addr= 若是个小数字，就是字段的偏移。',
    next: '看你自己代码里出事的那一帧：哪个指针是 nil，本该由谁赋值。',
  },
  'index-out-of-range': {
    means: '下标或切片边界超出了切片、数组或字符串的范围。',
    next: '看消息里的两个数字和你自己代码里出事的那一帧；[-1] 多半是取空切片的最后一个元素。',
  },
  'nil-map-write': {
    means: '写了一个没有 make 过的 map。读是允许的，写不行。',
    next: '看这个 map 本该在哪里创建；是否有结构体字面量漏了它。',
  },
  'type-assertion': {
    means: '接口里的值不是所要的类型。',
    next: '看消息里的两个类型；用带两个返回值的形式 v, ok := x.(T) 就不会 panic。',
  },
  'closed-channel': {
    means: 'channel 关闭后仍被使用，或被关闭两次，或关闭了 nil channel。',
    next: '看由谁关闭：只应由发送方关闭一次，且在所有发送者都结束之后。',
  },
  'makeslice-out-of-range': {
    means: '传给 make 的长度是负数或过大，或是中途算错了。',
    next: '看这个数字从哪里来：未经检查的输入大小，或减成了负数的差。',
  },
  'divide-by-zero': {
    means: '整数除以零。',
    next: '看你自己代码里出事的那一帧的除数，比如对零个元素求平均。',
  },
  'negative-waitgroup': {
    means: 'Done 的次数比 Add 声明的多。',
    next: 'Add 写在了 goroutine 里面而不是之前，两条路径上都有 Done，或 WaitGroup 按值传递。',
  },
  'cgo-pointer': {
    means: '把含有 Go 指针的 Go 内存交给了 C。',
    next: '看 C 调用的参数：复制数据，或使用 runtime.Pinner、cgo.Handle。',
  },
  'data-race': {
    means: '两个 goroutine 之间没有先后约束地访问同一块内存，其中一个在写。',
    next: '看这两次访问以及两个 goroutine 在哪里创建：它们之间本该有哪把锁或哪个 channel。',
  },
  'sigquit-dump': {
    means:
      '某一时刻的 goroutine，是有人要的。SIGQUIT（kill -QUIT、Ctrl-\\）会让程序随之结束；profile 或 debug.Stack 不会。',
    next: '看最大的几组和等得最久的：一把锁、一个 channel，或一个没有返回的调用。',
  },
  'unexpected-signal': {
    means:
      '处理器拒绝了一次访问，而 Go 无法把它变成 panic：发生在 C 里、runtime 里，或不属于任何 Go 变量的地址上。',
    next: '看 pc= 和 addr=，以及最内层的帧：C 代码、unsafe 或汇编。',
  },
  'unrecovered-error-panic': {
    means: '程序自己用一个 error 或值调用了 panic。',
    next: '看最后一个 panic 以下你自己代码的第一帧：谁调用的，文字说了什么。',
  },
  'system-call-failed': {
    means:
      '内核拒绝了 runtime 离不开的系统调用。随后在 0x1006 处的错误是 runtime 自己用来停下的，不是空指针。',
    next: '看 runtime 那一行里的数字：38（MIPS 上是 89）表示内核没有这个调用，1 表示被过滤器拒绝。再看内核的版本和配置。',
  },
  'thread-limit': {
    means: '系统不再给线程，或者程序的线程数超过了 Go 的上限。',
    next: '看旁边一行的 errno（11 是线程数的限制，12 是内存），以及哪些调用占着线程：停在 syscall 和 C 里的 goroutine。',
  },
  'stack-split': {
    means: '栈在不允许的地方要增长：线程自己的栈上、系统调用里，或信号处理函数里。这不是无穷递归。',
    next: '看 C 代码和回调、各个库的信号处理函数、汇编，以及原因之前打印的栈。',
  },
  'foreign-signal-handler': {
    means: '不属于 Go 的代码改了信号的投递方式；Go 不能在 goroutine 的小栈上处理信号。',
    next: '看进程里哪个库调用了 sigaction 或 sigaltstack：它的处理函数要带 SA_ONSTACK。',
  },
  'unexpected-return-pc': {
    means: 'runtime 沿着栈走，碰到一个不属于任何函数的返回地址：栈被覆盖了。',
    next: '看那个坏地址（像文本还是像小整数？），以及点名的函数把什么交给了 C、unsafe 代码或汇编。',
  },
  checkptr: {
    means: '用 -race 或 -d=checkptr 构建的程序发现了不合规则的 unsafe.Pointer 转换。',
    next: '看 runtime.checkptr… 下面的那一帧：错的就是那一行。',
  },
  'test-timeout': {
    means: 'go test 到了时限，打印了所有 goroutine。第一个只是它的闹钟。',
    next: '看正在运行的那个测试的 goroutine：它在等什么？再看等得最久的（日志里有等了一分钟以上的才有）。',
  },
  'negative-shift': {
    means: '移位的位数小于零。',
    next: '看这个数在哪里变成了负的：一个差值，或者来自外部的值。',
  },
  'unhashable-type': {
    means: '接口里的切片、map 或函数被拿去比较，或用作 map 的键。',
    next: '看你自己代码里出事的那一帧的那一行，以及这样的值从哪里来：解码的 JSON、错误类型、键。',
  },
  'range-over-func': {
    means: '迭代器在循环结束之后又调用了 yield。',
    next: '看迭代器，不是循环：每次调用 yield，得到 false 就必须返回。',
  },
  'unaligned-atomic': {
    means: '在不能被 8 整除的地址上做 64 位原子操作，而 32 位处理器要求对齐。',
    next: '看原子操作下面的那个字段：改成 atomic.Int64，或放在结构体最前面。',
  },
  reflect: {
    means: '向 reflect 包要了这个值没有的东西。',
    next: '看 reflect 下面你自己代码里出事的那一帧：传进去的是什么，nil、值而不是指针、还是另一种 kind？',
  },
  'invalid-argument': {
    means: '给标准库函数的参数没有意义。',
    next: '看你自己代码里出事的那一帧的调用，以及参数从哪里来：空列表、没有设置的配置、第二次注册。',
  },
  goleak: {
    means: '测试结束时还有 goroutine 留着。程序并没有崩溃。',
    next: '看创建者：由谁启动，本该由谁在测试结束前停下它们。',
  },
  'windows-exception': {
    means: 'Go 无法变成 panic 的 Windows 异常：发生在 DLL 里、C 里，或 runtime 无法继续的地方。',
    next: '看代码、想在哪个地址做什么（第二、第三个数），以及你自己代码里出事的那一帧对外的调用。',
  },
  sigabrt: {
    means:
      '程序调用了 abort()（C 库在断言失败或堆被破坏时会这样做），或者别的进程发来了信号。sigcode 能区分。',
    next: '看它前面打印的那一行。sigcode 是 0 则是有人要求的，比如看门狗：这时看等得最久的。',
  },
  'processor-signals': {
    means: '处理器或内核拒绝了程序所做的事，但不是因为空指针。',
    next: '看是哪个信号：SIGBUS 多半是映射的文件变了，SIGILL 是给别的处理器的代码，SIGSYS 是过滤器。再看 pc= 和 addr=。',
  },
  'recovered-panic': {
    means: '程序发生了 panic；有人接住、打印了它，程序继续运行。',
    next: '看最后一个 panic( 调用以下的地方：上面的是接住它的人。还要看那个函数占着哪些锁。',
  },
  'runtime-throw': {
    means: 'runtime 发现自己处于不可能的状态，于是结束了程序，recover 接不住。',
    next: '看 runtime 在原因之前打印的内容，是不是总在同一处，再到 Go 的 issues 里搜索这个原因。',
  },
};
