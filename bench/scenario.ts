import type { Taken } from './timed.ts';

/** How large the inputs are. Each has its name and a number on the command line: `--set cases=100`. */
export const usualSettings = {
  /** Of the one upload. */
  sizeMib: 1024,
  /** Uploads at once. */
  clients: 200,
  /** Of a stream: a day of one every three seconds. */
  pieces: 28_800,
  /** Of the site that is built. */
  cases: 1000,
};

export type Settings = typeof usualSettings;

/** Things that are done in turn, casebook's and others', on the same input. */
export interface Scenario {
  name: string;
  says: string;
  prepare(settings: Settings): Promise<Prepared | Missing>;
}

/** Why there is nothing. */
export interface Missing {
  missing: string;
}

export interface Prepared {
  /** What all are given, in a few words. */
  input: string;
  /** casebook first: the others are compared with it. */
  lanes: readonly Lane[];
  /** By name of the step, which is empty where a scenario is a single one. */
  aims?: Readonly<Record<string, Aim>>;
  /** The lane whose time is taken off casebook's where it is compared: the start of Node, say. */
  without?: string;
  /** For what takes minutes: how often it is done at most, without a round that does not count. */
  mostRuns?: number;
  close?(): Promise<void>;
}

export interface Lane {
  name: string;
  /** It is a part of what casebook takes, not another that does the same. */
  isPart?: boolean;
  /** It begins with what is taken off casebook: it is taken off this too. */
  hasStart?: boolean;
  /** Once, or why never. A scenario of several steps has each by its name. */
  run: Missing | (() => Taken | Steps | Promise<Taken | Steps>);
}

export type Steps = Readonly<Record<string, Taken>>;

/** What is asked for, at most. */
export interface Aim {
  seconds?: number;
  mib?: number;
  /** By name of the lane: how many times as long as it casebook may take. */
  times?: Readonly<Record<string, number>>;
}
