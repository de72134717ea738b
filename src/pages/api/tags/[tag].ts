import { toEndpoint, toOther } from '#server/endpoint.ts';

export const prerender = false;

/**
 * @request GET /api/tags/TAG A tag's captures, newest first: {@link StoreList}. In the query: `limit` (50
 *   where not said, at most 200), `after` (where the last part ended), `search` (words of its
 *   name, kind or summary), `session` (the files of one topid session). Asks for the list token where the server has one.
 */
export const GET = toEndpoint((service, call, { tag = '' }) => service.list(call, tag));

export const ALL = toOther({ GET });
