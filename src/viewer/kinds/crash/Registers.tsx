import type { Register } from '#model/crash/crash-log.ts';
import type { CrashTexts } from '#texts/crash.ts';

/** The registers of each thread that the log has them of, in its order. */
export function Registers({ registers, texts }: { registers: readonly Register[][]; texts: CrashTexts }) {
  if (registers.length === 0) return null;
  return (
    <section class="cb-crash-registers" aria-label={texts.registers}>
      {registers.map((list, at) => (
        <details key={at}>
          <summary>
            {registers.length === 1 ? texts.registers : texts.registersOf(at + 1, registers.length)}
          </summary>
          <dl>
            {list.map(({ name, value }, index) => (
              <div key={index}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </section>
  );
}
