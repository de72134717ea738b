import { langs, type Locale } from '#locale/locale.ts';
import { pathIn } from '#locale/paths.ts';
import { toSitePath } from '#locale/site-path.ts';
import { appTexts } from '#texts/app.ts';
import { siteTexts } from '#texts/site.ts';
import { toIconPath } from './app-icons.ts';

/**
 * The web manifest: the site as an app of its own, which the system offers for files of these names. What a file is, is
 * decided by its content when it is opened.
 */
export function toManifest(locale: Locale): object {
  const texts = appTexts[locale];
  const open = pathIn(locale, '/open/');
  const icon = (name: Parameters<typeof toIconPath>[0], size: number, purpose = 'any') => ({
    src: toSitePath(toIconPath(name)),
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  return {
    // One app, whichever language it was installed in.
    id: toSitePath('/'),
    name: 'Casebook',
    short_name: 'Casebook',
    description: texts.app,
    lang: langs[locale],
    start_url: pathIn(locale, '/'),
    scope: toSitePath('/'),
    display: 'standalone',
    // src/styles/tokens.css, the dark theme's paper.
    background_color: '#15181c',
    theme_color: '#15181c',
    categories: ['developer', 'utilities'],
    icons: [
      icon('small', 192),
      icon('large', 512),
      icon('maskable', 512, 'maskable'),
      { src: toSitePath('/favicon.svg'), sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    ],
    shortcuts: [
      { name: siteTexts[locale].open, url: open },
      { name: siteTexts[locale].allCases, url: pathIn(locale, '/cases/') },
    ],
    file_handlers: Object.entries(fileTypes).map(([type, accept]) => ({
      action: open,
      name: texts.fileTypes[type as keyof typeof fileTypes],
      accept,
      launch_type: 'single-client',
    })),
    share_target: {
      action: open,
      method: 'POST',
      enctype: 'multipart/form-data',
      params: { files: [{ name: 'files', accept: Object.values(fileTypes).flatMap(toAccepted) }] },
    },
  };
}

/** By the names that their makers give them. */
const fileTypes = {
  recordings: { 'application/octet-stream': ['.data'] },
  profiles: {
    'application/vnd.google.protobuf': ['.pb', '.pprof', '.prof'],
    'text/x-folded-stacks': ['.folded'],
  },
  text: { 'text/plain': ['.log', '.txt'] },
  tables: { 'text/csv': ['.csv'], 'text/tab-separated-values': ['.tsv'] },
  packed: { 'application/gzip': ['.gz'] },
} satisfies Record<keyof (typeof appTexts)['en']['fileTypes'], Record<string, string[]>>;

function toAccepted(types: Record<string, string[]>): string[] {
  return Object.entries(types).flatMap(([type, names]) => [type, ...names]);
}
