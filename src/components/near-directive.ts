import type { ClientDirective } from 'astro';
import { textsReady } from '#texts/page-texts.ts';
import { whenNear } from '#viewer/page/when-near.ts';

/** `client:near`: an island comes alive when it is near the screen and somebody is there. */
const near: ClientDirective = (load, _options, element) => {
  const children = [...element.children].filter((child) => child instanceof HTMLElement);
  const drops = holdDrops(element);
  whenNear(children, () => {
    void load().then(async (hydrate) => {
      await textsReady();
      await hydrate();
      drops.release();
    });
  });
};

/** A file that is let go before there is anything to take it waits until there is. */
function holdDrops(element: Element): { release(): void } {
  const held: { target: EventTarget; files: File[] }[] = [];
  const hold = (event: Event) => {
    const { type, target, dataTransfer } = event as DragEvent;
    if (!target || !dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    if (type === 'drop') held.push({ target, files: [...dataTransfer.files] });
  };
  for (const name of ['dragover', 'drop']) element.addEventListener(name, hold);
  return {
    release() {
      // Listeners of what came alive are there after its first frame.
      setTimeout(() => {
        for (const name of ['dragover', 'drop']) element.removeEventListener(name, hold);
        for (const { target, files } of held) {
          const dataTransfer = new DataTransfer();
          for (const file of files) dataTransfer.items.add(file);
          const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
          (target instanceof Node && target.isConnected ? target : element.firstElementChild)?.dispatchEvent(
            drop,
          );
        }
      }, 100);
    },
  };
}

export default near;
