import type { FromWorker, ToWorker } from './messages.ts';

/** How the site stands without a network, for the reader of a page. */
export type KeepingState =
  /** Nothing is known yet, or the site has no worker: nothing is said. */
  | 'unknown'
  /** The browser keeps a site only for an address with HTTPS, or of the same machine. */
  | 'insecure'
  /** The reader's browser asks to save data: they are asked first. */
  | 'asking'
  | 'keeping'
  | 'kept'
  | 'no-room'
  | 'failed'
  /** A newer version is here, whole, and waits. */
  | 'newer'
  /** Another page of the site has taken the newer one. */
  | 'taken';

/** What of the browser is used. */
export interface KeepingBrowser {
  isSecure: boolean;
  savesData: boolean;
  container:
    | Pick<ServiceWorkerContainer, 'controller' | 'register' | 'getRegistration' | 'addEventListener'>
    | undefined;
  /** The status that the worker's script is answered with; undefined without a network. */
  askForWorker(): Promise<number | undefined>;
  /** Takes away whatever is kept of the site. */
  forgetAll(): Promise<void>;
  reload(): void;
}

/**
 * Has the site kept by its worker, and says how that stands. A newer version is used when the reader says so, or when
 * no page of the older one is open any more. Where a site has its worker no more, what it kept goes.
 */
export class Keeping {
  #state: KeepingState = 'unknown';
  #registration: ServiceWorkerRegistration | undefined;
  #isTaking = false;
  readonly #browser: KeepingBrowser;
  readonly #address: string;
  readonly #onChange: (state: KeepingState) => void;

  /** @param address of the worker's script */
  constructor(browser: KeepingBrowser, address: string, onChange: (state: KeepingState) => void) {
    this.#browser = browser;
    this.#address = address;
    this.#onChange = onChange;
  }

  async start(): Promise<void> {
    const { container, isSecure, savesData } = this.#browser;
    if (!container) return isSecure ? undefined : this.#set('insecure');
    const hadController = Boolean(container.controller);
    container.addEventListener('controllerchange', () => {
      // The first one has kept what this page is of.
      if (this.#isTaking) this.#browser.reload();
      else if (hadController) this.#set('taken');
    });
    container.addEventListener('message', ({ data }) => this.#hear(data as FromWorker));
    const known = await container.getRegistration(this.#address);
    if (!known && savesData) return this.#set('asking');
    await this.keep();
  }

  /** Keeps the site, where it is not kept; looks for a newer version, where it is. */
  async keep(): Promise<void> {
    const { container } = this.#browser;
    if (!container) return;
    try {
      const registration = await container.register(this.#address);
      // Where the browser is told to have none.
      if (!registration) return;
      this.#registration = registration;
      this.#watch(registration);
      await registration.update();
    } catch {
      await this.#forgetIfGone();
    }
  }

  /** The newer version, now. */
  takeNewer(): void {
    const waiting = this.#registration?.waiting;
    // Another page has taken it already.
    if (!waiting) return this.#browser.reload();
    this.#isTaking = true;
    waiting.postMessage({ kind: 'take-over' } satisfies ToWorker, []);
  }

  #watch(registration: ServiceWorkerRegistration): void {
    this.#show(registration);
    const follow = (worker: ServiceWorker | null) =>
      worker?.addEventListener('statechange', () => this.#show(registration));
    follow(registration.installing);
    follow(registration.waiting);
    registration.addEventListener('updatefound', () => {
      follow(registration.installing);
      this.#show(registration);
    });
  }

  #show({ active, waiting, installing }: ServiceWorkerRegistration): void {
    if (this.#state === 'taken') return;
    if (active && waiting) this.#set('newer');
    else if (active?.state === 'activated') this.#set('kept');
    else if (installing || waiting || active) this.#set('keeping');
    else if (this.#state === 'keeping') this.#set('failed');
  }

  #hear(message: FromWorker | undefined): void {
    if (message?.kind === 'no-room') this.#set('no-room');
    // Of a newer version that could not be kept, the older one goes on.
    else if (message?.kind === 'not-kept' && !this.#registration?.active)
      this.#set(message.reason === 'room' ? 'no-room' : 'failed');
  }

  /** A network that says nothing, or something else, is no reason. */
  async #forgetIfGone(): Promise<void> {
    const status = await this.#browser.askForWorker();
    if (status !== 404 && status !== 410) {
      if (this.#state === 'unknown' && status !== undefined) this.#set('failed');
      return;
    }
    const registration = await this.#browser.container?.getRegistration(this.#address);
    await registration?.unregister();
    await this.#browser.forgetAll();
    this.#set('unknown');
  }

  #set(state: KeepingState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#onChange(state);
  }
}
