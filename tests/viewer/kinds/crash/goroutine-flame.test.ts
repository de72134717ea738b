import { afterEach, describe, expect, test } from 'vitest';
import { readText } from '../../../formats/go-crash/read-log.ts';
import { openCrash, type OpenCrash } from './open-crash.ts';

let page: OpenCrash;
afterEach(() => page.close());

const section = (): Element => page.find('section', 'Goroutines');
const legend = (): string[] =>
  [...section().querySelectorAll('.cb-flame-legend li')].map((one) => page.text(one));
/** Of the table below the drawing, which is made when it is asked for. */
const rows = (): string[] => {
  for (const details of section().querySelectorAll('.cb-crash-flame details')) page.unfold(details);
  return [...section().querySelectorAll('.cb-crash-flame tbody tr')].map((row) => page.text(row));
};
const choose = (name: string): void =>
  page.choose(page.find('.cb-crash-choice label', name).querySelector('input')!, true);

describe('goroutines as a flame graph', () => {
  test('are chosen in place of the list, which the state says, and back', async () => {
    page = await openCrash(['go1.26-sigquit.log']);
    choose('flame graph');
    expect(page.state).toEqual({ goroutines: 'flame' });
    expect(section().querySelectorAll('.cb-crash-bucket')).toHaveLength(0);
    expect(page.text(section())).toContain('Goroutines by stack');
    choose('list');
    expect(page.state).toEqual({});
    expect(section().querySelectorAll('.cb-crash-bucket').length).toBeGreaterThan(10);
  });

  test('are coloured by state: the legend has the most frequent, others, and where none has more than half', async () => {
    page = await openCrash(['go1.26-sigquit.log'], { goroutines: 'flame' });
    const labels = legend();
    expect(labels[0]).toBe('chan receive');
    expect(labels).toContain('other states');
    page.close();
    // Three of the six readers do something else: below what they share no state has more than half.
    const text = readText('go1.26-lock-held.log').replace(
      /(goroutine (?:19|20|21) )\[sync.RWMutex.RLock\]/g,
      '$1[select]',
    );
    page = await openCrash([text], { goroutines: 'flame' });
    expect(legend()).toEqual([
      'select',
      'sync.RWMutex.RLock',
      'sync.Mutex.Lock',
      'chan send',
      'sync.WaitGroup.Wait',
      'mixed: no state has more than half',
    ]);
  });

  test('a table says how many are where, and the whole is all of them', async () => {
    page = await openCrash(['go1.26-lock-held.log'], { goroutines: 'flame' });
    expect(page.text(section())).toContain('all: cum 10 goroutines');
    expect(rows().some((row) => /main\.\(\*store\)\.get.*6 goroutines/.test(row))).toBe(true);
  });

  test('a filter leaves out the others', async () => {
    page = await openCrash(['go1.26-lock-held.log'], { goroutines: 'flame', state: 'chan send' });
    expect(page.text(section())).toContain('all: cum 1 goroutine,');
    expect(rows().some((row) => row.includes('main.(*store).get'))).toBe(false);
  });

  test('a frame between its callers and callees says who waits there; back is the whole', async () => {
    page = await openCrash(['go1.26-lock-held.log'], {
      goroutines: 'flame',
      stackFrame: 'internal/sync.(*Mutex).lockSlow',
    });
    expect(page.text(section())).toContain('Callers of internal/sync.(*Mutex).lockSlow');
    expect(rows().some((row) => /main\.\(\*store\)\.put.*2 goroutines/.test(row))).toBe(true);
    page.click(page.find('.cb-crash-flame button', 'Show the whole'));
    expect(page.state).toEqual({ goroutines: 'flame' });
  });

  test('a frame that no goroutine has is said to be none', async () => {
    page = await openCrash(['go1.26-lock-held.log'], { goroutines: 'flame', stackFrame: 'main.gone' });
    expect(page.text(section())).toContain('No stack that is shown has the frame main.gone.');
  });

  test('goroutines without a stack are said to be', async () => {
    page = await openCrash(['go1.26-spinning-all.log'], { goroutines: 'flame' });
    const bare = /Of (one|\d+) goroutines? the log has no stack/.exec(page.text(section()));
    choose('list');
    const unavailable = /could not print its stack|No frames/.test(page.text(section()));
    expect(bare !== null).toBe(unavailable);
  });

  test('one goroutine is a list: there is nothing to choose', async () => {
    page = await openCrash(['go1.26-nil-deref.log']);
    expect(section().querySelectorAll('.cb-crash-choice')).toHaveLength(0);
  });

  test('in Chinese', async () => {
    page = await openCrash(['go1.26-sigquit.log'], { goroutines: 'flame' }, 'zh-cn');
    expect(page.text(page.find('section', 'goroutine'))).toContain('按栈合并的 goroutine');
  });
});
