import { byteReason, type Reason, type Reasons } from '#bytes/reasons.ts';
import { sayOfPprof } from '#formats/pprof/says.ts';
import { sayOfGzip } from '#formats/says.ts';
import type { FormatId } from '#formats/format.ts';
import type { Failures, Notices } from '#model/notice.ts';
import { linkReason, type LinkProblems } from '#view/says.ts';

/** A code's parameters, and all else that they may be where that makes another sentence. */
type Samples<Catalogue> = { [Code in keyof Catalogue]: readonly [Catalogue[Code], ...Catalogue[Code][]] };

const file = 'a 9.data';
const inFile = { file, wanted: 'samples' } as const;
const reason: Reason = byteReason('bytes-wanted', { wanted: 41, left: 23 });
const step = { sample: 12, from: '2021-11-11T10:00:00Z', to: '2021-11-11T11:00:30Z' };
const impossible = {
  what: 'CPU',
  name: 'app',
  pid: 71,
  system: 0,
  count: 3,
  sample: 5,
  value: '-5 %',
} as const;
const kernel = { ...impossible, what: 'memory', system: 1, pid: 0, count: 1, value: null } as const;
const toName = (id: FormatId) => ({ id, title: `the ${id}` });
const looked = [toName('go-crash'), toName('table')];
const head = { file, looked, hex: '50 4b', text: 'PK..', structs: '' };
const kinds = [
  'zip',
  'xz',
  'zstd',
  'bzip2',
  '7z',
  'tar',
  'elf',
  'png',
  'jpeg',
  'pdf',
  'html',
  'zeros',
] as const;
const none = [{}] as const;

