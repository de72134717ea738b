import type { Frame, Goroutine } from './crash-log.ts';

/** The stack of goroutines that stand at the same places. */
export interface SharedStack {
  /** Its frames' places, as toFrameKey writes them, a line each. */
  readonly places: string;
  /** The frames of the one whose header is in this line: arguments and lines are its own. */
  framesBelow(line: number): Frame[];
}

/** What a goroutine has in common with others of the same state. */
type Facts = Omit<Goroutine, 'id' | 'createdBy' | 'line' | 'frames' | 'ancestors'>;
type Own = Pick<Goroutine, 'id' | 'createdBy' | 'line'>;

/**
 * A goroutine of a dump of very many, which differ in their arguments alone: its frames are made when
 * somebody asks for them. Those who copy it, to another thread too, get what any goroutine has.
 */
export class StackedGoroutine implements Goroutine {
  readonly id: Goroutine['id'];
  readonly thread: boolean;
  readonly count: number;
  readonly state: string;
  readonly waitMinutes: number;
  readonly lockedToThread: boolean;
  readonly marks: string[];
  readonly attributes: Record<string, string>;
  declare frames: Frame[];
  readonly createdBy: Goroutine['createdBy'];
  readonly elided: number;
  readonly stackUnavailable: boolean;
  readonly cut: boolean;
  readonly line: number;
  readonly #stack: SharedStack;
  #frames: Frame[] | undefined;

  constructor(facts: Facts, { id, createdBy, line }: Own, stack: SharedStack) {
    this.id = id;
    this.thread = facts.thread;
    this.count = facts.count;
    this.state = facts.state;
    this.waitMinutes = facts.waitMinutes;
    this.lockedToThread = facts.lockedToThread;
    this.marks = facts.marks.slice();
    this.attributes = { ...facts.attributes };
    // Of its own, not of its class: what copies an object copies only that.
    Object.defineProperty(this, 'frames', StackedGoroutine.#own);
    this.createdBy = createdBy;
    this.elided = facts.elided;
    this.stackUnavailable = facts.stackUnavailable;
    this.cut = facts.cut;
    this.line = line;
    this.#stack = stack;
  }

  /** What goroutines of the same stack share; undefined for one that has frames of its own. */
  static stackOf(goroutine: Goroutine): SharedStack | undefined {
    return #stack in goroutine ? goroutine.#stack : undefined;
  }

  static readonly #own: PropertyDescriptor & ThisType<StackedGoroutine> = {
    enumerable: true,
    get() {
      return (this.#frames ??= this.#stack.framesBelow(this.line));
    },
    set(frames: Frame[]) {
      this.#frames = frames;
    },
  };
}
