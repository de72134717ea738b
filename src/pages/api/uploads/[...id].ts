import { toEndpoint } from '#server/endpoint.ts';

export const prerender = false;

/**
 * @request POST /api/uploads Begins a resumable upload ([tus 1.0](https://tus.io/protocols/resumable-upload)).
 *   `Upload-Metadata` names `filename` and `tag`, and where known `sha256`, `keep`, `kind` and `summary`.
 *   Answers `Casebook-Link`, `Casebook-Key`, and in `Location` the upload's own address: a secret that adds
 *   bytes until the upload is complete.
 * @request HEAD /api/uploads/ADDRESS How many bytes have come: `Upload-Offset`.
 * @request PATCH /api/uploads/ADDRESS Adds bytes at `Upload-Offset`.
 * @request DELETE /api/uploads/ADDRESS Cancels an upload that is not complete and leaves no trace.
 */
export const ALL = toEndpoint((service, call) => service.tus(call));
