/** What the store refused, or its client found, as data: a newer server may have codes that are not known here. */
interface StoreFailure {
  code: string;
  params?: object | undefined;
  /** In English. */
  message: string;
}

export interface StoreErrorTexts {
  say: (failure: StoreFailure) => string;
}

/** English is what the server and the client say themselves: see src/api/says.ts. */
export const texts: StoreErrorTexts = { say: ({ message }) => message };
