/** What a parser has to say about its input without giving up on it. */
export interface Notice {
  /** Stable name of the kind of notice, in kebab-case with its format first: `gob-cut`, `topid-clock-step`. The viewer translates by it. */
  code: string;
  /** The whole sentence in English, numbers included: `gob: stream ends inside a message at byte 1234`. */
  message: string;
  /** The numbers and names of `message`, for translations. */
  params?: Record<string, string | number>;
  where?: Where;
}

/** A place in the input: bytes from 0 (after gunzip), lines and samples from 1. */
export interface Where {
  byte?: number;
  line?: number;
  sample?: number;
}
