import type { ClientDirective } from 'astro';
import { whenNear } from '#viewer/when-near.ts';

/** `client:near`: an island comes alive when it is near the screen and somebody is there. */
const near: ClientDirective = (load, _options, element) => {
  const children = [...element.children].filter((child) => child instanceof HTMLElement);
  whenNear(children, () => void load().then((hydrate) => hydrate()));
};

export default near;
