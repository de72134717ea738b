import { toEndpoint } from '#server/endpoint.ts';

export const prerender = false;

export const ALL = toEndpoint((service, call) => service.tus(call));