/** Every code of what is said of captures, with parameters: the compiler asks for a new one here too. */
export const noticeSamples: Samples<Notices & Failures> = {
  'empty-file': [{ file }],
  'empty-gzip': [
    { file, problem: undefined },
    { file, problem: sayOfGzip('gzip-cut', { byte: 77 }) },
  ],
  'gzip-cut': [{ byte: 77 }],
  'gzip-corrupt': [{ reason, byte: 77 }],
  'gzip-checksum': none,
  'gzip-trailing': [{ byte: 77, sizeBytes: 31 }],
  'gzip-nested': [{ file, times: 2 }],
  'no-such-format': [{ format: 'x7' }],
  'unknown-format': [
    { ...head, kind: '' },
    { ...head, kind: 'gob' },
    { ...head, kind: 'gob', structs: 'padding {Number}' },
    ...kinds.map((kind) => ({ ...head, kind })),
  ],
  'unknown-text': [
    { file, looked, text: '"line 1"', recorder: '' },
    { file, looked, text: '"line 1"', recorder: 'atop' },
  ],
  mislabelled: [{ file, named: toName('topid-process'), found: toName('topid-text') }],
  'too-large': [{ file, maxBytes: 4096 }],
  'file-unreadable': [{ file }],
  'out-of-memory': [{ file }],
  'worker-failed': [
    { file, what: 'stopped' },
    { file, what: 'result-lost' },
    { file, what: { error: 'x 3 is no function' } },
    { what: 'stopped' },
  ],
  unexpected: [{ what: 'x 3 is no function' }, { file, what: 'x 3 is no function' }],

  'gob-cut': [
    { byte: 90, from: 80, length: 20 },
    { byte: 90, from: 80, length: '?' },
    { ...inFile, byte: 90, from: 80, length: 20 },
    { ...inFile, wanted: 'snapshots', byte: 90, from: 80, length: 20 },
  ],
  'gob-zeros': [
    { from: 80, to: 96, bytes: 16 },
    { ...inFile, from: 80, to: 96, bytes: 16 },
  ],
  'gob-bad-messages': [
    { messages: 4, from: 80, to: 96, bytes: 16, reason, byte: 82 },
    { messages: 1, from: 80, to: 96, bytes: 16, reason, byte: undefined },
    { ...inFile, messages: 4, from: 80, to: 96, bytes: 16, reason, byte: 82 },
  ],
  'gob-more-bad-messages': [{ more: 7 }],
  'gob-stopped': [
    { length: 5000, byte: 80, lost: 16 },
    { length: '?', byte: 80, lost: 16 },
    { ...inFile, length: 5000, byte: 80, lost: 16 },
  ],
  'gob-restart': [{ byte: 80 }],
  'gob-no-values': [{ ...inFile, byte: 80 }],

  'topid-no-processes': [{ samples: 6 }],
  'topid-sample-limit': [{ samples: 3600 }],
  'topid-surplus-rows': [{ rows: 50, sample: 3 }],
  'topid-field-kind': [{ field: 'Mem' }],
  'topid-no-field': [{ field: 'Mem' }],
  'topid-other-values': [{ values: 4 }],
  'topid-odd-time': [{ samples: 6, sample: 3 }],
  'topid-odd-snapshot-time': [{ snapshots: 2, snapshot: 3 }],
  'topid-impossible': [impossible, kernel],
  'topid-more-impossible': [{ more: 7 }],
  'topid-thread-rows': none,
  'topid-rows-alike': none,
  'topid-clock-step': [
    { ...step, seconds: -3600 },
    { ...step, seconds: 3630.5 },
  ],
  'topid-clock-more-steps': [{ more: 7 }],
  'topid-time-jump': [{ ...step, seconds: 3630 }],
  'topid-time-more-jumps': [{ more: 7 }],
  'topid-info-no-section': [{ file, lines: 8 }],
  'topid-info-long': [{ lines: 8, characters: 4096 }],
  'topid-info-cut': [{ missing: 'KernelInfo', line: 8 }],
  'topid-snapshot-text-none': [{ file, lines: 8 }],
  'topid-snapshot-text-long': [{ lines: 8, characters: 4096 }],
  'topid-text-no-header': [{ file, lines: 8 }],
  'topid-text-no-times': none,
  'topid-text-restart': [{ line: 8 }],
  'topid-text-unit': [
    { unit: 'MB', max: 35 },
    { unit: 'KB', max: 35_000 },
  ],
  'topid-text-threads': [{ rows: 50 }],
  'topid-text-lines': [{ lines: 8, line: 3 }],

  'table-no-header': [
    { file, columns: 'time,pid', first: undefined },
    { file, columns: 'time,pid', first: { line: 8, text: '"who,what"' } },
  ],
  'table-no-rows': [
    { file, rows: 0, first: undefined },
    { file, rows: 2, first: { line: 8, reason } },
  ],
  'table-row': [{ line: 8, reason }],
  'table-more-rows': [{ more: 7 }],
  'table-no-zone': [{ line: 8 }],
  'table-columns': [
    { columns: ['"rss"'], more: 0, known: 'time, cpu' },
    { columns: ['"rss"', '"vsz"'], more: 3, known: 'time, cpu' },
  ],
  'table-no-cpu': none,
  'table-half-cpu': [{ rows: 50, line: 8 }],
  'table-one-cpu': none,
  'table-no-memory': none,
  'table-sorted-by-process': none,
  'table-impossible': [impossible, kernel],
  'table-more-impossible': [{ more: 7 }],
  'table-thread-rows': none,
  'table-rows-alike': none,
  'table-clock-step': [
    { ...step, seconds: -3600 },
    { ...step, seconds: 3630.5 },
  ],
  'table-clock-more-steps': [{ more: 7 }],
  'table-time-jump': [{ ...step, seconds: 3630 }],
  'table-time-more-jumps': [{ more: 7 }],

  'go-crash-empty': [{ name: 'a.log' }],
  'go-crash-none': [{ name: 'a.log', lines: 8 }],
  'go-crash-none-so-far': [{ name: 'a.log', lines: 8 }],
  'go-crash-too-long': [{ lines: 8 }],
  'go-crash-wrapped': [{ line: 8, count: 3 }],
  'go-crash-newest-first': [{ line: 8 }],
  'go-crash-cut': [{ line: 8 }],
  'go-crash-no-file': [{ line: 8 }],
  'go-crash-more': [{ line: 8, more: 7 }],
  'go-crash-headless': [{ line: 8 }],
  'go-crash-interleaved': [
    { line: 8, count: 3 },
    { line: 8, count: 1 },
  ],

  'pprof-cut': [{ byte: 90, from: 80 }],
  'pprof-stopped': [{ reason, byte: 80, lost: 16 }],
  'pprof-left-out': [{ field: 'sample', count: 7, reason, byte: 80 }],
  'pprof-missing': [
    { what: 'location', count: 7, byte: 80 },
    { what: 'function', count: 7, byte: 80 },
    { what: 'mapping', count: 7, byte: 80 },
    { what: 'string', count: 7, byte: 80 },
  ],
  'pprof-first-string': none,
  'pprof-no-samples': none,
  'pprof-none': [
    { file, bytes: 90, problem: undefined },
    { file, bytes: 90, problem: sayOfPprof('pprof-cut', { byte: 90, from: 80 }) },
    { file, bytes: 90, problem: sayOfPprof('pprof-stopped', { reason, byte: 80, lost: 16 }) },
  ],
  'pprof-joined': [{ file, byte: 80 }],
  'pprof-text-lines': [{ lines: 8, line: 3 }],
  'pprof-text-no-names': [{ frames: 8 }],
  'pprof-text-none': [{ file, lines: 8 }],
  'folded-lines': [{ lines: 8, line: 3 }],
  'folded-none': [{ file, lines: 8 }],
  'perf-lines': [{ lines: 8, line: 3 }],
  'perf-large-periods': [{ samples: 3 }],
  'perf-more-events': [{ events: 16, samples: 8 }],
  'perf-no-stacks': [{ samples: 8 }],
  'perf-none': [{ file, lines: 8 }],

  'link-data-empty': none,
  'link-data-cut': [{ bytes: 40, length: 99 }],
  'link-data-broken': [{ bytes: 40, length: 99 }],
  'link-data-too-large': [{ bytes: 40, length: 99, maxBytes: 2 ** 26 }],
  'unknown-site-capture': [{ name: 'gone-2' }],
  'foreign-url': [{ url: 'https://example.org/9.log', origin: 'http://localhost:4321' }],
  'no-answer': [{ url: '/captures/2.log' }],
  'http-status': [{ url: '/captures/1.log', status: '404 Not Found' }],
};

