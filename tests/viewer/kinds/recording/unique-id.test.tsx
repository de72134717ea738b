import { parseHTML } from 'linkedom';
import { h, render } from 'preact';
import { afterEach, expect, test } from 'vitest';
import { Choice } from '#viewer/controls/Choice.tsx';

const scope = globalThis as { document?: Document };

afterEach(() => {
  delete scope.document;
});

test('two views on one page have radio buttons of their own', () => {
  const { document } = parseHTML('<!doctype html><html><body><main></main><aside></aside></body></html>');
  scope.document = document as unknown as Document;
  const names = ['main', 'aside'].map((tag) => {
    const root = document.querySelector(tag) as unknown as HTMLElement;
    const options = [
      { value: 'a', label: 'a' },
      { value: 'b', label: 'b' },
    ];
    render(h(Choice, { label: 'kind', value: 'a', options, onChoose: () => undefined }), root);
    const radios = [...root.querySelectorAll('input')].map((radio) => radio.getAttribute('name'));
    expect(new Set(radios).size).toBe(1);
    return radios[0];
  });
  expect(names[0]).not.toBe(names[1]);
});
