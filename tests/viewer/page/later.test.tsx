import { afterEach, beforeEach, expect, test } from 'vitest';
import { Later, useLater } from '#viewer/page/later.ts';
import { openPage, type OpenPage } from '../open-page.ts';

let page: OpenPage;
beforeEach(() => void (page = openPage()));
afterEach(() => page.close());

function Part({ later }: { later: Later<string> | undefined }) {
  const { value, error, again } = useLater(later);
  return (
    <>
      <p>{value ?? (error instanceof Error ? error.message : 'to come')}</p>
      <button type="button" onClick={again}>
        Again
      </button>
    </>
  );
}
const said = () => page.text(page.all('p')[0]!);

test('is loaded when it is used first, once for all who use it', async () => {
  let loads = 0;
  const later = new Later(async () => `loaded ${++loads}`);
  page.show(<Part later={undefined} />);
  await page.settle();
  expect([loads, said()]).toEqual([0, 'to come']);
  page.show(<Part later={later} />);
  expect(said()).toBe('to come');
  await page.until(() => said() === 'loaded 1');
  page.show(null);
  page.show(<Part later={later} />);
  expect(said()).toBe('loaded 1');
  expect(await later.load()).toBe('loaded 1');
});

test('what cannot be loaded says why, and is tried again when that is asked for, not before', async () => {
  const results = [new Error('offline'), new Error('still offline')];
  let loads = 0;
  const later = new Later(async () => {
    const error = results[loads++];
    if (error) throw error;
    return 'here';
  });
  page.show(<Part later={later} />);
  await page.until(() => said() === 'offline');
  page.show(<Part later={later} />);
  await page.settle();
  expect([loads, said()]).toEqual([1, 'offline']);
  page.click(page.find('button', 'Again'));
  await page.until(() => said() === 'still offline');
  page.click(page.find('button', 'Again'));
  await page.until(() => said() === 'here');
  expect(loads).toBe(3);
});

test('what failed is not what another part says of itself', async () => {
  const failing = new Later<string>(async () => {
    throw new Error('offline');
  });
  let go: ((value: string) => void) | undefined;
  const other = new Later(() => new Promise<string>((resolve) => void (go = resolve)));
  page.show(<Part later={failing} />);
  await page.until(() => said() === 'offline');
  page.show(<Part later={other} />);
  await page.until(() => said() === 'to come');
  go?.('other');
  await page.until(() => said() === 'other');
});
