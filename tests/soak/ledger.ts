import { createHash } from 'node:crypto';

/** A capture that the server has said it has. */
export interface Acknowledged {
  id: string;
  key: string;
  sha256: string;
}

/** What was acknowledged, and what has become of it. */
export class Ledger {
  readonly there: Acknowledged[] = [];
  readonly faults: string[] = [];
  /** How often what was done, and refused with which status. */
  readonly counts = new Map<string, number>();
  readonly #deleted: string[] = [];

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  fault(what: string): void {
    this.faults.push(what);
  }

  deleted({ id }: Acknowledged): void {
    this.#deleted.push(id);
  }

  /** Of all that was acknowledged each byte is there, and of what was deleted none. */
  async verify(url: string): Promise<void> {
    for (const { id, sha256 } of this.there) {
      const response = await fetch(`${url}/api/captures/${id}/bytes`);
      const found = hashOf(Buffer.from(await response.arrayBuffer()));
      if (response.status !== 200) this.fault(`lost: ${id} answers ${response.status}`);
      else if (found !== sha256) this.fault(`changed: ${id} has ${found}, not ${sha256}`);
    }
    for (const id of this.#deleted) {
      const response = await fetch(`${url}/api/captures/${id}/bytes`);
      await response.arrayBuffer();
      if (response.status !== 410 && response.status !== 404) this.fault(`deleted, and there: ${id}`);
    }
  }
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
