const waiting = new Map<object, () => unknown>();
/** What joins them once a frame was seen. */
const behind = new Map<object, () => unknown>();
let isAsked = false;
let isTaken = false;

/**
 * Does something for an owner in a frame in which no other owner's is done: drawings that come together
 * would hold the page up for as long as all of them take. What an owner still waits for is replaced.
 */
export function drawInTurn(owner: object, act: () => unknown): void {
  waiting.set(owner, act);
  ask();
}

/** Does it at once where nothing else was in this frame, as the first of several drawings, which is seen before the others are made. */
export function drawAtOnceOrInTurn(owner: object, act: () => unknown): void {
  if (isTaken) {
    waiting.set(owner, act);
    return;
  }
  isTaken = true;
  // The next frame shows it: what waits begins with the one after.
  requestAnimationFrame(() => {
    isTaken = false;
    if (waiting.size > 0) ask();
  });
  act();
}

/** As in turn, behind whatever else is asked for before the next frame is seen: nobody waits for it. */
export function drawBehind(owner: object, act: () => unknown): void {
  const isFirst = behind.size === 0;
  behind.set(owner, act);
  if (!isFirst) return;
  requestAnimationFrame(() => {
    for (const [one, draw] of behind) waiting.set(one, draw);
    behind.clear();
    if (waiting.size > 0) ask();
  });
}

/** What the owner waits for is not done any more. */
export function leaveTurn(owner: object): void {
  waiting.delete(owner);
  behind.delete(owner);
}

function ask(): void {
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(() => {
    isAsked = false;
    const [first] = waiting;
    if (!first) return;
    const [owner, act] = first;
    waiting.delete(owner);
    if (waiting.size > 0) ask();
    act();
  });
}
