import { useEffect, useState } from 'preact/hooks';
import { textsReady } from '#texts/page-texts.ts';

/** A part of a page that is loaded when it is first needed, its texts with it: once for the page, and again where that failed. */
export class Later<T> {
  readonly #load: () => Promise<T>;
  #loading: Promise<T> | undefined;
  #value: T | undefined;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** The part, once it is here. */
  get value(): T | undefined {
    return this.#value;
  }

  /** @throws what its loading throws, where it cannot be had */
  load(): Promise<T> {
    this.#loading ??= this.#begin().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #begin(): Promise<T> {
    const value = await this.#load();
    await textsReady();
    this.#value = value;
    return value;
  }
}

export interface Loaded<T> {
  /** The part, once it is here. */
  value: T | undefined;
  /** Why it is not. */
  error: unknown;
  again(): void;
}

/** The part, which begins to be loaded when it is first used; nothing where there is none to be used yet. */
export function useLater<T>(later: Later<T> | undefined): Loaded<T> {
  const [attempt, setAttempt] = useState(0);
  const [, setArrived] = useState(0);
  const [failure, setFailure] = useState<{ of: Later<T>; error: unknown }>();
  const value = later?.value;
  const isWanted = later !== undefined && value === undefined;
  useEffect(() => {
    if (!isWanted) return undefined;
    let isHere = true;
    setFailure(undefined);
    later.load().then(
      () => isHere && setArrived((count) => count + 1),
      (error: unknown) => isHere && setFailure({ of: later, error }),
    );
    return () => void (isHere = false);
  }, [later, isWanted, attempt]);
  return {
    value,
    error: failure?.of === later ? failure?.error : undefined,
    again: () => setAttempt((count) => count + 1),
  };
}
