interface LaunchQueue {
  setConsumer(consume: (launch: { files?: readonly FileSystemFileHandle[] }) => void): void;
}

/** Files that the system opens with the installed app: at its start, and while it runs. */
export function takeLaunched(take: (files: File[]) => void): void {
  const { launchQueue } = window as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files = [] }) => {
    if (files.length === 0) return;
    // One that cannot be read any more is none; the others are opened.
    void Promise.allSettled(files.map((handle) => handle.getFile())).then((read) => {
      const found = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      if (found.length > 0) take(found);
    });
  });
}
