import type { FlameGraphProps } from './props.ts';

export function FlameGraph(_: FlameGraphProps) {
  return null;
}
