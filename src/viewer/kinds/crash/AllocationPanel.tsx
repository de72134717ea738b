import type { AllocationCheck } from '#model/crash/allocation-check.ts';
import { LineLink } from './LineLink.tsx';
import type { CrashTexts } from '#texts/crash.ts';

/** What the size that was asked for and the span that the runtime printed say about each other. */
export function AllocationPanel({
  check,
  folded,
  onLine,
  texts,
}: {
  check: AllocationCheck;
  /** Behind its heading: within a case, whose own words tell of several what they share. */
  folded: boolean;
  onLine(line: number): void;
  texts: CrashTexts;
}) {
  const { askedBytes, mallocLine, expected, said, agrees, spanClass } = check;
  const { sizeClass, objects, tiny } = expected;
  const fallsIn = tiny ? texts.fallsInTiny : texts.fallsIn;
  const link = (line: number) => <LineLink line={line} onLine={onLine} texts={texts} />;
  const told = (
    <ul>
      <li>
        {link(mallocLine)} {texts.askedFor(askedBytes, `0x${askedBytes.toString(16)}`)}{' '}
        {fallsIn(sizeClass.objectBytes, sizeClass.index, sizeClass.spanBytes, objects)}
      </li>
      <li data-agrees={agrees}>
        {link(said.line)} {agrees ? texts.agrees(said.objects) : texts.disagrees(said.objects, objects)}
      </li>
      {said.allocated !== said.objects && (
        <li>
          {link(said.line)} {texts.counted(said.allocated, said.objects)}
        </li>
      )}
      {spanClass && (
        <li data-agrees={spanClass.agrees}>
          {link(spanClass.line)}{' '}
          {texts.spanClass(spanClass.argument, spanClass.value, spanClass.value >> 1, spanClass.noscan)}{' '}
          {spanClass.agrees ? texts.spanClassAgrees : texts.spanClassDiffers}{' '}
          {spanClass.onlyBefore116 && texts.before116}
        </li>
      )}
    </ul>
  );
  return folded ? (
    <details class="cb-crash-allocation">
      <summary>{texts.allocation}</summary>
      {told}
    </details>
  ) : (
    <div class="cb-crash-allocation">
      <h3>{texts.allocation}</h3>
      {told}
    </div>
  );
}
