import { formatSize } from '#locale/format.ts';
import type { Locale } from '#locale/locale.ts';
import { toSitePath } from '#locale/site-path.ts';
import { CellError } from '#notebook/compile/cell.ts';
import type { GoFault } from '#notebook/go/go-tools.ts';
import { type CellValue, defaultLimits } from '#notebook/go/program.ts';
import { type GoTexts, goTexts } from '#texts/go.ts';
import { textsReady } from '#texts/page-texts.ts';
import { viewOf } from './cell-view.ts';
import { fetchBytes } from './fetch-bytes.ts';
import { toFaultText } from './go-faults.ts';
import { GoFrame, type Job } from './go-frame.ts';
import type { GoGiven, GoRun, GoRunEnd, GoRunListener } from './go-run-listener.ts';
import { GoRunView } from './go-run-view.ts';
import { GoToolsLoader } from './go-tools.ts';

/** After so long without the program the reader is told what they wait for. */
const slowFetchMs = 150;

/** The program of a published cell, as its element says. */
interface Published {
  program: string;
  runtime: string;
  version: string;
  sizeBytes: number;
}

/** What is going on in a cell: to be ended before anything else begins there. */
interface Doing {
  view: GoRunView;
  isOver: boolean;
  stop(): void;
}

/** How a run came to its end, for whoever asked for it; undefined where it did not come to a run. */
export type Ran = GoRunEnd | undefined;

let cells: GoCells | undefined;

/** The Go cells of the page, once, when the texts of its language are there. */
export async function goCellsOf(bar: HTMLElement): Promise<GoCells> {
  await textsReady();
  return (cells ??= new GoCells(bar.dataset));
}

/** The Go cells of a page: runs of what is published and of what a reader has written, in one frame. */
export class GoCells {
  readonly locale: Locale;
  readonly texts: GoTexts;
  readonly tools: GoToolsLoader;
  /** Who gives the programs their inputs, once the page's cells are alive. */
  listener: GoRunListener | undefined;
  readonly #frameAddress: string;
  readonly #doing = new Map<string, Doing>();
  /** By address, once fetched and compiled. */
  readonly #ready = new Map<string, Promise<void>>();
  /** The texts of which the frame has programs, by cell: an input that changes runs one again, and builds nothing. */
  readonly #built = new Map<string, string>();
  #frame: GoFrame | undefined;

  constructor({ goFrame = '', locale = 'en' }: DOMStringMap) {
    this.locale = locale as Locale;
    this.texts = goTexts[this.locale];
    this.#frameAddress = goFrame;
    this.tools = new GoToolsLoader(() => this.frame());
  }

