/** Fields of Profile, by their names in profile.proto (https://github.com/google/pprof/blob/main/proto/profile.proto). */
export const PROFILE_FIELDS = {
  sample_type: 1,
  sample: 2,
  mapping: 3,
  location: 4,
  function: 5,
  string_table: 6,
  drop_frames: 7,
  keep_frames: 8,
  time_nanos: 9,
  duration_nanos: 10,
  period_type: 11,
  period: 12,
  comment: 13,
  default_sample_type: 14,
  doc_url: 15,
} as const;

export type ProfileField = keyof typeof PROFILE_FIELDS;

/** Whether it is one that is read: a later version has more. */
export function isProfileField(field: number): boolean {
  return field <= PROFILE_FIELDS.doc_url;
}

/** Whether a field of Profile holds bytes: a message, or a text. The others are numbers. */
export function isMessage(field: number): boolean {
  return field <= PROFILE_FIELDS.string_table || field === PROFILE_FIELDS.period_type;
}
