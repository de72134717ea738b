import { type ComponentChild, type ComponentType, h } from 'preact';
import { type ByKind, callByKind, type Models } from '#model/capture/models.ts';
import type { Kind } from '#model/kind.ts';
import { captureTexts } from '#texts/captures.ts';
import { Later, useLater } from '#viewer/page/later.ts';
import type { BodyProps, CaptureBodyProps } from './body-props.ts';
import { errorText } from './error-text.ts';
import { isToBeSeen } from './progress.ts';

type Body<K extends Kind> = Later<ComponentType<BodyProps<K>>>;

/** What a page loads of the viewer: nothing but what it shows. */
const bodies: { readonly [K in Kind]: Body<K> } = {
  recording: new Later(async () => (await import('./RecordingBody.tsx')).RecordingBody),
  'crash-log': new Later(async () => (await import('./CrashBody.tsx')).CrashBody),
  profile: new Later(async () => (await import('./ProfileBody.tsx')).ProfileBody),
};

/** Loads what a capture of this kind is drawn by: before a drawing that waits for nothing, or ahead of the capture. */
export async function loadBody(kind: Kind): Promise<void> {
  await bodies[kind].load();
}

/** Whether what draws a capture of this kind is still to come; it begins to be loaded. */
export function useIsBodyComing(kind: Kind | undefined): boolean {
  const { value, error } = useLater<unknown>(kind && bodies[kind]);
  return value === undefined && error === undefined;
}

/** A capture that was read, drawn by what it is. */
export function CaptureBody(props: CaptureBodyProps) {
  const { item, locale } = props;
  const body = useLater<unknown>(item.value && bodies[item.value.kind]);
  if (item.value === undefined) return null;
  if (body.value !== undefined) return callByKind(drawings, item.value, props);
  const texts = captureTexts[locale];
  if (body.error === undefined) {
    // While there is nothing to be seen yet, how far the reading is says it.
    if (item.status === 'reading' && !isToBeSeen(item)) return null;
    return (
      <p class="cb-loading" role="status">
        {texts.loading(item.name)}
      </p>
    );
  }
  return (
    <div role="alert">
      <p>{texts.viewFailed(errorText(body.error, locale))}</p>
      <button type="button" class="cb-button" onClick={body.again}>
        {texts.retry}
      </button>
    </div>
  );
}

const drawings: ByKind<ComponentChild, [CaptureBodyProps]> = {
  recording: (value, props) => (isToBeSeen(props.item) ? draw(bodies.recording, value, props) : null),
  'crash-log': (value, props) => draw(bodies['crash-log'], value, props),
  profile: (value, props) => draw(bodies.profile, value, props),
};

function draw<K extends Kind>(body: Body<K>, value: Models[K], props: CaptureBodyProps): ComponentChild {
  return body.value ? h(body.value, { ...props, value }) : null;
}
