import { formatSize } from '#locale/format.ts';
import type { Locale } from '#locale/locale.ts';
import { captureTexts } from '#texts/captures.ts';
import { shareTexts } from '#texts/share.ts';
import { cellsSlot } from '#view/fragment.ts';
import { toStateOf } from '#view/state-fields.ts';
import { toTotalBytes } from './outgoing.ts';
import type { Ready } from './ready.ts';

/** Names, sizes and counts of what would go. */
export function WhatLeaves({ ready, locale }: { ready: Ready; locale: Locale }) {
  const texts = shareTexts[locale];
  const { listed } = captureTexts[locale];
  const { own, published, missing, left, lost, replacements, view } = ready.outgoing;
  const pins = Object.values(view.states).reduce((sum, { pins: list }) => sum + (list?.length ?? 0), 0);
  const cells = toStateOf('page', view.states[cellsSlot] ?? {}).edits ?? [];
  const names = (list: readonly { name: string }[]) => listed([...new Set(list.map(({ name }) => name))]);
  return (
    <section class="cb-share-what" aria-label={texts.leaves}>
      <h3>{texts.leaves}</h3>
      {own.length === 0 ? (
        <p>{missing.length + left.length > 0 ? texts.noFile : texts.leavesNothing}</p>
      ) : (
        <>
          <p>
            {texts.leavesFiles(own.length, formatSize(toTotalBytes(own)))} {texts.leavesHint}
          </p>
          <ul>
            {own.map(({ slot, name, blob }) => (
              <li key={`${slot} ${name}`}>
                <span class="cb-share-name">{name}</span> <span>{formatSize(blob.size)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {pins > 0 && <p>{texts.pins(pins)}</p>}
      {cells.length > 0 && <p>{texts.cells(cells.length)}</p>}
      {lost.length > 0 && (
        <p class="cb-share-left">{texts.lost(listed(lost.map((kind) => texts.lostKinds[kind])))}</p>
      )}
      {published.length > 0 && <p>{texts.published(names(published))}</p>}
      {missing.length > 0 && <p>{texts.missing(names(missing))}</p>}
      {left.length > 0 && (
        <p class="cb-share-left">
          {(replacements ? texts.leftRedacted : texts.left)(listed([...new Set(left)]))}
        </p>
      )}
    </section>
  );
}
