import { toEndpoint, toOther } from '#server/endpoint.ts';

export const prerender = false;

/** @request GET /api/ready Captures can be stored now; 503 while they cannot, and while the server stops. */
export const GET = toEndpoint((service, call) => service.ready(call));

export const ALL = toOther({ GET });
