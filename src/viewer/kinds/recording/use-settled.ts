import { useState } from 'preact/hooks';

/** A value as it was when it last stood still: for what costs more than a frame has time for. */
export function useSettled<T>(value: T, moving: boolean): T {
  const [settled, setSettled] = useState(value);
  if (!moving && settled !== value) setSettled(() => value);
  return moving ? settled : value;
}
