/**
 * What most logs hold, and redaction takes out where nobody chose:
 *
 * - `ip`: IPv4 and IPv6 addresses, but for those that say nothing (127.0.0.1, ::1, 0.0.0.0)
 * - `mac`: hardware addresses
 * - `email`
 * - `host`: names of machines: in addresses, prompts, log prefixes, `uname`
 * - `user`: names of people's accounts: in home folders, prompts, `ls -l`, `ps`, `passwd`
 * - `path`: folders of the user's code and files; the file's own name stays
 * - `args`: what follows the name of a process, and commands at a prompt
 * - `env`: values of variables, passwords, tokens, keys
 * - `label`: of a profile: keys and values of its labels, comments, ids of builds
 */
export const usualKinds = ['ip', 'mac', 'email', 'host', 'user', 'path', 'args', 'env', 'label'] as const;

/**
 * What many a log is useless without, or holds nothing of, and so is off where nobody asks for it:
 *
 * - `process`: names of processes themselves
 * - `function`: of a profile: names of functions and packages of the user's own, and of what it counts
 * - `serial`: serial numbers and other ids of a device
 * - `imei`, `imsi`: numbers of a modem and of its SIM card
 * - `phone`: telephone numbers
 * - `location`: coordinates
 * - `uuid`: UUIDs, and ids of containers
 */
export const optionalKinds = [
  'process',
  'function',
  'serial',
  'imei',
  'imsi',
  'phone',
  'location',
  'uuid',
] as const;

/** What redaction takes out, each to be switched on or off. */
export const redactionKinds = [...usualKinds, ...optionalKinds] as const;
export type RedactionKind = (typeof redactionKinds)[number];

export interface RedactionSpec {
  kinds: readonly RedactionKind[];
  /** More to take out, wherever it stands, also within words; upper and lower case are the same. */
  words?: readonly string[];
}

/** One thing that was taken out. */
export interface Replacement {
  kind: RedactionKind | 'word';
  before: string;
  after: string;
  /** How often. */
  count: number;
}
