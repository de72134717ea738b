import { toEndpoint } from '#server/endpoint.ts';

export const prerender = false;

/** Who asks for an address that the API does not have is a program: an error as the others, and no page. */
export const ALL = toEndpoint((service, call) => service.nothing(call, 'address'));