const cell = '"7 cm"';

/** Every problem of a link, with parameters. */
export const linkProblemSamples: Samples<LinkProblems> = {
  'link-newer': [{ version: 7 }],
  'link-unknown': [{ key: 'x.tint', value: 'red' }],
  'link-bad-value': [{ key: 'x.top', value: '3x', reason: linkReason('link-number', { found: '3x' }) }],
  'link-repeated': [{ key: 'x.top', value: '4' }],
  'link-long-list': [{ key: 'x.labels', count: 40_000, most: 1000 }],
  'link-too-many': [{ key: 'x.pins', count: 40_000, most: 1000 }],
  'link-missing-data': [{ name: 'a.log' }],
  'link-other-kind': [{ keys: ['x.top'], name: 'x' }],
  'link-not-open': [{ keys: ['x.top', 'x.pins'], name: 'x' }],
};

/** Every reason, with parameters. */
export const reasonSamples: Samples<Reasons> = {
  'bytes-wanted': [{ wanted: 41, left: 23 }],
  'integer-size': [{ bytes: 9 }],
  'deflate-no-code': none,
  'deflate-no-literal-code': none,
  'deflate-no-distance-code': none,
  'deflate-block-kind': [{ kind: 3 }],
  'deflate-stored-length': [{ length: 7, check: 8 }],
  'deflate-code-counts': [{ literals: 287, distances: 31 }],
  'deflate-many-lengths': none,
  'deflate-repeat-of-nothing': none,
  'deflate-lengths-beyond': none,
  'deflate-no-end-code': none,
  'deflate-many-literals': none,
  'deflate-many-distances': none,
  'deflate-literal-code': [{ symbol: 286 }],
  'deflate-match-too-far': [{ back: 400, there: 23 }],
  'gob-empty-message': none,
  'gob-long-value': [{ messages: 64 }],
  'gob-unfinished-value': none,
  'gob-bytes-left': [{ bytes: 5 }],
  'gob-type-id': [{ id: 65 }],
  'gob-basic-type': [{ id: 6 }],
  'gob-no-type': none,
  'gob-struct-fields': [{ fields: 5000 }],
  'gob-no-field': [{ type: 'main.Sample', field: 63 }],
  'gob-depth': [{ depth: 501 }],
  'gob-elements': [{ count: 400, left: 23 }],
  'gob-length': [{ bytes: 400, left: 23 }],
  'gob-no-zero': [{ value: 3 }],
  'pprof-varint': [{ bytes: 10 }],
  'pprof-field-number': [{ field: 0 }],
  'pprof-wire-type': [{ field: 3, type: 7 }],
  'pprof-packed': [{ field: 3 }],
  'pprof-values': [{ values: 3, types: 2 }],
  'pprof-no-id': none,
  'pprof-too-many': [{ field: 6, most: 8_388_608 }],
  'pprof-same-id': none,
  'cell-open-quote': none,
  'cell-after-quote': none,
  'cell-count': [{ cells: 7, width: 6 }],
  'cell-no-name': none,
  'cell-no-time': none,
  'cell-far-time': [{ cell }],
  'cell-odd-time': [{ cell }],
  'cell-no-day': [{ cell }],
  'cell-pid': [{ cell }],
  'cell-number': [{ column: 'cpu', cell }],
  'link-escape': none,
  'link-version': none,
  'link-none-of': [{ found: 'pie', known: ['lines', 'stack'] }],
  'link-number': [{ found: '3x' }, { found: '' }],
  'link-pin': [
    { found: 'x', known: ['time', 'text'] },
    { found: '', known: ['time', 'text'] },
  ],
  'link-zone': [{ found: 'Mars/Phobos' }],
  'link-count': [{ found: '0' }],
  'link-range': none,
  'link-range-order': none,
  'link-range-empty': none,
  'link-filter': none,
  'link-label': none,
  'link-compare': none,
  'link-edit': none,
  'link-edit-hash': [{ found: '12' }],
  'link-ref': none,
  'link-ref-url': none,
  'link-ref-id': none,
  'link-ref-size': [{ found: '12k' }],
  'link-ref-hash': none,
};
