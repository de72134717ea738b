import { type Driver, type InputSource, type Place, toCall } from './driver.ts';

/** How W3C WebDriver names an element in JSON. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** Over WebDriver as browsers first had it: requests to a driver beside the browser. */
export class ClassicDriver implements Driver {
  /** It reports none. */
  readonly trouble: string[] = [];
  readonly #session: string;
  #place: Place = 'page';

  private constructor(session: string) {
    this.#session = session;
  }

  static async open(address: string, capabilities: object): Promise<ClassicDriver> {
    const { sessionId } = (await ask('POST', `${address}/session`, {
      capabilities: { alwaysMatch: capabilities },
    })) as { sessionId: string };
    return new ClassicDriver(`${address}/session/${sessionId}`);
  }

  async goto(url: string): Promise<void> {
    await this.#enter('page');
    await this.#post('url', { url });
  }

  async reload(): Promise<void> {
    await this.#enter('page');
    await this.#post('refresh', {});
  }

  async call(text: string, args: readonly unknown[], place: Place = 'page'): Promise<unknown> {
    await this.#enter(place);
    return JSON.parse((await this.#run(toCall(text, args))) as string);
  }

  async act(actions: InputSource[], place: Place = 'page'): Promise<void> {
    await this.#enter(place);
    await this.#post('actions', { actions });
  }

  async choose(selector: string, paths: readonly string[]): Promise<void> {
    await this.#enter('page');
    const element = (await this.#post('element', { using: 'css selector', value: selector })) as Record<
      string,
      string
    >;
    await this.#post(`element/${element[elementKey]}/value`, { text: paths.join('\n') });
  }

  async takePicture(): Promise<string> {
    return (await ask('GET', `${this.#session}/screenshot`)) as string;
  }

  async close(): Promise<void> {
    await ask('DELETE', this.#session);
  }

  async #enter(place: Place): Promise<void> {
    if (place === 'page' && this.#place === 'page') return;
    // From the page down: a frame that was entered before may be gone.
    await this.#post('frame', { id: null });
    this.#place = 'page';
    // The keyboard went into the frame with the driver.
    if (place === 'page') return void (await this.#run('window.focus()'));
    await this.#post('frame', { id: 0 });
    this.#place = place;
    while ((await this.#run('frames.length')) !== 0) await this.#post('frame', { id: 0 });
  }

  #run(expression: string): Promise<unknown> {
    return this.#post('execute/sync', { script: `return ${expression}`, args: [] });
  }

  #post(command: string, body: object): Promise<unknown> {
    return ask('POST', `${this.#session}/${command}`, body);
  }
}

async function ask(method: string, url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${error}: ${message}`);
}
