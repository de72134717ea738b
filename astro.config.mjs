import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import node from '@astrojs/node';
import preact from '@astrojs/preact';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { consoleLanguages } from './src/build/console-grammar.ts';
import { codeLines } from './src/build/code-lines.ts';
import { goCrashGrammar } from './src/build/go-crash-grammar.ts';
import { wholeColours } from './src/build/whole-colours.ts';
import { cells } from './src/integrations/cells.ts';
import { commandLine } from './src/integrations/command-line.ts';
import { contents } from './src/integrations/contents.ts';
import { csp } from './src/integrations/csp.ts';
import { drawingCode } from './src/integrations/drawing-code.ts';
import { faults } from './src/integrations/faults.ts';
import { goTools } from './src/integrations/go-tools.ts';
import { heights } from './src/integrations/heights.ts';
import { inlineScript } from './src/integrations/inline-script.ts';
import { islands } from './src/integrations/islands.ts';
import { keptPages } from './src/integrations/kept-pages.ts';
import { leanBuild } from './src/integrations/lean-build.ts';
import { lightTwins } from './src/integrations/light-twins.ts';
import { offline } from './src/integrations/offline.ts';
import { oneFile } from './src/integrations/one-file.ts';
import { oneStyle } from './src/integrations/one-style.ts';
import { precompress } from './src/integrations/precompress.ts';
import { reloadCaptures } from './src/integrations/reload-captures.ts';
import { searchIndex } from './src/integrations/search-index.ts';
import { siteBase } from './src/integrations/site-base.ts';
import { weights } from './src/integrations/weights.ts';
import { toBase } from './src/locale/base-path.ts';
import { langs, languageNames, locales } from './src/locale/locale.ts';
import { siteTexts } from './src/texts/site.ts';

/** Where the site will stand, for canonical links: SITE=https://casebook.example npm run build */
const site = process.env['SITE'];

/** Below which path it will stand: BASE=/casebook/ npm run build */
const base = toBase(process.env['BASE'] ?? '');

/**
 * A label of the sidebar as Starlight takes it.
 * @param {keyof typeof siteTexts.en} name
 */
function inEveryLanguage(name) {
  const translations = Object.fromEntries(
    Object.entries(siteTexts).map(([locale, texts]) => [
      langs[/** @type {keyof typeof langs} */ (locale)],
      texts[name],
    ]),
  );
  return { label: siteTexts.en[name], translations };
}

/**
 * The words of Starlight and its search in the languages that they have not: without these, those
 * stand in English on every page of the language.
 * @type {import('@astrojs/starlight/types').StarlightPlugin}
 */
const starlightTexts = {
  name: 'casebook-texts',
  hooks: {
    'config:setup': () => {},
    'i18n:setup': ({ injectTranslations }) => {
      const { en: _own, ...others } = siteTexts;
      for (const [locale, { starlight: words }] of Object.entries(others)) {
        injectTranslations({ [langs[/** @type {keyof typeof others} */ (locale)]]: words });
      }
    },
  },
};

export default defineConfig({
  ...(site ? { site } : {}),
  ...(base ? { base: `${base}/` } : {}),
  outDir: './dist',
  // What is kept from build to build has links in it: each base keeps its own, so that two are built at once.
  ...(base ? { cacheDir: `./node_modules/.astro${base}` } : {}),
  trailingSlash: 'ignore',
  // dist/client is whole on any static host; dist/server adds the store's pages and endpoints to it.
  output: 'static',
  adapter: node({ mode: 'middleware', bodySizeLimit: Number.POSITIVE_INFINITY }),
  // curl sends no Origin and no content type. What changes the store asks for a token or a key, never
  // for a cookie, and src/server/service.ts refuses what comes from a page of another origin.
  security: { checkOrigin: false },
  devToolbar: { enabled: false },
  server: { port: 4321 },
  // The notes' own words: `--` stays what the author typed.
  markdown: { processor: satteri({ features: { smartPunctuation: false } }) },
  integrations: [
    cells(),
    islands(),
    inlineScript(),
    contents(),
    oneStyle(),
    leanBuild(),
    drawingCode(),
    keptPages(),
    starlight({
      title: 'Casebook',
      favicon: '/favicon.svg',
      defaultLocale: 'root',
      locales: Object.fromEntries(
        locales.map((locale) => [
          locale === 'en' ? 'root' : locale,
          { label: languageNames[locale], lang: langs[locale] },
        ]),
      ),
      customCss: [
        './src/styles/tokens.css',
        './src/styles/theme.css',
        './src/styles/prose.css',
        './src/styles/controls.css',
        './src/styles/paper.css',
        './src/styles/paper-prose.css',
      ],
      components: {
        Footer: './src/theme/Footer.astro',
        Head: './src/theme/Head.astro',
        Hero: './src/theme/Landing.astro',
        MarkdownContent: './src/theme/MarkdownContent.astro',
        PageTitle: './src/theme/PageTitle.astro',
        SiteTitle: './src/theme/SiteTitle.astro',
        SocialIcons: './src/theme/HeaderLinks.astro',
        ThemeProvider: './src/theme/ThemeProvider.astro',
        ThemeSelect: './src/theme/ThemeSelect.astro',
      },
      expressiveCode: {
        themes: ['github-dark', 'github-light'],
        defaultProps: { frame: 'none' },
        // As functions: Expressive Code takes a hash of all of this for each block of code, of grammars through and through.
        shiki: { langs: [() => goCrashGrammar, () => consoleLanguages], transformers: [wholeColours] },
        plugins: [codeLines],
        styleOverrides: {
          borderRadius: 'var(--cb-radius)',
          borderColor: 'var(--cb-line)',
          codeFontFamily: 'var(--cb-mono)',
          codeFontSize: 'var(--cb-text-s)',
          codeLineHeight: '1.55',
          uiFontSize: 'var(--cb-text-xs)',
          frames: { shadowColor: 'transparent' },
        },
      },
      credits: false,
      plugins: [starlightTexts],
      sidebar: [
        { slug: 'cases', ...inEveryLanguage('allCases') },
        {
          ...inEveryLanguage('cases'),
          items: [{ autogenerate: { directory: 'cases' } }],
        },
        {
          ...inEveryLanguage('guides'),
          items: [
            'guides/open-a-file',
            'guides/processes',
            'guides/record-with-topid',
            'guides/upload-from-a-board',
            'guides/profile-a-go-program',
            'guides/links',
            'guides/share',
            'guides/offline',
            'guides/write-a-case',
            'guides/go-in-a-cell',
            'guides/deploy',
          ],
        },
        {
          ...inEveryLanguage('reference'),
          items: ['guides/charts', 'guides/capture', 'guides/inspect-json', 'guides/store-http'],
        },
        {
          ...inEveryLanguage('formats'),
          collapsed: true,
          items: [{ autogenerate: { directory: 'guides/file-formats' } }],
        },
        {
          ...inEveryLanguage('crashes'),
          collapsed: true,
          items: [{ autogenerate: { directory: 'guides/crashes' } }],
        },
      ],
    }),
    searchIndex(),
    // What no component draws is one text: of code alone a page has thousands of elements.
    mdx({ optimize: true }),
    siteBase(),
    preact(),
    reloadCaptures(),
    oneFile(),
    commandLine(),
    faults(),
    lightTwins(),
    heights(),
    csp(),
    offline(),
    precompress(),
    goTools(),
    weights(),
  ],
});
