import { expect, test } from 'vitest';
import { findPathPrefixes } from '#model/crash/path-prefixes.ts';
import { parseOne, readValid } from '../../formats/go-crash/read-log.ts';

const stack = (calls: readonly [name: string, file: string][]): string =>
  calls.map(([name, file]) => `${name}()\n\t${file} +0x1\n`).join('');

test('the module and the folders that most is saved by, each of its own kind of path', async () => {
  const { goroutines } = await parseOne(
    `panic: boom\n\ngoroutine 1 [running]:\n${stack([
      ['runtime.gopark', '/usr/local/go/src/runtime/proc.go:402'],
      ['runtime.goexit', '/usr/local/go/src/runtime/asm_amd64.s:1700'],
      ['sync.(*Mutex).Lock', '/usr/local/go/src/sync/mutex.go:90'],
      [
        'github.com/acme/boardd/port.(*Port[github.com/acme/boardd/x.Y]).wait',
        '/home/b/boardd/port/port.go:3',
      ],
      ['github.com/acme/boardd/port.Loop', '/home/b/boardd/port/loop.go:3'],
      ['github.com/acme/boardd/fw.Run', '/home/b/boardd/fw/run.go:3'],
      ['github.com/gorilla/mux.Serve', '/root/go/pkg/mod/github.com/gorilla/mux@v1.8.0/mux.go:9'],
      ['main.main', '/home/b/boardd/main.go:9'],
    ])}`,
  );
  expect(findPathPrefixes(goroutines)).toEqual({
    functions: 'github.com/acme/boardd/',
    files: '/home/b/boardd/',
    goFiles: '/usr/local/go/src/',
  });
});

test('where there is nothing to save, nothing is left out: bare names, trimmed paths, two that are alike', async () => {
  const bare = await parseOne(
    `panic: boom\n\ngoroutine 1 [running]:\n${stack([
      ['runtime.gopark', 'runtime/proc.go:402'],
      ['runtime.goexit', 'runtime/asm_amd64.s:1700'],
      ['example.com/one.Run', '/src/one/run.go:1'],
      ['example.com/one.Loop', '/src/one/loop.go:1'],
      ['main.main', 'main.go:9'],
    ])}`,
  );
  expect(findPathPrefixes(bare.goroutines)).toEqual({ functions: '', files: '', goFiles: '' });
  const { goroutines } = await parseOne(readValid('go1.26-sigquit-minutes.log'));
  expect(findPathPrefixes(goroutines)).toEqual({ functions: '', files: 'casebook/crashes/', goFiles: '' });
});
