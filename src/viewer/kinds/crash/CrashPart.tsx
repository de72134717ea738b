import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { findAlikeDifferences } from '#model/crash/alike.ts';
import type { Goroutine } from '#model/crash/crash-log.ts';
import type { CrashGuide } from '#model/crash/crash-reasons.ts';
import type { GoRelease } from '#model/crash/go-release.ts';
import type { Locale } from '#locale/locale.ts';
import { toDifferenceText } from './alike-text.ts';
import { toColumnName, type CrashColumn } from './columns.ts';
import { toDrawnTitle } from './drawn-goroutine.ts';
import type { FrameContext } from './FrameList.tsx';
import { ReasonPanel } from './ReasonPanel.tsx';
import { StackChart } from './StackChart.tsx';

/** One of the crashes that are looked at: its reason and its stack. One that is like another is folded. */
export function CrashPart({
  column,
  several,
  compact,
  like,
  release,
  guide,
  told,
  releaseTold,
  drawn,
  shared,
  greatestBytes,
  context,
  locale,
  children,
}: {
  column: CrashColumn;
  /** Others stand beside it. */
  several: boolean;
  /** Within a case, and not alone. */
  compact: boolean;
  /** The one before it that it is like. */
  like: CrashColumn | undefined;
  release: GoRelease | undefined;
  guide: CrashGuide | undefined;
  /** The reason itself is told once for several. */
  told: boolean;
  /** So is the Go that it was built with. */
  releaseTold: boolean;
  drawn: Goroutine | undefined;
  shared: number;
  greatestBytes: number;
  context: FrameContext;
  locale: Locale;
  /** What stands below the reason. */
  children: ComponentChildren;
}) {
  const { texts, fold } = context;
  const { crash } = column;
  const [shown, setShown] = useState(false);
  const differences = useMemo(() => (like ? findAlikeDifferences(like.crash, crash) : []), [like, crash]);
  const name = toColumnName(column, texts);
  const body = () => (
    <>
      <div class="cb-crash-told">
        <ReasonPanel
          column={column}
          release={release}
          guide={guide}
          told={told}
          releaseTold={releaseTold}
          compact={compact}
          context={context}
          locale={locale}
        />
        {children}
      </div>
      {drawn && drawn.frames.length > 0 && (
        <StackChart
          title={toDrawnTitle(drawn, crash, texts)}
          name={name}
          frames={drawn.frames}
          shared={shared}
          greatestBytes={greatestBytes}
          compact={compact}
          fold={fold}
          texts={texts}
          locale={locale}
        />
      )}
    </>
  );
  return (
    <section class="cb-crash-column" aria-label={texts.crashNamed(name)}>
      {(several || column.file.crashes.length > 1) && (
        <h3>
          <bdi>{name}</bdi>
          <small>{texts.lines(crash.firstLine, crash.lastLine)}</small>
        </h3>
      )}
      {like ? (
        <details class="cb-crash-alike" open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
          <summary>
            {texts.alikeFile(toColumnName(like, texts), toDifferenceText(differences, texts))}
          </summary>
          {shown && body()}
        </details>
      ) : (
        body()
      )}
    </section>
  );
}
