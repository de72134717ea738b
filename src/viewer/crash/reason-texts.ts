import type { CrashGuide } from '#model/crash-reasons.ts';
import type { Messages } from '../locale.ts';

/** What the common throws and panics mean, in a sentence, and what to look at next; the guide page has the rest. */
export const reasonTexts: Messages<Record<CrashGuide, { means: string; next: string }>> = {
  en: {
    'span-accounting': {
      means:
        'The allocator’s count of a span and its bitmap disagree. Its bookkeeping is damaged; memory has not run out.',
      next: 'Whether other runs fail at other places but in the same allocator: then look for what writes into the heap (unsafe, cgo, hardware, kernel), not at the frames above.',
    },
    'bad-pointer': {
      means: 'The collector met a pointer into memory that the allocator has not given out.',
      next: 'The “found in object at” line and the code that keeps uintptr values, unsafe.Pointer or C pointers in Go memory.',
    },
    'all-goroutines-asleep': {
      means: 'Every goroutine waits for another: none can ever go on.',
      next: 'The buckets below: which channel or lock each waits for, and who should have sent, received, closed or unlocked.',
    },
    'concurrent-map-writes': {
      means: 'Two goroutines used one map at the same time, and at least one wrote.',
      next: 'The map in the user’s frames, and everything else that touches it without the same lock. Run with -race to see both sides.',
    },
    'stack-overflow': {
      means: 'A goroutine’s stack grew to its limit, 1 GB on 64-bit machines: endless recursion, as a rule.',
      next: 'The calls that repeat among the innermost frames, and what should have ended them.',
    },
    'out-of-memory': {
      means: 'The operating system gave no more memory.',
      next: 'How much was in use and how large the last request was (the runtime’s own line); limits of the container or ulimit; a heap profile before the end.',
    },
    'unlock-of-unlocked-mutex': {
      means: 'A lock was released that was not held.',
      next: 'A second Unlock on some path, a copied mutex (go vet finds it), or an Unlock without its Lock.',
    },
    'nil-dereference': {
      means: 'The program read or wrote through a nil pointer. A small addr= is the offset of the field.',
      next: 'The innermost frame of your own code: which pointer was nil there, and who should have set it.',
    },
    'index-out-of-range': {
      means: 'An index or slice bound lies outside of the slice, array or string.',
      next: 'The two numbers of the message and the innermost frame of your own code; [-1] is mostly the last element of something empty.',
    },
    'nil-map-write': {
      means: 'A map that was never made was written to. Reading one is allowed, writing is not.',
      next: 'Where the map should have been made; a struct literal that leaves it out.',
    },
    'type-assertion': {
      means: 'A value in an interface is not of the type that was asked for.',
      next: 'The two types of the message; the form with two results, v, ok := x.(T), does not panic.',
    },
    'closed-channel': {
      means: 'A channel was used after it was closed, or closed twice, or closed while nil.',
      next: 'Who closes it: only the sender, once, and after all senders have ended.',
    },
    'makeslice-out-of-range': {
      means: 'A length that is negative or too large was given to make, or computed on the way to it.',
      next: 'Where the number comes from: an unchecked size of input, or a difference that went below zero.',
    },
    'divide-by-zero': {
      means: 'An integer was divided by zero.',
      next: 'The divisor in the innermost frame of your own code, an average over nothing, say.',
    },
    'negative-waitgroup': {
      means: 'Done was called more often than Add had announced.',
      next: 'An Add inside of the goroutine instead of before it, a Done on two paths, or a WaitGroup passed by value.',
    },
    'cgo-pointer': {
      means: 'Go memory that holds Go pointers was handed to C.',
      next: 'The argument of the C call: copy the data, use runtime.Pinner, or a cgo.Handle.',
    },
    'data-race': {
      means: 'Two goroutines used the same memory without order between them, and one of them wrote.',
      next: 'The two accesses and where their goroutines were made: what lock or channel should have stood between them.',
    },
    'sigquit-dump': {
      means:
        'The program was asked to end and to print its goroutines (kill -QUIT, Ctrl-\\, a watchdog, or abort).',
      next: 'The largest buckets and the longest waits: a lock, a channel or a call that nobody comes back from.',
    },
    'unexpected-signal': {
      means:
        'The processor refused an access outside of what Go can turn into a panic: in C, in the runtime, or at an address that no Go variable has.',
      next: 'pc= and addr=, and the innermost frame: C code, unsafe, or assembly.',
    },
    'unrecovered-error-panic': {
      means:
        'The program itself called panic, with an error or a value of its own, and nothing recovered it.',
      next: 'The frame below panic: who called it, and what the text says.',
    },
  },
  'zh-cn': {
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
      next: '看你自己代码最内层的那一帧：哪个指针是 nil，本该由谁赋值。',
    },
    'index-out-of-range': {
      means: '下标或切片边界超出了切片、数组或字符串的范围。',
      next: '看消息里的两个数字和你自己代码最内层的那一帧；[-1] 多半是取空切片的最后一个元素。',
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
      next: '看你自己代码最内层那一帧的除数，比如对零个元素求平均。',
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
      means: '有人要求程序结束并输出全部 goroutine（kill -QUIT、Ctrl-\\、看门狗或 abort）。',
      next: '看最大的几组和等得最久的：一把锁、一个 channel，或一个没有返回的调用。',
    },
    'unexpected-signal': {
      means:
        '处理器拒绝了一次访问，而 Go 无法把它变成 panic：发生在 C 里、runtime 里，或不属于任何 Go 变量的地址上。',
      next: '看 pc= 和 addr=，以及最内层的帧：C 代码、unsafe 或汇编。',
    },
    'unrecovered-error-panic': {
      means: '程序自己用一个 error 或值调用了 panic，而没有人 recover。',
      next: '看 panic 下面的那一帧：谁调用的，文字说了什么。',
    },
  },
};
