import { toPrintable } from '#model/printable.ts';
import type { FlameChange, FlameTree } from '#charts/flame-tree.ts';
import type { Frame } from '#model/profile/frames.ts';
import type { FlameTexts } from '#texts/flame.ts';
import type { FlameValues } from './values.ts';

export interface FactsOf {
  flame: FlameTree;
  node: number;
  /** The node that fills the width. */
  at: number;
  total: number;
  change: FlameChange | undefined;
  values: FlameValues;
  texts: FlameTexts;
}

export interface Fact {
  label: string;
  value: string;
}

/** The numbers of a node: what it has of its own, with all below it, and which part of what that is. */
export function toFacts({ flame, node, at, total, change, values, texts }: FactsOf): Fact[] {
  const { tree, size } = flame;
  const [self, all] = [tree.self[node]!, tree.total[node]!];
  const facts = change
    ? [
        { label: texts.before, value: values.amount(change.before[node]!) },
        { label: texts.after, value: values.amount(change.after[node]!) },
        { label: texts.change, value: values.own(all) },
      ]
    : [
        { label: texts.flat, value: values.own(self) },
        { label: texts.cum, value: values.own(all) },
      ];
  return [
    ...facts,
    { label: texts.ofTotal, value: values.share(all, total) },
    // By width, as it is drawn: a sum of what grew and what shrank may be nothing.
    { label: texts.ofZoomed, value: values.share(size[node]!, size[at]!) },
  ];
}

/** `main.go:12`; '' where no file is known. */
export function toPlace({ file, line }: Frame): string {
  return toPrintable(line > 0 ? `${file}:${line}` : file);
}
