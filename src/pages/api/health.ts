import { toEndpoint, toOther } from '#server/endpoint.ts';

export const prerender = false;

/** @request GET /api/health The server is up: `ok`, for a balancer. */
export const GET = toEndpoint((service) => service.health());

export const ALL = toOther({ GET });
