import { isSealed, sealWithin } from '#notebook/seal/seal.ts';
import type { FromGoFrame, ToGoFrame } from './messages.ts';
import { ProgramRuns } from './program-runs.ts';
import { ToolsWorker } from './tools-worker.ts';
import { Workers } from './workers.ts';

// The whole of the sandboxed page in which Go runs: takes programs from the page around it, has a worker
// for each run, and tells what came of it. Its policy forbids the network, and a worker has its maker's.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel']) {
  Reflect.deleteProperty(globalThis, name);
}

const tell = (said: FromGoFrame) => parent.postMessage(said, '*');
if (isSealed()) listen();
else sealWithin();

function listen(): void {
  // A block of data of the page, since a page of opaque origin can load no script of its own.
  const workers = new Workers(document.getElementById('worker')?.textContent ?? '');
  const runs = new ProgramRuns(workers, tell);
  const tools = new ToolsWorker(workers, runs, tell);

  addEventListener('message', ({ source, data }: MessageEvent<ToGoFrame>) => {
    if (source !== parent || !data) return;
    switch (data.kind) {
      case 'runtime':
        return workers.setRuntime(data.version, data.text);
      case 'program':
        return runs.compile(data.program, data.bytes);
      case 'start':
        return void runs.start(data);
      case 'stop':
        return runs.stop(data.run);
      case 'tools':
        return void tools.take(data);
      case 'file':
      case 'no-file':
        return tools.hand(data);
      case 'build':
      case 'format':
        return tools.begin(data);
      case 'stop-job':
        return tools.stop(data.job);
    }
  });
  tell({ kind: 'ready' });
}
