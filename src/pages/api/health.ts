import { toEndpoint } from '#server/endpoint.ts';

export const prerender = false;

export const GET = toEndpoint((service) => service.health());
