import { useMemo, useState } from 'preact/hooks';
import { checkAllocation } from '#model/crash/allocation-check.ts';
import type { CrashLog } from '#model/crash/crash-log.ts';
import { isPanicCall } from '#model/crash/crash-place.ts';
import type { CrashGuide } from '#model/crash/crash-reasons.ts';
import { isAsked, toCrashText } from '#model/crash/crash-text.ts';
import { findOldestRelease, type GoRelease } from '#model/crash/go-release.ts';
import { findLongestWaits } from '#model/crash/longest-waits.ts';
import type { Locale } from '#locale/locale.ts';
import { pathIn } from '#locale/paths.ts';
import { toHere } from '#viewer/page/here.ts';
import { AllocationPanel } from './AllocationPanel.tsx';
import type { CrashColumn } from './columns.ts';
import { copyText } from '#viewer/figure/copy-text.ts';
import { toCrashMarkdown } from './crash-markdown.ts';
import type { FrameContext } from './FrameList.tsx';
import { LineLink } from './LineLink.tsx';
import type { CrashTexts } from '#texts/crash.ts';
import { ReasonFacts } from './ReasonFacts.tsx';
import { findReasonPanic } from './reason-panic.ts';
import { crashGuideTexts } from '#texts/crash-guides.ts';

/** Why it crashed: what Go says, what that means, and with which Go. */
export function ReasonPanel({
  column,
  release,
  guide,
  told,
  releaseTold,
  compact,
  context,
  locale,
}: {
  column: CrashColumn;
  release: GoRelease | undefined;
  /** The page about its reason; undefined where there is none or it is told once for several. */
  guide: CrashGuide | undefined;
  /** The reason itself is told once for several. */
  told: boolean;
  /** So is the Go that it was built with. */
  releaseTold: boolean;
  /** What few press is behind its name. */
  compact: boolean;
  context: FrameContext;
  locale: Locale;
}) {
  const { crash } = column;
  const { onLine, texts } = context;
  const [copied, setCopied] = useState<boolean>();
  const check = useMemo(() => checkAllocation(crash), [crash]);
  const waits = useMemo(() => (isAsked(crash) ? findLongestWaits(crash.goroutines) : []), [crash]);
  const copies = (
    <p class="cb-crash-copy">
      <button
        type="button"
        class="cb-button"
        onClick={async () => setCopied(await copyText(toCrashText(crash)))}
      >
        {texts.copy}
      </button>{' '}
      <button
        type="button"
        class="cb-button"
        data-quiet
        onClick={async () =>
          setCopied(await copyText(toCrashMarkdown(crash, column.name, toHere(), texts.openHere)))
        }
      >
        {texts.copyMarkdown}
      </button>{' '}
      <span role="status">{copied === undefined ? '' : copied ? texts.copied : texts.notCopied}</span>
    </p>
  );
  const allocation = check && (
    <AllocationPanel check={check} folded={compact} onLine={onLine} texts={texts} />
  );
  return (
    <div class="cb-crash-reason">
      {!told && <Reason crash={crash} onLine={onLine} texts={texts} />}
      {!compact && copies}
      <dl class="cb-crash-facts">
        <ReasonFacts crash={crash} waits={waits} context={context} />
        {!releaseTold && <ReleaseFact column={column} release={release} onLine={onLine} texts={texts} />}
      </dl>
      {guide && <Guide slug={guide} locale={locale} texts={texts} />}
      {compact ? (
        <div class="cb-crash-folds">
          {allocation}
          <details class="cb-crash-copies">
            <summary>{texts.copies}</summary>
            {copies}
          </details>
        </div>
      ) : (
        allocation
      )}
    </div>
  );
}

/** The reason as Go gives it, large; whose words it is, and whether the program went on. */
export function Reason({
  crash,
  onLine,
  texts,
}: {
  crash: CrashLog;
  /** Shows the line of it; left out where several crashes have it. */
  onLine?: (line: number) => void;
  texts: CrashTexts;
}) {
  const { reason, reasonKind, reasonFrom, recovered } = crash;
  const chosen = findReasonPanic(crash);
  return (
    <>
      <p class="cb-crash-kind" data-calm={recovered || reasonKind === 'goroutine dump' || undefined}>
        <span>{reason.startsWith('Exception 0x') ? texts.exception : texts.kinds[reasonKind]}</span>
        {recovered && <span class="cb-crash-badge">{texts.recovered}</span>}
        {chosen && onLine && <LineLink line={chosen.line} onLine={onLine} texts={texts} />}
      </p>
      {reason === '' ? (
        <p>{toNoReason(crash, texts)}</p>
      ) : (
        <p class="cb-crash-why">
          <bdi>{reason}</bdi>
        </p>
      )}
      {(recovered || reasonFrom === 'logger') && (
        <p class="cb-crash-note">
          {recovered && texts.wentOn} {reasonFrom === 'logger' && reason !== '' && texts.loggersWords}
        </p>
      )}
    </>
  );
}

/** What can be said of goroutines without a reason: a call of panic among them says that there was one. */
function toNoReason({ goroutines, reasonKind }: CrashLog, texts: CrashTexts): string {
  if (goroutines.some(({ frames }) => frames.some(isPanicCall))) return texts.reasonMissing;
  if (reasonKind !== 'goroutine dump') return texts.reasonUnknown;
  return goroutines.some(({ count }) => count > 1) ? texts.noReasonProfile : texts.noReason;
}

function ReleaseFact({
  column,
  release,
  onLine,
  texts,
}: {
  column: CrashColumn;
  release: GoRelease | undefined;
  onLine(line: number): void;
  texts: CrashTexts;
}) {
  const oldest = release ? undefined : findOldestRelease(column.crash);
  if (!release && !oldest) return null;
  const line = (release ?? oldest)!.evidence.line;
  return (
    <>
      <dt>{texts.release}</dt>
      <dd>
        <LineLink line={line} onLine={onLine} texts={texts} />{' '}
        {release ? toReleaseText(release, texts) : texts.atLeast(oldest!.line, oldest!.evidence.text)}
      </dd>
    </>
  );
}

/** `Go 1.13: only there does throw stand at runtime/panic.go:774`. */
export function toReleaseText({ line, tag, evidence }: GoRelease, texts: CrashTexts): string {
  return evidence.kind === 'path'
    ? texts.releaseByPath(tag?.slice(2) ?? line, evidence.text)
    : texts.releaseBy(line, evidence.text);
}

/** What the reason means and what to look at next, with the page that has the rest. */
export function Guide({
  slug,
  folded = false,
  locale,
  texts,
}: {
  slug: CrashGuide;
  /** To what it means: in a case its own words go on from there. */
  folded?: boolean;
  locale: Locale;
  texts: CrashTexts;
}) {
  const { means, next } = crashGuideTexts[locale][slug];
  const meaning = (
    <>
      <b>{texts.meaning}</b> {means}
    </>
  );
  const rest = (
    <p>
      <b>{texts.next}</b> {next}{' '}
      <a class="cb-crash-guide-more" href={pathIn(locale, `/guides/crashes/${slug}/`)}>
        {texts.more}
      </a>
    </p>
  );
  return folded ? (
    <details class="cb-crash-guide">
      <summary>{meaning}</summary>
      {rest}
    </details>
  ) : (
    <div class="cb-crash-guide">
      <p>{meaning}</p>
      {rest}
    </div>
  );
}
