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
  openDescription:
    'Drop a recording, a crash log or a profile, see its charts, send the link. Nothing leaves your browser unless you share it.',
  openScript: 'Opening files needs JavaScript: everything is read and drawn in your browser.',
  /** Behind the address of the page, on paper. */
  addressTooLong: '(the link to this view is too long for paper: it carries the data itself)',
  /** Words of Starlight and its search, which they have in English only. */
  starlight: {
    'heading.anchorLabel': 'Section titled “{{title}}”',
    'pagefind.search_label': 'Search this site',
    'pagefind.clear_search': 'Clear',
    'pagefind.searching': 'Searching for [SEARCH_TERM]...',
    'pagefind.zero_results': 'No results for [SEARCH_TERM]',
    'pagefind.one_result': '[COUNT] result for [SEARCH_TERM]',
    'pagefind.many_results': '[COUNT] results for [SEARCH_TERM]',
    'pagefind.load_more': 'Load more results',
  },
};
