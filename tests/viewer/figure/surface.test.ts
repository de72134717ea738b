import { afterEach, beforeEach, expect, test } from 'vitest';
import { Surface } from '#viewer/figure/surface.ts';
import { openPage, type OpenPage } from '../open-page.ts';

let page: OpenPage;
let element: HTMLElement;
let surface: Surface;
beforeEach(() => {
  page = openPage();
  element = page.document.createElement('div');
  page.root.append(element);
  surface = new Surface(element);
  Object.defineProperty(element.querySelector('.cb-fig-tip'), 'offsetHeight', { value: 84 });
});
afterEach(() => page.close());

const show = (readout: boolean): void =>
  surface.tooltip.show({ heading: '10:00', rows: [], rest: '', x: 10, width: 350, readout });

test('values kept below a narrow figure have room there; those that follow the pointer push nothing away', () => {
  show(true);
  surface.setRoom(false);
  expect(element.style.marginBottom).toBeFalsy();
  surface.setRoom(true);
  expect(element.style.marginBottom).toBe('84px');
  surface.tooltip.hide();
  surface.setRoom(true);
  expect(element.style.marginBottom).toBeFalsy();
});

test('values beside the cursor need no room below', () => {
  show(false);
  surface.setRoom(true);
  expect(element.style.marginBottom).toBeFalsy();
});

test('what is put in the place of a drawing for paper is seen, and not the frame of a movement', () => {
  const frames = element.querySelector<HTMLCanvasElement>('.cb-fig-frames')!;
  const drawing = element.querySelector<HTMLElement>('.cb-fig-drawing')!;
  Object.defineProperty(frames, 'getContext', {
    value: () => ({ setTransform: () => undefined, clearRect: () => undefined }),
  });
  surface.beginFrame(1400, 240);
  expect([frames.hidden, drawing.style.opacity]).toEqual([false, '0']);
  surface.replace(page.document.createElement('svg'));
  expect([frames.hidden, drawing.style.opacity || '']).toEqual([true, '']);
  expect(drawing.childElementCount).toBe(1);
});
