import type { Random } from '../fuzz/random.ts';

const states = ['chan receive', 'chan send', 'select', 'IO wait', 'semacquire', 'sync.Mutex.Lock', 'sync.Cond.Wait', 'sleep', 'runnable', 'syscall', 'chan receive (nil chan)', 'select (no cases)', 'GC worker (idle)', 'finalizer wait']; // prettier-ignore
const functions = ['main.main', 'main.f', 'main.(*port).wait', 'main.serve.func1', 'main.(*T).run.func2.1', 'main.parse[...]', 'net/http.(*conn).serve', 'runtime.gopark', 'sync.(*Mutex).Lock', 'acme.example/wire/v2.Decode', 'github.com/a/b/c.init.0', 'internal/poll.(*FD).Read', 'main.glob..func1', 'main.main.gowrap1']; // prettier-ignore
const files = ['/src/boardd/port.go', '/usr/local/go/src/net/http/server.go', '/root/go/pkg/mod/acme.example/wire@v1.2.0/parse.go', 'C:/work/board/main.go', '/home/a b/x.go', 'casebook/main.go']; // prettier-ignore

/** A dump of goroutines as the runtime prints them: no line of it is cut, and none is another's. */
export function makeDump(random: Random): string {
  const stacks = Array.from(
    { length: 1 + random.below(6) },
    () =>
    Array.from({ length: 1 + random.below(random.pick([4, 25])) }, () => [random.pick(functions), random.pick(files), 1 + random.below(3000)] as const), // prettier-ignore
  );
  const args = () => Array.from({ length: random.below(4) }, () => random.pick([hex(random), `${hex(random)}?`, '{0x1, 0x2}', '...'])).join(', '); // prettier-ignore
  let id = 0;
  const goroutine = () => {
    id += 1 + random.below(4);
    const minutes = random.once(3) ? `, ${1 + random.below(5000)} minutes` : '';
    const locked = random.once(6) ? ', locked to thread' : '';
    const state = id === 1 && random.once(2) ? 'running' : random.pick(states);
    const frames = random.pick(stacks).map(([name, file, line]) => {
      const inlined = random.once(5);
      return `${name}(${inlined ? '...' : args()})\n\t${file}:${line}${inlined ? '' : ` +${hex(random)}`}\n`;
    });
    const elided = random.once(15) ? '...additional frames elided...\n' : '';
    const created = random.once(5)
      ? ''
      : `created by ${random.pick(functions)}${random.once(3) ? '' : ` in goroutine ${1 + random.below(9)}`}\n\t${random.pick(files)}:${1 + random.below(500)} +${hex(random)}\n`; // prettier-ignore
    return `goroutine ${id} [${state}${minutes}${locked}]:\n${frames.join('')}${elided}${created}`;
  };
  const reason = random.pick(['', 'panic: boom\n\n', 'fatal error: all goroutines are asleep - deadlock!\n\n', 'SIGQUIT: quit\nPC=0x46d2a1 m=0 sigcode=0\n\n']); // prettier-ignore
  return `${reason}${Array.from({ length: 1 + random.below(random.pick([5, 60])) }, goroutine).join('\n')}`;
}

function hex(random: Random): string {
  return `0x${(1 + random.below(2 ** 32)).toString(16)}`;
}
