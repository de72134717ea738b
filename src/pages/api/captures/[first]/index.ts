import { toEndpoint, toOther } from '#server/endpoint.ts';

export const prerender = false;

// A tag to put a stream into; an id for everything else.

/**
 * @request PUT /api/captures/TAG/ A stream: a body without a length. Answered at once with
 *   {@link StoreReceipt} and with another line when it ends, complete or cut; it can be followed meanwhile.
 */
export const PUT = toEndpoint((service, call, { first = '' }) => service.put(call, first, undefined));

/** @request GET /api/captures/ID What is known about a capture: {@link StoreStat}. */
export const GET = toEndpoint((service, call, { first = '' }) => service.stat(call, first));

/**
 * @request PATCH /api/captures/ID Changes name or tag: `{"name": "run-3.csv", "tag": "kept"}`, at most 64 KiB,
 *   with the deletion key in `Casebook-Key`. Answers {@link StoreStat}.
 */
export const PATCH = toEndpoint((service, call, { first = '' }) => service.rename(call, first));

/**
 * @request DELETE /api/captures/ID Removes it, with the deletion key in `Casebook-Key`. Answers
 *   {@link StoreRemoval}.
 */
export const DELETE = toEndpoint((service, call, { first = '' }) => service.remove(call, first));

export const ALL = toOther({ GET, PUT, PATCH, DELETE });
