export const texts = {
  /** The page that stands for one that is not here. */
  title: 'Not available offline',
  description: 'There is no connection, and this page is not kept in this browser.',
  whatIs: 'What you can open without a connection:',
  whatWorks: 'What works offline',
  aboutStored: 'A capture of the store is kept only where you have asked for it, on its page.',
  again: 'Try this page again',
  app: 'Debugging cases, recordings, crash logs and profiles: read and drawn in the browser.',
  fileTypes: {
    text: 'Logs and text',
    tables: 'Tables',
    recordings: 'Recordings of topid',
    profiles: 'Profiles',
    packed: 'Gzipped files',
  },
};
