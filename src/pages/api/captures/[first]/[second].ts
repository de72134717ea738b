import { toEndpoint, toLastName, toOther } from '#server/endpoint.ts';

export const prerender = false;

// A tag and the name that curl -T has added.

/**
 * @request PUT /api/captures/TAG/NAME Stores a file: the body is its bytes. In the query: `keep` (days, or
 *   `never` where the server allows it), `name` (another than the file's), `sha256` (checked when all has
 *   come). Answers 201 and {@link StoreReceipt}.
 */
export const PUT = toEndpoint((service, call, { first = '' }) =>
  service.put(call, first, toLastName(call.request)),
);

// An id and what of it is wanted.

/**
 * @request GET /api/captures/ID/bytes Its bytes, with ranges and an ETag.
 * @request GET /api/captures/ID/bytes?from=N&wait=S What has come after byte N, as soon as there is
 *   something; 204 if nothing has in S seconds, at most 25. `Casebook-State`, `Casebook-Size`,
 *   `Casebook-Idle-Ms` and `Casebook-Stalled` say how it stands.
 * @request GET /api/captures/ID/picture.png Its picture, 1200 by 630: 404 where there is nothing to draw,
 *   503 while it is not made yet.
 */
export const GET = toEndpoint((service, call, { first = '', second }) => {
  if (second === 'bytes') return service.bytes(call, first);
  if (second === 'picture.png') return service.picture(call, first);
  return service.nothing(call, 'part');
});

export const ALL = toOther({ GET, PUT });
