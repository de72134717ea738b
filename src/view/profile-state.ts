import { captureFields, type CaptureState } from './capture-state.ts';
import { flag, listOf, names, oneOf, text } from './field-codecs.ts';
import { LinkValueError } from './link-value-error.ts';
import { decodeText, encodeText } from './percent.ts';
import { linkReason } from './says.ts';
import { mostEntries, type StateField, type StateFields } from './state-field.ts';

/** What a reader has set on a profile. Frames go by name: that of a function, file, line or package, as `by` says. */
export interface ProfileState extends CaptureState {
  /** Which of the sample types is shown, by its name. Default the profile's own, else the last, as pprof has it. */
  sample?: string;
  /** How it is shown. Default `flame`: callees above their callers; an icicle has them below. */
  figure?: 'flame' | 'icicle' | 'sandwich' | 'top' | 'tree';
  /** What counts as one frame. Default `functions`. */
  by?: 'functions' | 'lines' | 'files' | 'packages';
  /** What colours mean. Default `package`; of a difference `change`. */
  colour?: 'package' | 'owner' | 'change';
  /** Frames from the root down to the one that fills the width. */
  zoom?: string[];
  /** The frame that is chosen: whose callers and callees the sandwich shows. */
  frame?: string;
  /** Regular expressions in Go's syntax, as pprof's options of these names take them. */
  focus?: string;
  ignore?: string;
  hideFrames?: string;
  showFrames?: string;
  showFrom?: string;
  /** Only samples with (`not`: without) a label of this key whose value is this. */
  labels?: LabelChoice[];
  /** A frame that calls itself is shown as one with its caller. */
  recursion?: boolean;
  /** Order of the top table: a column, `-` before it for descending. Default `-flat`. */
  order?: TopOrder;
  /** The slot of the earlier profile that this one is compared with. */
  base?: string;
  /** The earlier one is brought to the total of this one, so that shares are compared. */
  normalised?: boolean;
  /** Slots of profiles that are added to this one. */
  added?: string[];
}

export interface LabelChoice {
  key: string;
  value: string;
  not?: boolean;
}

const topOrders = ['-flat', 'flat', '-cum', 'cum', 'function', '-function', '-change', 'change'] as const;

export type TopOrder = (typeof topOrders)[number];

/**
 *     sample=inuse_space  figure=sandwich  by=lines  zoom=main.main,main.work  frame=main.work
 *     focus=%5Emain%5C.  labels=user:7,~thread:3  order=-cum  base=before.pprof  normalised
 */
export const profileFields: StateFields<ProfileState> = {
  ...captureFields,
  sample: text('sample-type', 'inuse_space'),
  figure: oneOf(['flame', 'icicle', 'sandwich', 'top', 'tree'], 'flame'),
  by: oneOf(['functions', 'lines', 'files', 'packages'], 'functions'),
  colour: oneOf(['package', 'owner', 'change']),
  zoom: listOf(names('frame', ['main.main', 'main.(*server).serve'])),
  frame: text('frame', 'main.work'),
  focus: text('search', '^main\\.', ''),
  ignore: text('search', 'runtime\\.gcBgMarkWorker', ''),
  hideFrames: text('search', '^reflect\\.', ''),
  showFrames: text('search', '^example\\.com/', ''),
  showFrom: text('search', 'ServeHTTP', ''),
  labels: { ...listOf(labels()), most: mostEntries },
  recursion: flag(),
  order: oneOf(topOrders, '-flat'),
  base: text('slot', 'before'),
  normalised: flag(),
  added: { ...listOf(names('slot', ['second', 'third'])), most: mostEntries },
};

function labels(): StateField<LabelChoice[]> {
  return {
    encode: (choices) => [choices.map(encodeLabel).join(',')],
    decode: ([raw = '']) => (raw === '' ? [] : raw.split(',').map(decodeLabel)),
    holds: { key: 'label', value: 'label', not: 'plain' },
    example: [{ key: 'user', value: '7', not: true }],
  };
}

function encodeLabel({ key, value, not }: LabelChoice): string {
  return `${not ? '~' : ''}${encodeText(key, ',:~')}:${encodeText(value, ',')}`;
}

function decodeLabel(written: string): LabelChoice {
  // Some programs encode a colon, and what it stands between, in every link that passes through them.
  const raw = written.includes(':') ? written : written.replace(/^%7E/i, '~').replace(/%3A/i, ':');
  const not = raw.startsWith('~');
  const [, key, value] = /^~?([^:]*):(.*)$/.exec(raw) ?? [];
  if (key === undefined || value === undefined) throw new LinkValueError(linkReason('link-label'));
  return { key: decodeText(key), value: decodeText(value), ...(not ? { not } : {}) };
}
