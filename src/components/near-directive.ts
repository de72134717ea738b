import type { ClientDirective } from 'astro';
import { textsReady } from '#texts/page-texts.ts';
import { whenNear } from '#viewer/page/when-near.ts';
import { holdFiles } from './hold-files.ts';

/** `client:near`: an island comes alive when it is near the screen and somebody is there. */
const near: ClientDirective = (load, _options, element) => {
  const children = [...element.children].filter((child) => child instanceof HTMLElement);
  const files = holdFiles(element, element);
  whenNear(children, () => {
    void load().then(async (hydrate) => {
      await textsReady();
      await hydrate();
      files.release();
    });
  });
};

export default near;
