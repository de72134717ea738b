export type Theme = 'auto' | 'dark' | 'light';

declare global {
  interface Window {
    /** Of theme-provider.ts. */
    StarlightThemeProvider: { readonly chosen: Theme; choose(theme: Theme): void; updatePickers(): void };
  }
}

const storageKey = 'starlight-theme';

/** Lets the pickers of the theme choose it, for this page and, where the browser keeps anything, those after it. */
export function letChooseTheme(): void {
  const provider = window.StarlightThemeProvider;
  for (const select of document.querySelectorAll<HTMLSelectElement>('starlight-theme-select select')) {
    select.addEventListener('change', () => {
      const theme: Theme = select.value === 'dark' || select.value === 'light' ? select.value : 'auto';
      provider.choose(theme);
      try {
        localStorage.setItem(storageKey, theme === 'auto' ? '' : theme);
      } catch {
        // Denied: it lasts as long as the page.
      }
    });
  }
  matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => {
    if (provider.chosen === 'auto') provider.choose('auto');
  });
}
