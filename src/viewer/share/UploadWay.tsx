import { StoreClientError } from '#api/store-client.ts';
import type { UploadReceipt } from '#api/store-upload.ts';
import { errorText } from '#viewer/captures/error-text.ts';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { formatLimit } from '#locale/format.ts';
import type { Locale } from '#locale/locale.ts';
import { pathIn } from '#locale/paths.ts';
import { copyText } from '#viewer/figure/copy-text.ts';
import { pageView } from '#viewer/page/page-view.ts';
import { forgetKey, keepKey, type KeptKey, readKeys } from './kept-keys.ts';
import { shareTexts } from '#texts/share.ts';
import { findStoredPage, type Outgoing, type OwnFile, toStoredView } from './outgoing.ts';
import type { ShareStore, ShareUpload } from './store.ts';
import { Way } from './Way.tsx';

type Progress =
  | { step: 'sending'; name: string; percent: number; note: 'resumed' | 'retrying' | undefined }
  | { step: 'paused' }
  | { step: 'failed'; reason: string }
  | { step: 'cancelled' }
  | { step: 'done'; link: string; stored: (UploadReceipt & { name: string })[]; kept: boolean };

export interface UploadWayProps {
  store: ShareStore;
  outgoing: Outgoing;
  locale: Locale;
  suggested: boolean;
}

