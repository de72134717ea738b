import { toEndpoint, toOther } from '#server/endpoint.ts';

export const prerender = false;

/** @request GET /api/store What can be uploaded here: {@link StoreInfo}. */
export const GET = toEndpoint((service, call) => service.info(call));

export const ALL = toOther({ GET });
