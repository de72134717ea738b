import type { Expression } from '#model/recording/expression.ts';
import { findMarks } from '#model/recording/fits.ts';

/** A name with what is looked for in it marked. */
export function MarkedName({ name, where }: { name: string; where: Expression | undefined }) {
  const marks = where ? findMarks(where, name) : [];
  let end = 0;
  const parts = marks.flatMap(([from, to]) => {
    const before = name.slice(end, from);
    end = to;
    return [before, <mark key={from}>{name.slice(from, to)}</mark>];
  });
  return (
    <bdi>
      {parts}
      {name.slice(end)}
    </bdi>
  );
}