/** Upload to the server that the site comes from: how long, under which tag, with progress and a way back. */
export function UploadWay({ store, outgoing, locale, suggested }: UploadWayProps) {
  const texts = shareTexts[locale];
  const [tag, setTag] = useState('shared');
  const [keep, setKeep] = useState<number | 'never'>(store.keepDays);
  const [token, setToken] = useState('');
  const [progress, setProgress] = useState<Progress>();
  const [keys, setKeys] = useState<KeptKey[]>(readKeys);
  const [told, setTold] = useState('');
  const running = useRef<ShareUpload>();
  const tagId = useId();
  const busy = progress?.step === 'sending' || progress?.step === 'paused';

  // A dialog that closes ends nothing for good: what was sent stays, and the same upload goes on from there.
  useEffect(() => () => running.current?.pause(), []);
  useEffect(() => {
    if (!busy) setProgress(undefined);
    // Another choice of what goes makes what is shown of the last upload stale.
    // oxlint-disable-next-line react/exhaustive-deps -- only when what goes changes
  }, [outgoing]);

  const tooLarge = outgoing.own.some(({ blob }) => blob.size > store.maxBytes);
  const send = async () => {
    setTold('');
    const stored: (UploadReceipt & { name: string })[] = [];
    try {
      for (const file of outgoing.own) stored.push({ ...(await sendOne(file)), name: file.name });
      const ids = stored.map(({ id }) => id);
      const view = toStoredView(outgoing, ids, store.toRef);
      const page = findStoredPage(outgoing, view, ids);
      const link = pageView.toAddress(view, page && pathIn(locale, page));
      let kept = true;
      for (const { id, link, key, name } of stored) {
        kept = keepKey({ id, link, key, name, uploadedAt: new Date().toISOString() }) && kept;
      }
      setKeys(readKeys());
      setProgress({ step: 'done', link, stored, kept });
    } catch (error) {
      if (running.current) setProgress({ step: 'failed', reason: toReason(error) });
    } finally {
      running.current = undefined;
    }
  };
  // The server's own words are for who has no field to type the token into.
  const toReason = (error: unknown) =>
    error instanceof StoreClientError && error.code === 'token-needed'
      ? texts.wrongToken
      : errorText(error, locale);
  const sendOne = (file: OwnFile): Promise<UploadReceipt> => {
    const { name, blob } = file;
    let note: 'resumed' | 'retrying' | undefined;
    const show = (sent: number) => {
      const percent = blob.size === 0 ? 100 : Math.floor((100 * sent) / blob.size);
      setProgress({ step: 'sending', name, percent, note });
    };
    show(0);
    running.current = store.upload(file, {
      tag: tag.trim(),
      keep,
      token: token.trim(),
      onProgress: (sent) => {
        if (note === 'retrying') note = undefined;
        show(sent);
      },
      onResumed: () => (note = 'resumed'),
      onRetry: () => {
        note = 'retrying';
        setProgress((now) => (now?.step === 'sending' ? { ...now, note } : now));
      },
    });
    return running.current.done;
  };
  const remove = async ({ id, key, name }: KeptKey) => {
    try {
      await store.remove(id, key);
      forgetKey(id);
      setKeys(readKeys());
      setTold(texts.removed(name));
    } catch (error) {
      setTold(texts.failed(errorText(error, locale)));
    }
  };

  return (
    <Way
      title={texts.upload}
      hint={
        tooLarge
          ? texts.uploadTooLarge(formatLimit(store.maxBytes))
          : texts.uploadHint(formatLimit(store.maxBytes))
      }
      suggested={suggested && !tooLarge ? texts.recommended : undefined}
    >
      {!tooLarge && (
        <form
          class="cb-share-upload"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <label>
            <span>{texts.tag}</span>
            <input
              class="cb-field"
              value={tag}
              required
              disabled={busy}
              pattern="[A-Za-z0-9][A-Za-z0-9._\-]*"
              maxLength={64}
              aria-describedby={tagId}
              onInput={(event) => setTag(event.currentTarget.value)}
            />
          </label>
          <label>
            <span>{texts.keep}</span>
            <select
              class="cb-field"
              value={String(keep)}
              disabled={busy}
              onChange={({ currentTarget: { value } }) => setKeep(value === 'never' ? value : Number(value))}
            >
              {store.keepChoices.map((days) => (
                <option key={days} value={String(days)}>
                  {days === 'never' ? texts.keepForever : texts.keepDays(days)}
                </option>
              ))}
            </select>
          </label>
          {store.tokenNeeded && (
            <label>
              <span>{texts.token}</span>
              <input
                class="cb-field"
                type="password"
                autoComplete="off"
                required
                disabled={busy}
                value={token}
                onInput={(event) => setToken(event.currentTarget.value)}
              />
            </label>
          )}
          {!busy && (
            <button type="submit" class="cb-button" data-primary={suggested ? true : undefined}>
              {texts.start}
            </button>
          )}
          <small id={tagId}>{texts.tagHint}</small>
        </form>
      )}
      {busy && (
        <div class="cb-share-progress">
          {progress.step === 'sending' ? (
            <>
              <progress
                max={100}
                value={progress.percent}
                aria-label={texts.uploading(progress.name, progress.percent)}
              />
              <button
                type="button"
                class="cb-button"
                onClick={() => {
                  running.current?.pause();
                  setProgress({ step: 'paused' });
                }}
              >
                {texts.pause}
              </button>
            </>
          ) : (
            <button type="button" class="cb-button" onClick={() => running.current?.resume()}>
              {texts.resume}
            </button>
          )}
          <button
            type="button"
            class="cb-button"
            onClick={() => {
              const upload = running.current;
              running.current = undefined;
              upload?.cancel();
              setProgress({ step: 'cancelled' });
            }}
          >
            {texts.cancel}
          </button>
        </div>
      )}
      <p class="cb-share-said" role="status">
        {describeProgress(progress, locale)}
        {told}
      </p>
      {progress?.step === 'done' && (
        <div class="cb-share-done">
          <input
            class="cb-field"
            readOnly
            value={progress.link}
            aria-label={texts.link}
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton text={progress.link} locale={locale} />
          <dl>
            {progress.stored.map(({ id, name, key }) => (
              <div key={id}>
                <dt>{texts.deletionKey(name)}</dt>
                <dd>
                  <code>{key}</code>
                </dd>
              </div>
            ))}
          </dl>
          <p>{progress.kept ? texts.keyKept : texts.keyNotKept}</p>
        </div>
      )}
      {keys.length > 0 && (
        <details class="cb-share-keys">
          <summary>{texts.uploads(keys.length)}</summary>
          <ul>
            {keys.map((kept) => (
              <li key={kept.id}>
                <a href={kept.link}>{kept.name}</a> <small>{kept.uploadedAt.slice(0, 10)}</small>{' '}
                <button
                  type="button"
                  class="cb-button"
                  data-quiet
                  aria-label={texts.remove(kept.name)}
                  onClick={() => void remove(kept)}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Way>
  );
}

function CopyButton({ text, locale }: { text: string; locale: Locale }) {
  const texts = shareTexts[locale];
  const [said, setSaid] = useState('');
  const copy = async () => setSaid((await copyText(text)) ? texts.copied : texts.copyFailed);
  return (
    <>
      <button type="button" class="cb-button" data-primary onClick={() => void copy()}>
        {texts.copy}
      </button>
      <span role="status">{said}</span>
    </>
  );
}

function describeProgress(progress: Progress | undefined, locale: Locale): string {
  const texts = shareTexts[locale];
  switch (progress?.step) {
    case 'sending': {
      // Told at each tenth, so that a screen reader is not flooded.
      const told = texts.uploading(progress.name, Math.floor(progress.percent / 10) * 10);
      const note = progress.note && texts[progress.note];
      return note ? `${told}. ${note}` : told;
    }
    case 'paused':
      return texts.paused;
    case 'failed':
      return texts.failed(progress.reason);
    case 'cancelled':
      return texts.cancelled;
    case 'done':
      return texts.uploaded;
    default:
      return '';
  }
}
