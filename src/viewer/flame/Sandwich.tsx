import type { SandwichProps } from './props.ts';

export function Sandwich(_: SandwichProps) {
  return null;
}
