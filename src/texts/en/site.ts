export const texts = {
  site: 'Site',
  mainPages: 'Main pages',
  cases: 'Cases',
  allCases: 'All cases',
  guides: 'Guides',
  open: 'Open a file',
  reference: 'Reference',
  formats: 'File formats',
  crashes: 'Crash messages',
  landingLive:
    'Live: a 200 MiB heap given back to the kernel, or not, in four ways. Drag to zoom, click a name.',
  openDescription:
    'Drop a recording or a crash log, see its charts, send the link. Nothing leaves your browser unless you share it.',
  openScript: 'Opening files needs JavaScript: everything is read and drawn in your browser.',
};
