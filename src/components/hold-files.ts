/** How often a file is offered to what has come alive, and how long apart: its listeners are there after its first frame. */
const mostOffers = 100;
const offerEveryMs = 50;

/**
 * A file that is let go, or put into an input, before there is anything to take it waits until there is.
 *
 * @param target that files are dropped on
 * @param island that takes them once it is alive
 */
export function holdFiles(target: EventTarget, island: Element): { release(): void } {
  const held: { on: EventTarget; files: File[] }[] = [];
  const hold = (event: Event) => {
    const { type, target: on, dataTransfer } = event as DragEvent;
    if (!on || event.defaultPrevented || !dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    if (type === 'drop') held.push({ on, files: [...dataTransfer.files] });
  };
  for (const name of ['dragover', 'drop']) target.addEventListener(name, hold);
  return {
    release() {
      for (const name of ['dragover', 'drop']) target.removeEventListener(name, hold);
      for (const { on, files } of held) {
        offer(on instanceof Node && on.isConnected ? on : (island.firstElementChild ?? island), files);
      }
      offerPicked(island);
    },
  };
}

/** Drops files until somebody takes them, which is who prevents the browser from opening them itself. */
function offer(on: EventTarget, files: readonly File[], offers = mostOffers): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  const isFree = on.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
  if (isFree && offers > 1) setTimeout(offer, offerEveryMs, on, files, offers - 1);
}

/** Says again what is in an input: who takes it empties the input, so that the same file can be picked once more. */
function offerPicked(island: Element, offers = mostOffers): void {
  const inputs = island.querySelectorAll<HTMLInputElement>('input[type=file]');
  // As most islands are: nothing is to be asked of them again.
  if (inputs.length === 0) return;
  for (const input of inputs)
    if (input.files?.length) input.dispatchEvent(new Event('change', { bubbles: true }));
  if (offers > 1) setTimeout(offerPicked, offerEveryMs, island, offers - 1);
}
