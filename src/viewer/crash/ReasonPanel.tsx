import { useState } from 'preact/hooks';
import { checkAllocation } from '#model/allocation-check.ts';
import type { CrashLog } from '#model/crash-log.ts';
import type { CrashGuide } from '#model/crash-reasons.ts';
import { toCrashText, toSignalText } from '#model/crash-text.ts';
import { findOldestRelease, type GoRelease } from '#model/go-release.ts';
import type { Locale } from '../locale.ts';
import { AllocationPanel } from './AllocationPanel.tsx';
import type { CrashColumn } from './columns.ts';
import { copyText } from './copy-text.ts';
import { toCrashMarkdown } from './crash-markdown.ts';
import { LineLink } from './LineLink.tsx';
import type { CrashMessages } from './messages.ts';
import { reasonTexts } from './reason-texts.ts';

/** Why it crashed: what Go says, what that means, and with which Go. */
export function ReasonPanel({
  column,
  release,
  guide,
  told,
  onLine,
  locale,
  texts,
}: {
  column: CrashColumn;
  release: GoRelease | undefined;
  /** The page about its reason; undefined where there is none or it is told once for several. */
  guide: CrashGuide | undefined;
  /** The reason itself is told once for several. */
  told: boolean;
  onLine(line: number): void;
  locale: Locale;
  texts: CrashMessages;
}) {
  const { crash } = column;
  const { panics, signal, runtimeLines } = crash;
  const [copied, setCopied] = useState<boolean>();
  const check = checkAllocation(crash);
  const link = (line: number) => <LineLink line={line} onLine={onLine} texts={texts} />;
  return (
    <div class="cb-crash-reason">
      {!told && <Reason crash={crash} onLine={onLine} texts={texts} />}
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
            setCopied(await copyText(toCrashMarkdown(crash, column.name, location.href, texts.openHere)))
          }
        >
          {texts.copyMarkdown}
        </button>{' '}
        <span role="status">{copied === undefined ? '' : copied ? texts.copied : texts.notCopied}</span>
      </p>
      <dl class="cb-crash-facts">
        {panics.length > 1 && (
          <>
            <dt>{texts.panicsInOrder}</dt>
            <dd>
              <ol>
                {panics.map((panic) => (
                  <li key={panic.line}>
                    {link(panic.line)} <code>{panic.text}</code>
                    {panic.recovered && <em> {panic.repanicked ? texts.repanicked : texts.recovered}</em>}
                  </li>
                ))}
              </ol>
            </dd>
          </>
        )}
        {signal && (
          <>
            <dt>{texts.signal}</dt>
            <dd>
              {link(signal.line)} <code>{toSignalText(signal)}</code>
            </dd>
          </>
        )}
        {runtimeLines.length > 0 && (
          <>
            <dt>{texts.runtimeSays}</dt>
            <dd>
              {runtimeLines.map(({ text, line }) => (
                <div key={line}>
                  {link(line)} <code>{text}</code>
                </div>
              ))}
            </dd>
          </>
        )}
        <ReleaseFact column={column} release={release} onLine={onLine} texts={texts} />
      </dl>
      {guide && <Guide slug={guide} locale={locale} texts={texts} />}
      {check && <AllocationPanel check={check} onLine={onLine} texts={texts} />}
    </div>
  );
}

/** The reason as Go gives it, large. */
export function Reason({
  crash: { reason, reasonKind, panics },
  onLine,
  texts,
}: {
  crash: CrashLog;
  /** Shows the line of it; left out where several crashes have it. */
  onLine?: (line: number) => void;
  texts: CrashMessages;
}) {
  return (
    <>
      <p class="cb-crash-kind">
        <span>{texts.kinds[reasonKind]}</span>
        {panics[0] && onLine && <LineLink line={panics[0].line} onLine={onLine} texts={texts} />}
      </p>
      {reason === '' ? (
        <p>{texts.noReason}</p>
      ) : (
        <p class="cb-crash-why">
          <bdi>{reason}</bdi>
        </p>
      )}
    </>
  );
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
  texts: CrashMessages;
}) {
  const oldest = release ? undefined : findOldestRelease(column.crash);
  if (!release && !oldest) return null;
  const line = (release ?? oldest)!.evidence.line;
  return (
    <>
      <dt>{texts.release}</dt>
      <dd>
        <LineLink line={line} onLine={onLine} texts={texts} />{' '}
        {release
          ? release.evidence.kind === 'path'
            ? texts.releaseByPath(release.tag?.slice(2) ?? release.line, release.evidence.text)
            : texts.releaseBy(release.line, release.evidence.text)
          : texts.atLeast(oldest!.line, oldest!.evidence.text)}
      </dd>
    </>
  );
}

/** What the reason means and what to look at next, with the page that has the rest. */
export function Guide({ slug, locale, texts }: { slug: CrashGuide; locale: Locale; texts: CrashMessages }) {
  const { means, next } = reasonTexts[locale][slug];
  const base = import.meta.env.BASE_URL.replace(/\/$/, '');
  return (
    <div class="cb-crash-guide">
      <p>
        <b>{texts.meaning}</b> {means}
      </p>
      <p>
        <b>{texts.next}</b> {next}{' '}
        <a href={`${base}/${locale === 'en' ? '' : `${locale}/`}guides/crashes/${slug}/`}>{texts.more}</a>
      </p>
    </div>
  );
}
