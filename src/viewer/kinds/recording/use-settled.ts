import { useRef } from 'preact/hooks';

/** A value as it was when it last stood still: for what costs more than a frame has time for. */
export function useSettled<T>(value: T, moving: boolean): T {
  const ref = useRef(value);
  if (!moving) ref.current = value;
  return ref.current;
}
