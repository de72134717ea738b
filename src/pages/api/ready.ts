import { toEndpoint, toOther } from '#server/endpoint.ts';

export const prerender = false;

/**
 * @request GET /api/ready 200 while captures can be stored; 503 while they cannot and while the server shuts
 *   down.
 */
export const GET = toEndpoint((service, call) => service.ready(call));

export const ALL = toOther({ GET });
