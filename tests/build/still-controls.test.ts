import { expect, test } from 'vitest';
import { createDocument } from '#build/document.ts';
import { toStillControls } from '#build/still-controls.ts';

function toStill(html: string): Document {
  const document = createDocument(html);
  toStillControls(document);
  return document;
}

test('what a browser fills in is a picture of itself, and a button is switched off', () => {
  const document = toStill(
    `<label for="a">CPU <input id="a" type="checkbox" class="tick" style="--c: red" checked></label>
     <input type="radio" name="kind"><input type="search" placeholder="Filter"><textarea></textarea>
     <button type="button">Top</button>`,
  );
  expect(document.querySelectorAll('input, select, textarea, [for]')).toHaveLength(0);
  expect(document.querySelector('button')?.hasAttribute('disabled')).toBe(true);
  const stills = [...document.querySelectorAll('.cb-still')];
  expect(stills.map((still) => still.getAttribute('data-still'))).toEqual([
    'checkbox',
    'radio',
    'field',
    'field',
  ]);
  expect(stills.map((still) => still.hasAttribute('data-checked'))).toEqual([true, false, false, false]);
  expect(stills[0]?.className).toBe('tick cb-still');
  expect(stills[0]?.getAttribute('style')).toBe('--c: red');
  expect(stills[2]?.textContent).toBe('Filter');
});

test('a form is a division that looks and is found as it was', () => {
  const document = toStill(
    `<form role="search" class="tools"><label>Find <input type="search"></label><button>Next</button></form>`,
  );
  expect(document.querySelector('form')).toBeNull();
  const division = document.querySelector('div.tools[role=search]');
  expect([...(division?.children ?? [])].map(({ localName }) => localName)).toEqual(['label', 'button']);
});

test('a choice is as wide as its widest option, and shows the chosen one', () => {
  const document = toStill(
    `<select><option>UTC</option><option selected>Asia/Shanghai</option></select><select><option>one</option></select>`,
  );
  expect([...document.querySelectorAll('[data-still=select] > span')].map((one) => one.textContent)).toEqual([
    'UTC',
    'Asia/Shanghai',
    'one',
  ]);
  expect([...document.querySelectorAll('[data-chosen]')].map((one) => one.textContent)).toEqual([
    'Asia/Shanghai',
    'one',
  ]);
});

test('a button that does nothing yet says no more than its name', () => {
  const document = createDocument(
    '<button title="Zooms out">All</button><button title="Back" aria-label="Back"></button><button title="Pin"></button>',
  );
  toStillControls(document);
  expect([...document.querySelectorAll('button')].map((one) => one.getAttribute('title'))).toEqual([
    null,
    null,
    'Pin',
  ]);
});
