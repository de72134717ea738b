import { type Driver, type InputSource, type Place, toCall } from './driver.ts';

interface Context {
  context: string;
  children: Context[] | null;
}

interface Evaluated {
  type: 'success' | 'exception';
  /** Each document has one of its own. */
  realm: string;
  result: { value: string; sharedId?: string };
  exceptionDetails?: { text: string };
}

/** Over WebDriver BiDi: a WebSocket that the browser itself answers. */
export class BidiDriver implements Driver {
  readonly trouble: string[] = [];
  readonly #socket: WebSocket;
  readonly #origin: string;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #next = 0;
  #tab = '';
  /** Of the document that the tab has, and of those it has left. */
  #realm: string | undefined;
  readonly #left = new Set<string | undefined>();

  private constructor(socket: WebSocket, origin: string) {
    this.#socket = socket;
    this.#origin = origin;
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(String(data)) as Message);
    socket.onclose = () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the browser is gone'));
    };
  }

  /** @param origin of the site; a request to another is trouble */
  static async open(address: string, origin: string): Promise<BidiDriver> {
    const socket = new WebSocket(`${address}/session`);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error(`${address}: no answer`));
    });
    const driver = new BidiDriver(socket, origin);
    await driver.#send('session.new', { capabilities: {} });
    const { contexts } = await driver.#send<{ contexts: Context[] }>('browsingContext.getTree', {});
    driver.#tab = contexts[0]?.context ?? '';
    await driver.#send('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent'] });
    return driver;
  }

  async goto(url: string): Promise<void> {
    this.#left.add(this.#realm);
    await this.#send('browsingContext.navigate', { context: this.#tab, url, wait: 'interactive' });
  }

  async reload(): Promise<void> {
    this.#left.add(this.#realm);
    await this.#send('browsingContext.reload', { context: this.#tab, wait: 'interactive' });
  }

  async call(text: string, args: readonly unknown[], place: Place = 'page'): Promise<unknown> {
    return JSON.parse((await this.#evaluate(toCall(text, args), place)).value);
  }

  async act(actions: InputSource[], place: Place = 'page'): Promise<void> {
    await this.#send('input.performActions', { context: await this.#find(place), actions });
  }

  async choose(selector: string, files: readonly string[]): Promise<void> {
    const { sharedId } = await this.#evaluate(`document.querySelector(${JSON.stringify(selector)})`, 'page');
    await this.#send('input.setFiles', { context: this.#tab, element: { sharedId }, files });
  }

  async takePicture(): Promise<string> {
    const { data } = await this.#send<{ data: string }>('browsingContext.captureScreenshot', {
      context: this.#tab,
    });
    return data;
  }

  async close(): Promise<void> {
    await this.#send('browser.close', {});
  }

  async #evaluate(expression: string, place: Place): Promise<Evaluated['result']> {
    const { type, realm, result, exceptionDetails } = await this.#send<Evaluated>('script.evaluate', {
      expression,
      target: { context: await this.#find(place) },
      awaitPromise: true,
    });
    if (place === 'page') this.#realm = realm;
    if (type === 'exception') throw new Error(exceptionDetails?.text);
    return result;
  }

  async #find(place: Place): Promise<string> {
    if (place === 'page') return this.#tab;
    const { contexts } = await this.#send<{ contexts: Context[] }>('browsingContext.getTree', {
      root: this.#tab,
    });
    let frame = contexts[0]?.children?.[0];
    if (!frame) throw new Error('there is no frame');
    while (frame.children?.[0]) frame = frame.children[0];
    return frame.context;
  }

  #send<T>(method: string, params: object): Promise<T> {
    const id = ++this.#next;
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.set(id, answer);
    this.#socket.send(JSON.stringify({ id, method, params }));
    return answer.promise as Promise<T>;
  }

  #receive(message: Message): void {
    if (message.type === 'event') {
      const { level, text, source, request } = message.params;
      // What a page was loading when it was left is no fault.
      if (level === 'error' && !(source?.realm && this.#left.has(source.realm)))
        this.trouble.push(text ?? '');
      if (request && /^(?:https?|wss?):/.test(request.url) && new URL(request.url).origin !== this.#origin) {
        this.trouble.push(`request: ${request.url}`);
      }
      return;
    }
    const answer = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === 'success') answer?.resolve(message.result);
    else answer?.reject(new Error(`${message.error}: ${message.message}`));
  }
}

type Message =
  | { type: 'success'; id: number; result: unknown }
  | { type: 'error'; id: number; error: string; message: string }
  | {
      type: 'event';
      params: { level?: string; text?: string; source?: { realm?: string }; request?: { url: string } };
    };
