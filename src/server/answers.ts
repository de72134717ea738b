import { sayOfStore, storeStatuses, type StoreErrors } from '#api/says.ts';
import type { StoreRefusal } from '#api/wire.ts';
import type { Said } from '#codes/said.ts';

/** What is answered, as text for who reads it in a shell and as JSON for who asks for that. */
export interface Answer {
  status: number;
  text: string;
  json: object;
  headers?: Record<string, string>;
}

/** Something refused that is no matter of one capture. */
export class RequestError extends Error {
  override name = 'RequestError';
  readonly code: Refusal['code'];
  readonly status: number;
  readonly params: Refusal['params'];
  readonly headers: Record<string, string>;

  constructor({ code, params, message }: Refusal, headers: Record<string, string> = {}) {
    super(message);
    this.code = code;
    this.status = storeStatuses[code];
    this.params = params;
    this.headers = { ...toWait(params), ...headers };
  }
}

/** What is to be waited for is told to whoever reads no words, too. */
function toWait(params: Refusal['params']): Record<string, string> {
  return params && 'seconds' in params ? { 'Retry-After': String(params.seconds) } : {};
}

type Refusal = Said<Omit<StoreErrors, 'tus'>>;

const common = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};

export function toResponse(request: Request, { status, text, json, headers }: Answer): Response {
  const asJson = wantsJson(request);
  return new Response(asJson ? `${JSON.stringify(json)}\n` : text, {
    status,
    headers: {
      ...common,
      ...headers,
      'Content-Type': asJson ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
      Vary: 'Accept',
    },
  });
}

export function toErrorAnswer(error: unknown): Answer {
  const { status, headers, said } = toFailure(error);
  return {
    status,
    text: `${said.message}\n`,
    json: { error: said } satisfies StoreRefusal,
    headers: { ...(status === 503 || status === 507 ? { 'Retry-After': '30' } : {}), ...headers },
  };
}

interface Failure {
  status: number;
  said: Said<StoreErrors>;
  headers?: Record<string, string>;
}

/** By its fields, not its class: an error may come from a store of another build of the same code. */
export function toFailure(error: unknown): Failure {
  const { name, status, code, message, params, headers } = error as Partial<RequestError>;
  if ((name === 'StoreError' || name === 'RequestError') && status && code) {
    const said = { code, message, params } as Said<StoreErrors>;
    return { status, said, ...(headers ? { headers } : {}) };
  }
  return { status: storeStatuses.unexpected, said: sayOfStore('unexpected') };
}

export function wantsJson(request: Request): boolean {
  return /\bapplication\/json\b/.test(request.headers.get('accept') ?? '');
}
