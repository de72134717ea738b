/**
 * Below the header and what stands under it, in pixels: a heading whose top is above this is being read. One that a link
 * leads to is, and not the next, which may follow at once.
 */
const readAt = 32;

/**
 * The contents of a page, in place of Starlight's: marks the heading that is being read. Starlight
 * watches every element between two headings, which are thousands where a page has figures, and finds
 * them by asking each what it holds; this one watches the headings.
 */
export class StarlightTOC extends HTMLElement {
  #current: HTMLAnchorElement | undefined;
  #observer: IntersectionObserver | undefined;

  /** The link of the heading that is being read. */
  set current(link: HTMLAnchorElement) {
    if (link === this.#current) return;
    this.#current?.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'true');
    this.#current = link;
  }

  constructor() {
    super();
    const whenIdle: (act: () => void) => void =
      window.requestIdleCallback?.bind(window) ?? ((act) => setTimeout(act, 1));
    whenIdle(() => {
      this.#watch();
      let timer: ReturnType<typeof setTimeout> | undefined;
      window.addEventListener('resize', () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.#watch(), 200);
      });
    });
  }

  #watch(): void {
    this.#observer?.disconnect();
    const links = new Map<Element, HTMLAnchorElement>();
    for (const link of this.querySelectorAll('a')) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    const passed = new Set<Element>();
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) passed.add(target);
          else passed.delete(target);
        }
        const read = [...links].findLast(([heading]) => passed.has(heading)) ?? [...links][0];
        if (read) this.current = read[1];
      },
      { rootMargin: `1000000px 0px ${this.#readBelow() - document.documentElement.clientHeight}px 0px` },
    );
    for (const heading of links.keys()) this.#observer.observe(heading);
  }

  /** Where on the screen reading begins: below what stands over the text. */
  #readBelow(): number {
    const heights = [document.querySelector('header'), this.querySelector('summary')].map(
      (element) => element?.getBoundingClientRect().height ?? 0,
    );
    return heights.reduce((sum, height) => sum + height, readAt);
  }
}

customElements.define('starlight-toc', StarlightTOC);
