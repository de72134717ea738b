import type { Aim, Steps } from '../scenario.ts';
import type { Taken } from '../timed.ts';
import { openPage, type Site } from './open-site.ts';
import { measureStep, type StepPart } from './page-steps.ts';

const firstChart = 'first chart';

/** What follows the pointer, what the hand waits for, and what is drawn once it rests. */
const [frame, moved, rested] = [{ seconds: 0.016 }, { seconds: 0.05 }, { seconds: 0.1 }];

export const recordingAims: Readonly<Record<string, Aim>> = {
  [firstChart]: { seconds: 1 },
  hover: frame,
  'hover, zoomed': frame,
  ...Object.fromEntries(
    ['zoom in by the wheel', 'pan by the wheel', 'zoom out by the wheel'].flatMap((name) => [
      [name, moved],
      [`${name}, at rest`, rested],
    ]),
  ),
};

/** What the reader of a recording does on the page: the longest task of each thing, and how long the first chart takes. */
export async function readRecording({ browser, address }: Site, file: string): Promise<Steps> {
  const page = await openPage(browser, address);
  // The first visit keeps the site for later beside all else: a reader of recordings comes again.
  await page.evaluate(async () => void (await navigator.serviceWorker?.ready));
  const chart = page.getByRole('slider', { name: /CPU/ }).first();
  const steps: Record<string, Taken> = {};
  const step = async (act: () => Promise<unknown>, ...parts: StepPart[]) =>
    void Object.assign(steps, await measureStep(browser, page, act, ...parts));
  const wheeled = (name: string): StepPart[] => [
    { name, isAsked: (types) => types.has('wheel') },
    { name: `${name}, at rest`, isAsked: (types) => !types.has('wheel') },
  ];
  const opened = async (): Promise<void> => {
    const seen = page.evaluate(untilFirstChart);
    await page.locator('input[type=file]').first().setInputFiles(file);
    steps[firstChart] = { seconds: (await seen) / 1000 };
    await chart.waitFor({ timeout: 120_000 });
  };
  await step(opened, { name: 'longest task until then' });
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.boundingBox())!;
  const at = (x: number, y = 0.5): [number, number] => [box.x + box.width * x, box.y + box.height * y];
  const hover = async (): Promise<void> => {
    for (let move = 0; move < 40; move++) await page.mouse.move(...at(0.1 + 0.018 * move, 0.3 + 0.01 * move));
  };
  /** As many turns of the wheel as make a movement, the next before the hand has rested. */
  const turn = async (deltaX: number, deltaY: number): Promise<void> => {
    for (let move = 0; move < 15; move++) await page.mouse.wheel(deltaX, deltaY);
  };
  await step(hover, { name: 'hover' });
  await page.mouse.move(...at(0.4));
  await page.keyboard.down('Control');
  await step(() => turn(0, -20), ...wheeled('zoom in by the wheel'));
  await page.keyboard.up('Control');
  await step(hover, { name: 'hover, zoomed' });
  await page.mouse.move(...at(0.4));
  await page.keyboard.down('Shift');
  await step(() => turn(0, 12), ...wheeled('pan by the wheel'));
  await page.keyboard.up('Shift');
  await page.keyboard.down('Control');
  await step(() => turn(0, 20), ...wheeled('zoom out by the wheel'));
  await page.keyboard.up('Control');
  await page.close();
  return steps;
}

/** In the page: from when it has a file to when a frame with a chart was seen. */
function untilFirstChart(): Promise<number> {
  return new Promise((done) => {
    const chart = '[role=slider] canvas:not([hidden]), [role=slider] .cb-fig-drawing > *';
    const look = (start: number): void => {
      requestAnimationFrame(() => {
        if (document.querySelector(chart)) setTimeout(() => done(performance.now() - start));
        else look(start);
      });
    };
    document.addEventListener('change', () => look(performance.now()), { capture: true, once: true });
  });
}
