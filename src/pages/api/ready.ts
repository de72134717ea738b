import { toEndpoint } from '#server/endpoint.ts';

export const prerender = false;

export const GET = toEndpoint((service, call) => service.ready(call));
