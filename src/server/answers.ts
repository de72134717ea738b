import type { StoreRefusal } from '#api/wire.ts';

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
  readonly code: string;
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}

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
  const { status, code, message, params, headers } = toFailure(error);
  const json: StoreRefusal = { error: { code, message, ...(params ? { params } : {}) } };
  return {
    status,
    text: `${message}\n`,
    json,
    headers: { ...(status === 503 || status === 507 ? { 'Retry-After': '30' } : {}), ...headers },
  };
}

interface Failure {
  status: number;
  code: string;
  message: string;
  params?: Record<string, string | number>;
  headers?: Record<string, string>;
}

/** By its fields, not its class: an error may come from a store of another build of the same code. */
export function toFailure(error: unknown): Failure {
  const found = error as Partial<Failure> & { name?: string };
  if ((found.name === 'StoreError' || found.name === 'RequestError') && found.status && found.code) {
    const { status, code, message = '', params, headers } = found;
    return { status, code, message, ...(params ? { params } : {}), ...(headers ? { headers } : {}) };
  }
  return { status: 500, code: 'unexpected', message: 'Something went wrong here; the log says more.' };
}

export function wantsJson(request: Request): boolean {
  return /\bapplication\/json\b/.test(request.headers.get('accept') ?? '');
}
