import { expect, test } from 'vitest';
import { toOwner, toPackage } from '#formats/go-crash/owner.ts';

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
  ['panic', '', 'runtime'],
  ['type:.eq.main.point', '', 'runtime'],
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
