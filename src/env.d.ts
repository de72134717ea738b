declare namespace App {
  interface Locals {
    /** The store, where the server has one: bin/serve.ts puts it there. */
    casebook: import('#server/service.ts').Service | undefined;
    /** The request's body, not yet made into a web stream. */
    incoming: AsyncIterable<Uint8Array> | undefined;
    breakOff: (() => void) | undefined;
    /** Address of the connection's other end. */
    peer: string | undefined;
    /** Hashes of the inline scripts that pages made on request may run, from the build (src/integrations/csp.ts). */
    pageScripts: readonly string[] | undefined;
    /** What the description of a stored capture's page ends with in English, whatever the page's language. */
    summary?: string;
  }
}

interface ImportMetaEnv {
  /** In a build, by which the code that draws is known (src/integrations/drawing-code.ts). */
  readonly DRAWN_BY?: string;
}
