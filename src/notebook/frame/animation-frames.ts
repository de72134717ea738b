// Browsers give a frame of another origin no animation frames while it is off the screen, as the output
// above a long text of code is. The runtime computes in animation frames, so cells would never run.

/** A frame that is drawn has its next animation frame long before this. */
const latestMs = 100;

const request = requestAnimationFrame.bind(globalThis);
const cancel = cancelAnimationFrame.bind(globalThis);
const waiting = new Map<number, ReturnType<typeof setTimeout>>();

// Imported before the runtime, which takes the function once.
globalThis.requestAnimationFrame = (call) => {
  const id = request((time) => run(time));
  const run = (time: number) => {
    if (!waiting.has(id)) return;
    forget(id);
    call(time);
  };
  waiting.set(
    id,
    setTimeout(() => run(performance.now()), latestMs),
  );
  return id;
};
globalThis.cancelAnimationFrame = forget;

function forget(id: number): void {
  clearTimeout(waiting.get(id));
  waiting.delete(id);
  cancel(id);
}
