import * as fc from 'fast-check';
import type { OpenedCapture } from '#view/capture-ref.ts';
import type { Pin } from '#view/capture-state.ts';
import type { View, ViewState } from '#view/view-state.ts';

/** Names as boards and readers give them: any code units, lone surrogates and a link's own separators among them. */
const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(..."a.@:,=&%+# '~_-/?", '\ud83d', '\udd25', '🔥', '火', '\0'),
    maxLength: 12,
  }),
  fc.constantFrom('', '__proto__', 'constructor', 'v', 'open', "''", 'amp;x', '%zz'),
);

const seconds = fc.integer({ min: -2_000_000_000_000, max: 2_000_000_000_000 }).map((ms) => ms / 1000 + 0);
const fromOne = fc.integer({ min: 1, max: 1_000_000 });
const hash = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
const storeId = fc.string({
  unit: fc.constantFrom(...'0189abhjkmnpqrstvwxyz'),
  minLength: 26,
  maxLength: 26,
});
const size = fc.nat();
const data = fc.string({ unit: fc.constantFrom(...'AZaz09-_'), minLength: 1 });

function range(of: fc.Arbitrary<number>): fc.Arbitrary<[number, number]> {
  return fc.tuple(of, of).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
}

/** A stretch of time: not a moment. */
const stretch = range(seconds).filter(([from, to]) => from < to);

/** One that ends has begun, and not later. */
const pin: fc.Arbitrary<Pin> = fc
  .record(
    { text: anyName, time: seconds, until: seconds, series: anyName, line: fromOne },
    { requiredKeys: ['text'] },
  )
  .map(({ until, ...pin }) =>
    until === undefined || pin.time === undefined || until < pin.time ? pin : { ...pin, until },
  );

/** Every field, as what is not its default: a link gives that back as absent. */
const fields: { [K in keyof Required<ViewState>]: fc.Arbitrary<Required<ViewState>[K]> } = {
  chart: fc.constantFrom('stack', 'share'),
  only: fc.array(anyName),
  hide: fc.array(anyName, { minLength: 1 }),
  show: fc.array(anyName, { minLength: 1 }),
  other: fc.boolean(),
  hidden: fc.boolean(),
  filter: fc.record({ avgCpu: seconds, maxCpu: seconds, avgMemMib: seconds, maxMemMib: seconds }),
  text: anyName.filter((text) => text !== ''),
  title: anyName.filter((text) => text !== ''),
  where: anyName.filter((text) => text !== ''),
  group: fc.constantFrom('pid', 'name', 'parent', 'pattern'),
  pattern: anyName.filter((text) => text !== ''),
  expanded: fc.array(anyName, { minLength: 1 }),
  cursor: seconds,
  selection: stretch,
  lifetimes: fc.boolean(),
  maximized: fc.constantFrom('memory', 'compare-cpu'),
  top: fromOne,
  window: stretch,
  clock: fc.constantFrom('wall', 'elapsed'),
  zone: fc.constantFrom('Asia/Shanghai', 'Etc/GMT+8'),
  cpu: fc.constant('split'),
  system: fc.boolean(),
  cores: fc.constant('each'),
  metric: fc.constant('memory'),
  sort: fc.constantFrom('-mem', 'name', '-diff'),
  columns: fc.subarray(['cursor', 'mem', 'spark', 'last'], { minLength: 1 }),
  snapshot: seconds,
  snapshotWide: fc.boolean(),
  info: fc.boolean(),
  compare: fc.record(
    { slot: anyName, align: fc.constantFrom('start', 'clock', 'moment'), shiftSeconds: seconds },
    { requiredKeys: ['slot', 'align'] },
  ),
  beside: fc.array(anyName, { minLength: 1 }),
  names: fc.array(anyName, { minLength: 1 }),
  pins: fc.array(pin, { minLength: 1, maxLength: 4 }),
  crash: fromOne,
  happened: seconds,
  column: fromOne,
  run: fromOne,
  line: range(fromOne),
  state: anyName,
  package: anyName,
  find: anyName.filter((text) => text !== ''),
  findBy: fc.uniqueArray(fc.constantFrom('case', 'expression'), { minLength: 1 }),
  wrap: fc.boolean(),
  paths: fc.constant('full'),
  fold: fc.uniqueArray(fc.constantFrom('runtime', 'std'), { minLength: 1 }),
  sample: anyName,
  figure: fc.constantFrom('icicle', 'sandwich', 'top', 'tree'),
  by: fc.constantFrom('lines', 'files', 'packages'),
  colour: fc.constantFrom('package', 'owner', 'change'),
  zoom: fc.array(anyName, { minLength: 1 }),
  goroutines: fc.constant('flame'),
  stackZoom: fc.array(anyName, { minLength: 1 }),
  stackFrame: anyName,
  frame: anyName,
  focus: anyName.filter((text) => text !== ''),
  ignore: anyName.filter((text) => text !== ''),
  hideFrames: anyName.filter((text) => text !== ''),
  showFrames: anyName.filter((text) => text !== ''),
  showFrom: anyName.filter((text) => text !== ''),
  labels: fc.array(
    fc.record({ key: anyName, value: anyName, not: fc.constant(true) }, { requiredKeys: ['key', 'value'] }),
    { minLength: 1 },
  ),
  recursion: fc.constant(true),
  order: fc.constantFrom('flat', '-cum', 'function', '-change'),
  base: anyName,
  normalised: fc.constant(true),
  added: fc.array(anyName, { minLength: 1 }),
  edits: fc.array(
    fc.record(
      { cell: anyName, text: anyName, of: hash.map((digits) => digits.slice(0, 16)), after: anyName },
      { requiredKeys: ['cell', 'text', 'of'] },
    ),
    { minLength: 1, maxLength: 3 },
  ),
};

const state: fc.Arbitrary<ViewState> = fc.record(fields, { requiredKeys: [] });

const capture: fc.Arbitrary<OpenedCapture> = fc.record({
  slot: anyName,
  ref: fc.oneof(
    fc.record({ from: fc.constant('site' as const), name: anyName }),
    fc.record({ from: fc.constant('url' as const), url: fc.webPath().map((path) => `/x${path}`) }),
    fc.record(
      { from: fc.constant('store' as const), id: storeId, name: anyName },
      { requiredKeys: ['from', 'id'] },
    ),
    fc.record({ from: fc.constant('file' as const), name: anyName, sizeBytes: size, sha256: hash }),
    fc.record({ from: fc.constant('link' as const), name: anyName, data }),
    fc.record({ from: fc.constant('link' as const), name: anyName, data, sizeBytes: size, sha256: hash }),
  ),
});

export const anyView: fc.Arbitrary<View> = fc
  .record({
    captures: fc.array(capture, { maxLength: 4 }),
    active: fc.option(anyName, { nil: undefined }),
    states: fc.array(fc.tuple(anyName, state), { maxLength: 3 }),
  })
  .map(({ captures, active, states }) => ({
    captures,
    ...(active === undefined || active === captures[0]?.slot ? {} : { active }),
    states: Object.fromEntries(states.filter(([, one]) => Object.keys(one).length > 0)),
  }));
