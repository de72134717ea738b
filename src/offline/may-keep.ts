/** Whether an answer may be kept without its reader's asking: a whole one, which its server lets others than its reader keep. */
export function mayKeep({ status, headers }: Pick<Response, 'status' | 'headers'>): boolean {
  return status === 200 && !/\b(?:no-store|private)\b/i.test(headers.get('cache-control') ?? '');
}
