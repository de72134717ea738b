import type { ParseRequest } from './messages.ts';
import { answerParse } from './parse-task.ts';

self.addEventListener('message', (event: MessageEvent<ParseRequest>) => {
  void answerParse(event.data, (reply, transfer) => self.postMessage(reply, { transfer }));
});
