import { toEndpoint, toOther } from '#server/endpoint.ts';

export const prerender = false;

/** @request GET /api/health `ok` while the server is up, for a load balancer. */
export const GET = toEndpoint((service) => service.health());

export const ALL = toOther({ GET });
