import { expect, test } from 'vitest';
import { ownerOfFile, toOwner } from '#model/owner.ts';
import { toPackage } from '#model/go-names.ts';

test.each([
  ['runtime.(*mcache).nextFree', 'runtime', 'runtime'],
  ['runtime/internal/atomic.Load', 'runtime/internal/atomic', 'runtime'],
  ['internal/runtime/maps.fatal', 'internal/runtime/maps', 'runtime'],
  ['internal/bytealg.IndexByte', 'internal/bytealg', 'runtime'],
  ['internal/poll.(*FD).Init', 'internal/poll', 'std'],
  ['runtime/debug.Stack', 'runtime/debug', 'std'],
  ['io/ioutil.ReadAll', 'io/ioutil', 'std'],
  ['net/http/internal/ascii.Is', 'net/http/internal/ascii', 'std'],
  ['vendor/golang.org/x/net/http2/hpack.huffmanDecode', 'vendor/golang.org/x/net/http2/hpack', 'std'],
  ['go/internal/gcimporter.Import', 'go/internal/gcimporter', 'std'],
  ['pidinfo.(*TidInfo).updateStat', 'pidinfo', 'user'],
  ['main.main.func1.2', 'main', 'user'],
  ['casebook/crashes/board.(*Sensor).last', 'casebook/crashes/board', 'user'],
  ['gopkg.in/yaml%2ev2.Unmarshal', 'gopkg.in/yaml.v2', 'user'],
  ['github.com/x/y/internal/z.F', 'github.com/x/y/internal/z', 'user'],
  ['golang.org/x/sync/errgroup.(*Group).Go.func1', 'golang.org/x/sync/errgroup', 'user'],
  ['main.mapAll[...]', 'main', 'user'],
  ['main.F[go.shape.struct { github.com/x/y.T }]', 'main', 'user'],
  ['main._Cfunc_inC', 'main', 'cgo'],
  ['runtime/cgo.Handle.Value', 'runtime/cgo', 'cgo'],
  ['crosscall2', '', 'cgo'],
  ['_cgoexp_1234_callback', '', 'cgo'],
  ['inC', '', 'cgo'],
  // What C's compiler has copied or cut.
  ['finish_task_switch.isra.0', '', 'cgo'],
  ['do_epoll_pwait.part.0', '', 'cgo'],
  ['lookup.constprop.2.cold', '', 'cgo'],
  ['main.part', 'main', 'user'],
  ['lookup.cold', 'lookup', 'user'],
  ['example.com/shop/part.cold', 'example.com/shop/part', 'user'],
  ['panic', '', 'runtime'],
  ['type:.eq.main.point', '', 'runtime'],
  ['type..eq.main.point', '', 'runtime'],
  ['type..hash.struct { net/http.x }', '', 'runtime'],
  ['go.buildid', '', 'runtime'],
  ['go:main.inittasks', '', 'runtime'],
  // Hosts that begin as the linker's own names do.
  ['go.uber.org/zap.(*Logger).Panic', 'go.uber.org/zap', 'user'],
  ['go.etcd.io/bbolt.(*DB).Update', 'go.etcd.io/bbolt', 'user'],
  ['go.opentelemetry.io/otel/sdk/trace.(*span).End', 'go.opentelemetry.io/otel/sdk/trace', 'user'],
  ['go.acme.example/queue.(*Ring).Put', 'go.acme.example/queue', 'user'],
  ['type.acme.example/queue.(*Ring).Put', 'type.acme.example/queue', 'user'],
  ['go.map.example/queue.Put', 'go.map.example/queue', 'user'],
  ['go%2eacme%2eexample.Put', 'go.acme.example', 'user'],
  // Of a list that leaves packages out.
  ['(*Ports).List', '', 'cgo'],
  ['_rt0_amd64_linux', '', 'runtime'],
])('%s is of package "%s", %s', (name, path, owner) => {
  expect(toPackage(name)).toBe(path);
  expect(toOwner({ function: name, package: path, file: undefined })).toBe(owner);
});

test('a bare name in the runtime’s own files is the runtime’s', () => {
  expect(toOwner({ function: 'gogo', package: '', file: '/usr/local/go/src/runtime/asm_amd64.s' })).toBe(
    'runtime',
  );
  expect(toOwner({ function: 'memeqbody', package: '', file: 'internal/bytealg/equal_amd64.s' })).toBe(
    'runtime',
  );
});

test.each([
  ['/usr/local/go/src/runtime/panic.go', 'runtime'],
  ['/usr/local/go/src/net/http/server.go', 'std'],
  ['/usr/lib/go-1.19/src/internal/poll/fd_unix.go', 'std'],
  ['C:/Program Files/Go/src/net/http/server.go', 'std'],
  ['/home/ana/go/pkg/mod/github.com/gin-gonic/gin@v1.12.0/context.go', 'user'],
  ['/home/ana/go/src/acme.example/boardd/runtime.go', 'user'],
  ['/src/vendor/k8s.io/apimachinery/pkg/util/runtime/runtime.go', 'user'],
  ['/src/boardd/port.go', 'user'],
  ['/src/boardd/io.c', 'cgo'],
])('by its file alone, %s is %s', (file, owner) => expect(ownerOfFile(file)).toBe(owner));
