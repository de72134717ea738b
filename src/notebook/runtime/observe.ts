/** An async generator of the newest of the values that `change` is called with, for the runtime to follow. */
export type Observed<T> = AsyncGenerator<T, void, undefined>;

/**
 * @param start called at once with what to tell each new value to; gives how to end
 */
export function observe<T>(start: (change: (value: T) => void) => (() => void) | void): Observed<T> {
  let newest: { value: T } | undefined;
  let waiting: ((result: IteratorResult<T, void>) => void) | undefined;
  let ended = false;
  const stop = start((value) => {
    if (ended) return;
    if (waiting) {
      waiting({ done: false, value });
      waiting = undefined;
    } else newest = { value };
  });
  const end = async (): Promise<IteratorResult<T, void>> => {
    if (!ended) stop?.();
    ended = true;
    waiting?.({ done: true, value: undefined });
    waiting = undefined;
    return { done: true, value: undefined };
  };
  const observed = {
    next: async () => {
      if (ended) return end();
      if (!newest) return new Promise<IteratorResult<T, void>>((resolve) => (waiting = resolve));
      const { value } = newest;
      newest = undefined;
      return { done: false as const, value };
    },
    return: end,
    throw: async (error: unknown) => {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]: () => observed,
    [Symbol.asyncDispose]: async () => void (await end()),
  };
  return observed as Observed<T>;
}

/** The values of an input, the first at once; what `view` gives. Takes any element with a `value`. */
export function observeInput(element: Element): Observed<unknown> {
  return observe((change) => {
    const event = eventOf(element);
    const tell = () => change(valueOf(element));
    element.addEventListener(event, tell);
    if (valueOf(element) !== undefined) tell();
    return () => element.removeEventListener(event, tell);
  });
}

function eventOf(element: Element): string {
  const { type } = element as { type?: unknown };
  if (type === 'button' || type === 'submit' || type === 'checkbox') return 'click';
  return type === 'file' ? 'change' : 'input';
}

function valueOf(element: Element): unknown {
  const input = element as HTMLInputElement;
  switch (input.type) {
    case 'range':
    case 'number':
      return input.value === '' ? Number.NaN : Number(input.value);
    case 'date':
      return input.valueAsDate;
    case 'checkbox':
      return input.checked;
    case 'file':
      return input.multiple ? input.files : input.files?.[0];
    case 'select-multiple':
      return Array.from((element as HTMLSelectElement).selectedOptions, (option) => option.value);
    default:
      return input.value;
  }
}
