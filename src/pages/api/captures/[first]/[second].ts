import { toEndpoint, toLastName } from '#server/endpoint.ts';

export const prerender = false;

// A tag and the name that curl -T has added.
export const PUT = toEndpoint((service, call, { first = '' }) =>
  service.put(call, first, toLastName(call.request)),
);

// An id and what of it is wanted.
export const GET = toEndpoint((service, call, { first = '', second }) => {
  if (second === 'bytes') return service.bytes(call, first);
  if (second === 'picture.png') return service.picture(call, first);
  return new Response('A capture has bytes and a picture.png.\n', { status: 404 });
});
