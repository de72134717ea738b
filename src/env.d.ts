declare namespace App {
  interface Locals {
    /** The store, where the server has one: bin/serve.ts puts it there. */
    casebook: import('#server/service.ts').Service | undefined;
    /** The request's body, not yet made into a web stream. */
    incoming: AsyncIterable<Uint8Array> | undefined;
  }
}
