import { z } from 'astro/zod';

/** An expression in Go's syntax, as `go tool pprof` takes it. */
const pattern = z.string().min(1);

/** `<FlameGraph>`: a profile of a case, and how it is looked at first. */
export const flameGraphSchema = z.strictObject({
  capture: z.string(),
  /** The earlier profile that it is compared with. */
  base: z.string().optional(),
  title: z.string().optional(),
  /** A sample type, by its name. */
  type: z.string().optional(),
  figure: z.enum(['flame', 'icicle', 'sandwich', 'top', 'tree']).optional(),
  by: z.enum(['functions', 'lines', 'files', 'packages']).optional(),
  colour: z.enum(['package', 'owner', 'change']).optional(),
  focus: pattern.optional(),
  ignore: pattern.optional(),
  hide: pattern.optional(),
  show: pattern.optional(),
  showFrom: pattern.optional(),
  /** Values by key: samples with these labels alone. */
  labels: z.record(z.string(), z.string()).optional(),
  zoom: z.array(z.string()).optional(),
  /** A frame that is chosen, for the sandwich. */
  frame: z.string().optional(),
  /** Of a difference: shares are compared. */
  normalised: z.boolean().optional(),
  height: z.number().int().min(120).max(1200).default(360),
});

type FlameGraphProps = z.output<typeof flameGraphSchema>;

/** What of a profile's state the props set, under the names that links have for it. */
export function toProfileState(props: FlameGraphProps) {
  const { type, hide, show, labels } = props;
  const { base, figure, by, colour, focus, ignore, showFrom, zoom, frame, normalised } = props;
  const state = {
    sample: type,
    figure,
    by,
    colour,
    zoom,
    frame,
    focus,
    ignore,
    hideFrames: hide,
    showFrames: show,
    showFrom,
    labels: labels && Object.entries(labels).map(([key, value]) => ({ key, value })),
    base,
    normalised,
  };
  return dropUndefined(state);
}

function dropUndefined<State extends object>(state: State) {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as {
    [K in keyof State]?: NonNullable<State[K]>;
  };
}
