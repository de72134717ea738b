import type { RedactRequest } from './redact-messages.ts';
import { answerRedact } from './redact-task.ts';

self.addEventListener('message', (event: MessageEvent<RedactRequest>) => {
  answerRedact(event.data, (reply) => self.postMessage(reply, { transfer: [] }));
});
