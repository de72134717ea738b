import { placeSamples, type PlacedSamples } from './downsample.ts';
import { samplesWithin, type TimeAxis } from './time-axis.ts';

/** One stretch of an axis. What is computed of it is kept, for all that is drawn over it. */
export class TimeWindow {
  readonly axis: TimeAxis;
  /** Positions on the axis. */
  readonly from: number;
  readonly to: number;
  /** The samples within, the second one exclusive. */
  readonly samples: readonly [first: number, end: number];
  private readonly kept = new Map<unknown, Map<unknown, unknown>>();

  constructor(axis: TimeAxis, [from, to]: readonly [from: number, to: number]) {
    this.axis = axis;
    this.from = from;
    this.to = to;
    this.samples = samplesWithin(axis, from, to);
  }

  /** The pixel column of each sample, on this axis or that of another recording laid over it. */
  places(axis: TimeAxis, columns: number): PlacedSamples {
    const { from, to } = this;
    return this.keep(axis, columns, () => placeSamples(axis, { from, to, columns }));
  }

  /**
   * Computes something of this window once.
   *
   * @param what names the computation
   * @param of what it is computed of, besides the window
   */
  keep<T>(what: unknown, of: unknown, compute: () => T): T {
    let values = this.kept.get(what);
    if (!values) this.kept.set(what, (values = new Map()));
    if (!values.has(of)) values.set(of, compute());
    return values.get(of) as T;
  }
}
