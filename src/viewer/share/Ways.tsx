import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { toFileName, toOneFile } from '#one-file/one-file.ts';
import type { View } from '#view/view-state.ts';
import { packLimitBytes } from '#view/pack.ts';
import { formatCount, formatLimit, formatSize } from '#locale/format.ts';
import { langs, type Locale } from '#locale/locale.ts';
import { pathIn } from '#locale/paths.ts';
import { toSitePath } from '#locale/site-path.ts';
import { pageView } from '#viewer/page/page-view.ts';
import { captureTexts } from '#texts/captures.ts';
import { shareTexts } from '#texts/share.ts';
import { findLinkPage, type Outgoing, toCarriedFiles, toLinkView, toPageTitle } from './outgoing.ts';
import { copyText } from '#viewer/figure/copy-text.ts';
import { saveBlob } from '#viewer/figure/save-blob.ts';
import type { Ready } from './ready.ts';
import { Way } from './Way.tsx';
import { errorText } from '#viewer/captures/error-text.ts';

export interface WaysProps {
  ready: Ready;
  title: string;
  /** What goes into a page of one file. */
  toPage(): Promise<Outgoing>;
  hasStore: boolean;
  locale: Locale;
  /** Ways besides. */
  children?: ComponentChildren;
}

/** From here on some chats cut a link: Discord's messages end at 2,000 characters. */
const chatLength = 2_000;
/** What mail programs and most chats still take whole. */
const mailLength = 8_000;

/** Links and files: the ways that need no server. */
export function Ways({ ready, title, toPage, hasStore, locale, children }: WaysProps) {
  const texts = shareTexts[locale];
  const { outgoing, dataView } = ready;
  const { own, missing, left } = outgoing;
  const [said, setSaid] = useState<{ text: string; link?: string }>();
  const byHand = useRef<HTMLTextAreaElement>(null);
  const names = captureTexts[locale].listed([...new Set([...own, ...missing].map(({ name }) => name))]);

  useEffect(() => setSaid(undefined), [ready]);
  useEffect(() => byHand.current?.select(), [said]);

  const linkPage = findLinkPage(outgoing);
  const toAddress = (view: View) => pageView.toAddress(view, linkPage && pathIn(locale, linkPage));
  const copy = async (view: View, text: string) => {
    const link = toAddress(view);
    setSaid((await copyText(link)) ? { text } : { text: texts.copyFailed, link });
  };
  const savePage = async () => {
    setSaid({ text: texts.saving });
    try {
      const page = await toPage();
      const [script, style] = await Promise.all([fetchPart(`viewer.${locale}.js`), fetchPart('viewer.css')]);
      const shownTitle = toPageTitle(page, title);
      const blob = await toOneFile({
        title: shownTitle,
        lang: langs[locale],
        view: page.view,
        files: toCarriedFiles(page),
        script,
        style,
        noScript: texts.noScript,
        madeAt: new Date(),
      });
      const name = toFileName(shownTitle);
      saveBlob(blob, name);
      setSaid({ text: texts.saved(name, formatSize(blob.size)) });
    } catch (error) {
      setSaid({ text: texts.failed(errorText(error, locale)) });
    }
  };
  const linkView = toLinkView(outgoing);
  const hasFiles = own.length + missing.length > 0;
  const isWhole = !hasFiles && left.length === 0;
  const linkHint = isWhole ? texts.plainLinkHint : hasFiles ? texts.bareLinkHint : texts.partLinkHint;
  const fileFirst = own.length > 0 && !dataView && !hasStore;

  return (
    <>
      <h3>{texts.ways}</h3>
      {dataView && (
        <Way
          title={texts.dataLink}
          hint={`${texts.dataLinkHint} ${describeLength(toAddress(dataView), locale)}`}
          suggested={texts.recommended}
        >
          <button
            type="button"
            class="cb-button"
            data-primary
            aria-label={texts.copyOf(texts.dataLink)}
            onClick={() => void copy(dataView, texts.copiedWithData)}
          >
            {texts.copy}
          </button>
        </Way>
      )}
      {own.length > 0 && !dataView && (
        <Way title={texts.dataLink} hint={texts.dataLinkTooLarge(formatLimit(packLimitBytes))} />
      )}
      {children}
      <Way
        title={hasFiles ? texts.bareLink : texts.plainLink}
        hint={`${linkHint} ${describeLength(toAddress(linkView), locale)}`}
        suggested={isWhole ? texts.recommended : undefined}
      >
        <button
          type="button"
          class="cb-button"
          data-primary={isWhole ? true : undefined}
          aria-label={texts.copyOf(hasFiles ? texts.bareLink : texts.plainLink)}
          onClick={() => void copy(linkView, hasFiles ? texts.copiedWithout(names) : texts.copied)}
        >
          {texts.copy}
        </button>
      </Way>
      <Way
        title={texts.oneFile}
        hint={texts.oneFileHint}
        suggested={fileFirst ? texts.recommended : undefined}
      >
        <button
          type="button"
          class="cb-button"
          data-primary={fileFirst ? true : undefined}
          onClick={() => void savePage()}
        >
          {texts.save}
        </button>
      </Way>
      {outgoing.replacements && own.length > 0 && (
        <Way title={texts.redactedFiles} hint={texts.redactedFilesHint}>
          {own.map(({ slot, name, blob }) => (
            <button
              key={`${slot} ${name}`}
              type="button"
              class="cb-button"
              onClick={() => saveBlob(blob, name)}
            >
              {name}
            </button>
          ))}
        </Way>
      )}
      <p class="cb-share-said" role="status">
        {said?.text}
      </p>
      {said?.link && (
        <textarea class="cb-field" readOnly rows={3} aria-label={texts.link} ref={byHand}>
          {said.link}
        </textarea>
      )}
    </>
  );
}

function describeLength({ length }: string, locale: Locale): string {
  const texts = shareTexts[locale];
  const fits =
    length <= chatLength ? texts.linkShort : length <= mailLength ? texts.linkMiddle : texts.linkLong;
  return `${texts.linkLength(formatCount(length))} ${fits}`;
}

/** A part of the viewer that a page of one file carries; the build puts it beside the site. */
async function fetchPart(name: string): Promise<string> {
  const url = toSitePath(`/one-file/${name}`);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}