  /** Made when it is first asked for: as soon as a reader is about to run something. */
  frame(): GoFrame {
    return (this.#frame ??= new GoFrame(this.#frameAddress, this.texts.frameTitle, (file) =>
      this.tools.loadFile(file),
    ));
  }

  /** Has a worker ready that runs what is published: its reader is about to. */
  approach(name: string): void {
    const published = this.#findPublished(name);
    // Whoever runs it is told what went wrong.
    if (published) this.#loadRuntime(published).catch(() => {});
  }

  /** Fetches and compiles what is published, beside whatever else a run waits for. */
  prepare(name: string): void {
    const published = this.#findPublished(name);
    if (published) this.#prepare(published).catch(() => {});
  }

  /** Runs what is published. */
  async run(name: string): Promise<Ran> {
    const published = this.#findPublished(name);
    if (!published) return undefined;
    const doing = this.#begin(name);
    const { program, version, sizeBytes } = published;
    doing.view.say(this.texts.starting);
    const slow = setTimeout(() => doing.view.say(this.texts.fetching(formatSize(sizeBytes))), slowFetchMs);
    try {
      await this.#prepare(published);
    } catch (error) {
      if (!doing.isOver) this.#fail(name, doing, this.texts.fetchFailed((error as Error).message));
      return undefined;
    } finally {
      clearTimeout(slow);
    }
    return doing.isOver ? undefined : this.#start(name, doing, { program, version, text: undefined });
  }

  /** Builds and runs a text of the reader's. @returns what is wrong with it, or how its run ended */
  async runText(
    name: string,
    text: string,
  ): Promise<{ faults: GoFault[] } | { faults?: undefined; ran: Ran }> {
    const doing = this.#begin(name);
    const end = this.tools.subscribe((state) => {
      if (doing.isOver) return;
      if (state.state === 'building') doing.view.say(this.texts.toolsBuilding(state.done, state.of));
      else if (state.state === 'fetching') {
        doing.view.say(this.texts.toolsFetching(formatSize(state.doneBytes), formatSize(state.bytes)));
      } else if (state.state === 'starting') doing.view.say(this.texts.toolsStarting);
    });
    // Whoever runs a text has agreed to what it takes.
    void this.tools.load({ isAgreed: true });
    const isThere = await this.tools.whenSettled();
    end();
    if (doing.isOver) return { ran: undefined };
    if (!isThere) {
      this.#fail(name, doing, this.#whyNoTools());
      return { ran: undefined };
    }
    return this.#build(name, text, doing);
  }

  /** @returns the text as gofmt has it, or what keeps it from that; throws Error where there is no gofmt */
  async format(text: string): Promise<{ text: string; faults?: undefined } | { faults: GoFault[] }> {
    void this.tools.load({ isAgreed: true });
    if (!(await this.tools.whenSettled())) throw new Error(this.#whyNoTools());
    return this.frame().format(text).done;
  }

  /** Builds a text and throws it away: the compiler is fast once it has run, and has the packages that it needs. */
  async warm(text: string): Promise<void> {
    if (!(await this.tools.whenSettled())) return;
    await this.frame()
      .build('warm', text)
      .done.catch(() => {});
  }

  stop(name: string): void {
    this.#doing.get(name)?.stop();
  }

  /** What the reader has run is put away. */
  close(name: string): void {
    this.stop(name);
    this.listener?.closed(name);
  }

  #whyNoTools(): string {
    const { state } = this.tools;
    if (state.state === 'failed') return this.texts.toolsFailed(state.message);
    if (state.state === 'not-built') return this.texts.toolsNotBuilt(state.message);
    return this.texts.toolsNone;
  }

  async #build(name: string, text: string, doing: Doing): ReturnType<GoCells['runText']> {
    const program = `cell ${name}`;
    const { state } = this.tools;
    const version = state.state === 'ready' ? state.goVersion : '';
    if (this.#built.get(name) !== text) {
      const faults = await this.#buildAnew(name, program, text, doing);
      if (faults !== undefined) return faults.length > 0 ? { faults: [...faults] } : { ran: undefined };
    }
    const ran = await this.#start(name, doing, { program, version, text });
    // It may be that the engine does not take what was built.
    if (ran?.result.end.how === 'failed') this.#built.delete(name);
    return { ran };
  }

  /** @returns undefined where it is built; otherwise what is wrong with the text, none where it did not come to that */
  async #buildAnew(
    name: string,
    program: string,
    text: string,
    doing: Doing,
  ): Promise<readonly GoFault[] | undefined> {
    doing.view.say(this.texts.building);
    const job: Job<Awaited<ReturnType<GoFrame['build']>['done']>> = this.frame().build(program, text);
    doing.stop = () => {
      job.stop();
      this.#over(name, doing);
      doing.view.end({ end: { how: 'stopped' }, elapsedMs: 0, memoryBytes: 0, droppedBytes: 0 });
    };
    try {
      const built = await job.done;
      if (!built.faults) {
        this.#built.set(name, text);
        return doing.isOver ? [] : undefined;
      }
      this.#built.delete(name);
      if (doing.isOver) return [];
      this.#fail(name, doing, this.#toFaultText(built.faults, built.words));
      return built.faults;
    } catch (error) {
      if (!doing.isOver) this.#fail(name, doing, this.texts.buildFailed((error as Error).message));
      return [];
    }
  }

  #toFaultText(faults: readonly GoFault[], words: string): string {
    return faults.length === 0 ? words.trim() : toFaultText(faults, this.texts);
  }

  async #start(
    name: string,
    doing: Doing,
    { program, version, text }: { program: string; version: string; text: string | undefined },
  ): Promise<Ran> {
    const { view } = doing;
    let given: GoGiven = { inputs: {}, env: {} };
    try {
      given = (await this.listener?.giveTo(name, text)) ?? given;
    } catch (error) {
      if (!(error instanceof CellError)) throw error;
      if (!doing.isOver) this.#fail(name, doing, this.texts.faultAt(error.line, error.message));
      return undefined;
    }
    if (doing.isOver) return undefined;
    const run: GoRun = { cell: name, isEdited: text !== undefined, element: view.element };
    const values = new Map<string, CellValue>();
    view.begin();
    this.listener?.begun(run);
    return new Promise((resolve) => {
      doing.stop = this.frame().start(
        { program, version, ...given, limits: { ...defaultLimits } },
        {
          onOutput: (fd, bytes) => view.write(fd, bytes),
          onValue: (value, content) => {
            values.set(value, content);
            view.showValue(value, content);
            this.listener?.emitted(run, value, content);
          },
          onEnd: (result) => {
            this.#over(name, doing);
            view.end(result);
            const ran = { result, output: view.pieces, values };
            this.listener?.ended(run, ran);
            resolve(ran);
          },
        },
      );
    });
  }

  #begin(name: string): Doing {
    this.stop(name);
    const view = new GoRunView(name, this.locale, () => this.stop(name));
    const doing: Doing = {
      view,
      isOver: false,
      stop: () => {
        this.#over(name, doing);
        view.end({ end: { how: 'stopped' }, elapsedMs: 0, memoryBytes: 0, droppedBytes: 0 });
      },
    };
    this.#doing.set(name, doing);
    const element = findElement(name);
    if (element) viewOf(element).showFrame(view.element);
    element?.setAttribute('data-running', '');
    return doing;
  }

  #over(name: string, doing: Doing): void {
    doing.isOver = true;
    if (this.#doing.get(name) !== doing) return;
    this.#doing.delete(name);
    findElement(name)?.removeAttribute('data-running');
  }

  #fail(name: string, doing: Doing, text: string): void {
    this.#over(name, doing);
    doing.view.fail(text);
  }

  #findPublished(name: string): Published | undefined {
    const { program, runtime, goVersion: version, size } = findElement(name)?.dataset ?? {};
    if (!program || !runtime || !version) return undefined;
    return { program, runtime, version, sizeBytes: Number(size) };
  }

  #prepare(published: Published): Promise<void> {
    const { program } = published;
    const frame = this.frame();
    const prepared = Promise.all([
      this.#loadRuntime(published),
      this.#once(program, async () => frame.compile(program, await fetchBytes(toSitePath(program)))),
    ]);
    return prepared.then(() => {});
  }

  #loadRuntime({ runtime, version }: Published): Promise<void> {
    const frame = this.frame();
    return this.#once(runtime, async () => {
      await frame.setRuntime(version, new TextDecoder().decode(await fetchBytes(toSitePath(runtime))));
    });
  }

  /** What has failed may be tried again. */
  #once(key: string, work: () => Promise<void>): Promise<void> {
    const known = this.#ready.get(key) ?? work();
    this.#ready.set(key, known);
    known.catch(() => this.#ready.delete(key));
    return known;
  }
}

function findElement(name: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('.cb-cell[data-language="go"]')].find(
    ({ dataset }) => dataset['cell'] === name,
  );
}
