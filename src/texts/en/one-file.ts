export const texts = {
  made: (date: string) => `Made with Casebook on ${date}. Everything is in this file; it asks no network.`,
  captures: 'Captures',
  what: (name: string, description: string) => `${name}: ${description}`,
  theme: 'Theme',
  themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  reading: (name: string) => `Reading ${name}…`,
  broken: (reason: string) => `The data of this page cannot be read: ${reason}`,
  newer: (version: number) =>
    `The data of this page is of version ${version}, which its viewer does not know.`,
  files: 'Files in this page',
  save: (name: string) => `Save ${name}`,
};
