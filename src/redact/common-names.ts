/** Accounts that every machine has. */
export const commonUsers = new Set(
  `root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc gnats nobody
  nogroup wheel adm tty disk staff users user sshd messagebus ntp dbus polkitd systemd-network
  systemd-resolve systemd-timesync systemd-oom _apt operator ftp audio video shared public all
  default guest admin administrator anonymous service system`.split(/\s+/),
);

/** Words that the lines of a Go crash or of topid are made of: as names they would take the log apart. */
export const commonWords = new Set(
  `main runtime goroutine goroutines panic panics error errors fatal signal running go golang created
  exit status init recovered linux windows darwin unix version func syscall created select chan receive
  send sleep idle waiting wait locked thread threads stack additional frames elided pid prio cpu ucpu
  scpu mem comm time name the and for from with not was has are kernel localhost tcp udp http https
  info warning warn debug notice crit critical err alert emerg src home usr com net org www git ssh root none unknown
  by in at of on to no an is or as if all nil null true false invalid memory address pointer dereference
  index out range slice bounds map concurrent iteration write read previous atomic location mutex race
  data found deadlock asleep segmentation violation code addr sigcode abort aborted quit trap bus illegal
  instruction bytes unexpected fault non function pc sp fp lr gp mp unavailable other execution cgo
  external arrived during originating synchronized via served serving semacquire lock rwmutex cond
  waitgroup worker finalizer scan leaked synctest bubble timer force gc sweep scavenge call trace reader
  preempted copystack dead runnable cases minutes minute morestack systemstack called bad test testing
  timed after repanicked goexit interface conversion string int byte bool type missing method close
  closed channel negative divide zero integer overflow makeslice len cap reason snapshot cpuinfo
  kernelinfo extrainfo command log stream stderr stdout level msg message caller time ts logger
  stacktrace stack_trace`.split(/\s+/),
);

/** Kernel threads with a slash in their names, which is no path's: `kworker/u8:1-events`, `ksoftirqd/0`, `irq/33-eth0`. */
export const kernelThread =
  /^(?:kworker|ksoftirqd|ktimersoftd|ktimers|migration|stopper|cpuhp|watchdog|idle_inject|irq_work|posixcputmr|rcu[cb]|rcuo[bgps]?|jbd2|irq)\/[\w:+.-]+$/;

/** At least two letters or digits, no number, and no word that any log has. */
export function isName(text: string): boolean {
  return (
    /^[\p{L}\p{N}][\p{L}\p{N}._+-]+$|^[\p{L}_][\p{L}\p{N}._+-]+$/u.test(text) &&
    !/^[\d.:+-]+$/.test(text) &&
    !commonWords.has(text.toLowerCase())
  );
}
