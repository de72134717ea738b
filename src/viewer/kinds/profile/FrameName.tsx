import { toPrintable } from '#model/printable.ts';
import type { Frame } from '#model/profile/frames.ts';
import type { ProfileTexts } from '#texts/profile.ts';
import { type FrameContext, splitName } from './frames.ts';

/** What a frame is called, with whose code it is as a colour, and read out. */
export function FrameName({
  frame,
  context,
  texts,
}: {
  frame: Frame;
  context: FrameContext;
  texts: ProfileTexts;
}) {
  const [before, rest] = splitName(toPrintable(frame.name));
  const owner = context.ownerOf(frame);
  return (
    <span class="cb-prof-frame" data-owner={owner} title={`${before}${rest} (${texts.owners[owner]})`}>
      <bdi>
        <span class="cb-prof-package">{before}</span>
        {rest}
      </bdi>
    </span>
  );
}

/** The last of a path, with the line: a link where the source is known. */
export function SourcePlace({
  frame,
  line,
  context,
  tabIndex,
  texts,
}: {
  frame: Frame;
  line?: number | undefined;
  context: FrameContext;
  tabIndex?: number | undefined;
  texts: ProfileTexts;
}) {
  const place = context.placeOf(frame);
  if (!place || place.file === '') return null;
  const at = line ?? place.line;
  const suffix = at > 0 ? `:${at}` : '';
  const whole = toPrintable(`${place.file}${suffix}`);
  const brief = whole.slice(whole.lastIndexOf('/') + 1);
  const url = context.sourceOf(frame, line);
  if (url === undefined)
    return (
      <span class="cb-prof-place" title={whole}>
        <bdi>{brief}</bdi>
      </span>
    );
  return (
    <a
      class="cb-prof-place"
      href={url}
      target="_blank"
      rel="noreferrer noopener"
      title={texts.sourceOf(whole)}
      tabIndex={tabIndex}
    >
      <bdi>{brief}</bdi>
    </a>
  );
}
