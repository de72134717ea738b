import { type Kind, kinds } from '#model/kind.ts';
import { joinRecordings } from '#model/recording/join.ts';
import type { Session } from '#model/recording/recording.ts';
import { type ByKind, callByKind, type Model, type Models } from './models.ts';

/** The topid session that a file belongs to, whose other files make one capture with it. */
const sessions: ByKind<Session | undefined> = {
  recording: ({ session }) => session,
  'crash-log': () => undefined,
  profile: () => undefined,
};

export function sessionOf(value: Model): Session | undefined {
  return callByKind(sessions, value);
}

/** The one value that files of a kind make which were opened as one capture. */
const joins: { readonly [K in Kind]: (values: readonly Models[K][]) => Models[K] | undefined } = {
  recording: (recordings) => joinRecordings(recordings)[0],
  // A log is whole in itself.
  'crash-log': ([first]) => first,
  // Two of a program are two captures, which can be compared.
  profile: ([first]) => first,
};

/** Which kind is shown of files of several: a log among recordings is what there is to be seen. */
const weights: Record<Kind, number> = { 'crash-log': 3, profile: 2, recording: 1 };

const byWeight = kinds.toSorted((a, b) => weights[b] - weights[a]);

/** The one value that files make which were opened as one capture; undefined of none. */
export function joinFiles(values: readonly Model[]): Model | undefined {
  const kind = byWeight.find((one) => values.some((value) => value.kind === one));
  return kind && joinKind(kind, values);
}

function joinKind<K extends Kind>(kind: K, values: readonly Model[]): Model | undefined {
  const join: (values: readonly Models[K][]) => Models[K] | undefined = joins[kind];
  return join(values.filter((value): value is Models[K] => value.kind === kind));
}
