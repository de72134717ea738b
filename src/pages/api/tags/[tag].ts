import { toEndpoint, toOther } from '#server/endpoint.ts';

export const prerender = false;

/**
 * @request GET /api/tags/TAG A tag's captures, newest first: {@link StoreList}. Query: `limit` (default 50,
 *   at most 200), `after` (where the last part ended), `search` (words of name, kind or summary), `session`
 *   (the files of one topid session). Needs the list token if the server has one.
 */
export const GET = toEndpoint((service, call, { tag = '' }) => service.list(call, tag));

export const ALL = toOther({ GET });
