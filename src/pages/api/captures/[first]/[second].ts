import { toEndpoint, toLastName, toOther } from '#server/endpoint.ts';

export const prerender = false;

// A tag and the name that curl -T has added.

/**
 * @request PUT /api/captures/TAG/NAME Stores a file; the body is its bytes. Query: `keep` (days, or `never`
 *   if the server allows it), `name` (instead of the file's), `sha256` (checked once all bytes are here).
 *   Answers 201 and {@link StoreReceipt}.
 */
export const PUT = toEndpoint((service, call, { first = '' }) =>
  service.put(call, first, toLastName(call.request)),
);

// An id and what of it is wanted.

/**
 * @request GET /api/captures/ID/bytes Its bytes, with ranges and an ETag.
 * @request GET /api/captures/ID/bytes?from=N&wait=S The bytes after N, as soon as there are any; 204 if none
 *   come within S seconds (at most 25). `Casebook-State`, `Casebook-Size`, `Casebook-Idle-Ms` and
 *   `Casebook-Stalled` tell its state.
 * @request GET /api/captures/ID/picture.png Its preview picture, 1200 by 630; 404 if there is nothing to
 *   draw, 503 while it is being made.
 */
export const GET = toEndpoint((service, call, { first = '', second }) => {
  if (second === 'bytes') return service.bytes(call, first);
  if (second === 'picture.png') return service.picture(call, first);
  return service.nothing(call, 'part');
});

export const ALL = toOther({ GET, PUT });
