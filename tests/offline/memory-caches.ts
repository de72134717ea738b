import type { KeptPlace } from '#offline/kept-captures.ts';

/** As much of a browser's caches as captures are kept in, in memory. */
class MemoryCaches {
  readonly all = new Map<string, Map<string, Response>>();

  async has(name: string): Promise<boolean> {
    return this.all.has(name);
  }

  async delete(name: string): Promise<boolean> {
    return this.all.delete(name);
  }

  async open(name: string): Promise<Cache> {
    const entries = this.all.get(name) ?? new Map<string, Response>();
    this.all.set(name, entries);
    return {
      match: async (address: string) => entries.get(address)?.clone(),
      put: async (address: string, response: Response) => void entries.set(address, response),
      delete: async (address: string) => entries.delete(address),
      keys: async () => [...entries.keys()].map((url) => ({ url })),
    } as unknown as Cache;
  }

  /** The addresses that are in any of them. */
  get addresses(): string[] {
    return [...this.all.values()].flatMap((entries) => [...entries.keys()]).toSorted();
  }
}

/** A store of one capture, whose answers a test changes. */
export class Place implements KeptPlace {
  readonly scope = 'https://host.example/casebook/';
  readonly caches = new MemoryCaches();
  readonly asked: string[] = [];
  time = Date.parse('2026-11-28T00:00:00Z');
  /** By the end of an address; without one the answer is its own address. */
  answers: Record<string, () => Response> = {};
  isDown = false;

  readonly fetch = async (address: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = String(address);
    this.asked.push(url);
    if (this.isDown) throw new TypeError('Failed to fetch');
    const answer = Object.entries(this.answers).find(([end]) => url.endsWith(end))?.[1];
    // As the store does, which has a text for whoever does not ask for JSON.
    const isText = /\/api\/captures\/\w+$/.test(url) && !new Headers(init?.headers).has('Accept');
    if (isText) return new Response(`id: ${url}\n`);
    return answer?.() ?? Response.json({ url });
  };

  now(): number {
    return this.time;
  }
}
