import type { Page } from '@playwright/test';
import { expectAlive } from './drop.ts';
import { framesPassed } from './address.ts';
import { expect, test } from './fixtures.ts';

/** Scripts of the page by the part that they are: what only some readers need, each in a file of its own. */
const parts = ['RecordingBody', 'CrashBody', 'ProfileBody', 'SharePanel'] as const;

/** Which of the parts a page has asked for, in order of their names. */
function watchParts(page: Page): () => string[] {
  const asked = new Set<string>();
  page.on('request', (request) => {
    const part = parts.find((name) => new URL(request.url()).pathname.includes(`/_astro/${name}.`));
    if (part && request.resourceType() === 'script') asked.add(part);
  });
  return () => [...asked].toSorted();
}

/** Until the page has nothing more to do by itself. */
async function untilIdle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
}

test('the open page loads what shows a capture when there is one of its kind, and the share dialog when it is reached for', async ({
  page,
}) => {
  const asked = watchParts(page);
  await page.goto('/open/');
  await expectAlive(page);
  await untilIdle(page);
  expect(asked()).toEqual([]);
  await page.getByRole('button', { name: 'Open sample: topid at its start, error 1' }).click();
  await expect(page.getByText('s.allocCount != s.nelems').filter({ visible: true }).first()).toBeVisible();
  expect(asked()).toEqual(['CrashBody']);
  await page.getByRole('button', { name: 'Share…' }).hover();
  await expect.poll(asked).toEqual(['CrashBody', 'SharePanel']);
});

test('a case loads what its figures are drawn by when somebody is there, and nothing of another kind', async ({
  page,
}) => {
  const asked = watchParts(page);
  await page.goto('/cases/madv-free/');
  await untilIdle(page);
  expect(asked()).toEqual([]);
  const figure = page.locator('#capture-heap-release');
  await figure.scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 1);
  await expect(figure.locator('astro-island[ssr]')).toHaveCount(0);
  await expect(figure.getByRole('button', { name: /^heap-free \d+$/ })).toBeEnabled();
  expect(asked()).toEqual(['RecordingBody']);
});

test('a view that cannot be loaded says so, and is there when it is tried again', async ({
  page,
  trouble,
}) => {
  trouble.allow(/net::ERR_FAILED/);
  let isOffline = true;
  await page.route(/\/_astro\/(?:CrashBody|SharePanel)\.[^/]*\.js$/, (route) =>
    isOffline ? route.abort() : route.continue(),
  );
  await page.goto('/open/#v=1&open=site:topid-crash-1');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The view could not be loaded');
  isOffline = false;
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('s.allocCount != s.nelems').filter({ visible: true }).first()).toBeVisible();

  isOffline = true;
  const share = page.getByRole('button', { name: 'Share…' });
  await share.click();
  await expect(alert).toContainText('The share dialog could not be loaded');
  isOffline = false;
  await share.click();
  await expect(page.getByRole('dialog', { name: 'Share this view' })).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test('the contents mark the heading that is read, and watch no more than headings', async ({ page }) => {
  await page.addInitScript(() => {
    const { observe } = IntersectionObserver.prototype;
    const seen = new Set<Element>();
    Object.assign(window, { observed: seen });
    IntersectionObserver.prototype.observe = function (element) {
      seen.add(element);
      observe.call(this, element);
    };
  });
  await page.goto('/cases/topid-crash/');
  const contents = page.getByRole('navigation', { name: 'On this page' }).filter({ visible: true });
  const current = contents.locator('[aria-current="true"]');
  await expect(current).toHaveText('Overview');
  const headings = page.locator('main').getByRole('heading');
  const count = await page.evaluate(
    () =>
      [...(window as unknown as { observed: Set<Element> }).observed].filter(
        (one) => !/^H\d$/.test(one.tagName),
      ).length,
  );
  // Its figure, its cells and where one is added.
  expect(count).toBeLessThan(40);
  expect(await headings.count()).toBeGreaterThan(10);

  for (const name of ['The three logs', 'Investigation', 'Error 2']) {
    await contents.getByRole('link', { name, exact: true }).click();
    await expect(current).toHaveText(name);
    await expect(headings.filter({ hasText: name }).first()).toBeInViewport();
  }
  await page.setViewportSize({ width: 1280, height: 500 });
  await contents.getByRole('link', { name: 'Error 3', exact: true }).click();
  await expect(current).toHaveText('Error 3');
  await page.evaluate(() => scrollTo(0, 0));
  await expect(current).toHaveText('Overview');
});

test('on a phone the heading that is read stands at the top', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/cases/topid-crash/#investigation');
  await expect(page.locator('mobile-starlight-toc .display-current')).toHaveText('Investigation');
});

test('an address within a case leads to its heading, below a figure that was never laid out', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/zh-cn/cases/topid-crash/#下一步');
  const heading = page.getByRole('heading', { name: '下一步' });
  await expect(heading).toBeInViewport();
  // What is above comes to be laid out when it is scrolled to: the page stays where it is read.
  await page.getByRole('figure').first().scrollIntoViewIfNeeded();
  await page.goto('/zh-cn/cases/topid-crash/#调查');
  await expect(page.getByRole('heading', { name: '调查', exact: true })).toBeInViewport();
});

test('an address within a long case has its heading at the top, once frames have passed too', async ({
  page,
}) => {
  const expectAtTop = async (id: string): Promise<void> => {
    await framesPassed(page);
    const top = await page.locator(`#${id}`).evaluate((one) => one.getBoundingClientRect().top);
    expect(top, id).toBeGreaterThan(0);
    expect(top, id).toBeLessThan(120);
  };
  for (const [name, id] of [
    ['topid-crash', 'suspects'],
    ['madv-free', 'turn-gogc'],
    ['go-prompt-timer', 'what-an-interval-costs'],
  ] as const) {
    await page.goto(`/cases/${name}/#${id}`);
    await expectAtTop(id);
    await page.goto(`/cases/${name}/`);
    await page.locator(`starlight-toc a[href="#${id}"]`).first().click();
    await expectAtTop(id);
    await page.goto(`/cases/${name}/`);
    await page.evaluate((to) => (location.hash = to), id);
    await expectAtTop(id);
  }
});

test('what a case does not lay out far from the screen holds no control', async ({ page }) => {
  // As if something else were to do all the time: else it is laid out by and by.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  for (const path of ['/cases/topid-crash/', '/cases/go-prompt-timer/', '/cases/madv-free/']) {
    await page.goto(path);
    const { skipped, withControls } = await page.evaluate(() => {
      const parts = [...document.querySelectorAll<HTMLElement>('.sl-markdown-content *')].filter(
        (one) => getComputedStyle(one).contentVisibility === 'auto',
      );
      const controls = parts.filter((one) =>
        one.querySelector('input:not([type=file]), select, textarea, form'),
      );
      return { skipped: parts.length, withControls: controls.map(({ className }) => className) };
    });
    expect(withControls, path).toEqual([]);
    expect(skipped, path).toBeGreaterThan(0);
  }
});
