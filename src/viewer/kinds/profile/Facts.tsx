import { useMemo, useState } from 'preact/hooks';
import { formatAmount, formatExactAmount } from '#locale/amount.ts';
import { formatDateTime } from '#model/zone.ts';
import type { Mapping, Profile } from '#model/profile/profile.ts';
import { countSamples } from '#model/profile/sample-count.ts';
import { toTotal } from '#model/profile/weights.ts';
import type { ProfileTexts } from '#texts/profile.ts';

/** What a profile says of itself: a line, and all of it behind a disclosure. */
export function Facts({
  profile,
  isChange,
  texts,
}: {
  profile: Profile;
  /** The values of its own that are shown say what has changed. */
  isChange: boolean;
  texts: ProfileTexts;
}) {
  const { format, durationNanos, period, periodType, timeNanos } = profile;
  const [isOpen, setOpen] = useState(false);
  const program = profile.mappings.find(({ file }) => file !== '');
  const line = [
    texts.formats[format] ?? format,
    isChange && texts.isChange,
    texts.samples(countSamples(profile)),
    durationNanos > 0n && texts.lasted(formatAmount(durationNanos, 'nanoseconds')),
    period > 0n && periodType && texts.everyPeriod(formatAmount(period, periodType.unit), periodType.type),
    timeNanos > 0n && texts.madeAt(formatDateTime(Number(timeNanos / 1_000_000n) / 1000, 'UTC')),
    program && toFileName(program.file),
  ].filter((part) => part !== false && part !== undefined);
  return (
    <div class="cb-prof-facts">
      <p>
        {line.map((part, at) => (
          <span key={at}>{part}</span>
        ))}
      </p>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{texts.facts}</summary>
        {isOpen && <About profile={profile} texts={texts} />}
      </details>
    </div>
  );
}

function About({ profile, texts }: { profile: Profile; texts: ProfileTexts }) {
  const { samples, sampleTypes } = profile;
  const totals = useMemo(
    () => sampleTypes.slice(0, MOST).map((_, type) => toTotal(profile, type)),
    [profile, sampleTypes],
  );
  const stacks = useMemo(() => new Set(samples.stack).size, [samples]);
  const [program, ...libraries] = profile.mappings.filter(({ file }) => file !== '');
  const dropped = profile.dropFrames !== '';
  return (
    <dl class="cb-prof-about">
      <dt>{texts.typesTitle}</dt>
      <dd>
        {sampleTypes.length === 0 ? (
          texts.typeNone
        ) : (
          <ul>
            {sampleTypes.slice(0, MOST).map(({ type, unit }, at) => (
              <li key={at}>
                <code>{type}</code> {formatAmount(totals[at]!, unit)}{' '}
                <small>{formatExactAmount(totals[at]!, unit)}</small>
              </li>
            ))}
          </ul>
        )}
        {sampleTypes.length > MOST && <p>{texts.more(sampleTypes.length - MOST)}</p>}
        <p>{texts.stacks(stacks)}</p>
      </dd>
      {program && (
        <>
          <dt>{texts.program}</dt>
          <dd>
            <MappingLine mapping={program} texts={texts} />
          </dd>
        </>
      )}
      {libraries.length > 0 && (
        <>
          <dt>{texts.libraries}</dt>
          <dd>
            <ul>
              {libraries.slice(0, MOST).map((mapping, at) => (
                <li key={at}>
                  <MappingLine mapping={mapping} texts={texts} />
                </li>
              ))}
            </ul>
            {libraries.length > MOST && <p>{texts.more(libraries.length - MOST)}</p>}
          </dd>
        </>
      )}
      {profile.comments.length > 0 && (
        <>
          <dt>{texts.comments}</dt>
          {profile.comments.slice(0, MOST).map((comment, at) => (
            <dd key={at}>
              <bdi>{comment}</bdi>
            </dd>
          ))}
        </>
      )}
      {profile.docUrl !== '' && (
        <>
          <dt>{texts.docUrl}</dt>
          <dd>
            {isWebAddress(profile.docUrl) ? (
              <a href={profile.docUrl} target="_blank" rel="noreferrer">
                <bdi>{profile.docUrl}</bdi>
              </a>
            ) : (
              <bdi>{profile.docUrl}</bdi>
            )}
          </dd>
        </>
      )}
      {dropped && (
        <>
          <dt>{texts.dropFrames}</dt>
          <dd>
            <code>{profile.dropFrames}</code>
            <p>{texts.dropFramesNote}</p>
          </dd>
        </>
      )}
      {dropped && profile.keepFrames !== '' && (
        <>
          <dt>{texts.keepFrames}</dt>
          <dd>
            <code>{profile.keepFrames}</code>
          </dd>
        </>
      )}
    </dl>
  );
}

/** No other address is one to follow: that of a script would run here. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** Sample types, libraries and comments listed. */
const MOST = 30;

function MappingLine({ mapping: { file, buildId }, texts }: { mapping: Mapping; texts: ProfileTexts }) {
  return (
    <>
      <bdi>{file}</bdi>
      {buildId !== '' && (
        <small>
          {' '}
          {texts.buildId} <code>{buildId}</code>
        </small>
      )}
    </>
  );
}

function toFileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
