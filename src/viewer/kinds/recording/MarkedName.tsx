import type { Expression } from '#model/recording/expression.ts';
import { findMarks } from '#model/recording/fits.ts';

/** A name with what is looked for in it marked. */
export function MarkedName({ name, where }: { name: string; where: Expression | undefined }) {
  const marks = where ? findMarks(where, name) : [];
  return (
    <bdi>
      {marks.map(([from, to], index) => [
        name.slice(marks[index - 1]?.[1] ?? 0, from),
        <mark key={from}>{name.slice(from, to)}</mark>,
      ])}
      {name.slice(marks[marks.length - 1]?.[1] ?? 0)}
    </bdi>
  );
}
