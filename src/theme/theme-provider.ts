import type { Theme } from './theme-choice.ts';

// Written into every page by ThemeProvider.astro, as one classic script.
window.StarlightThemeProvider = (() => {
  const isTheme = (text: string | null): text is 'dark' | 'light' => text === 'dark' || text === 'light';
  const asked = new URLSearchParams(location.search).get('theme');
  let chosen: Theme = 'auto';
  try {
    const kept = localStorage.getItem('starlight-theme');
    if (isTheme(kept)) chosen = kept;
  } catch {
    // Denied: the system's theme, then.
  }
  if (isTheme(asked)) chosen = asked;
  const show = (theme: Theme) => {
    const dark =
      theme === 'dark' || (theme === 'auto' && !matchMedia('(prefers-color-scheme: light)').matches);
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  };
  show(chosen);
  return {
    get chosen() {
      return chosen;
    },
    choose(theme: Theme) {
      chosen = theme;
      show(theme);
      this.updatePickers();
    },
    updatePickers() {
      const icons = document.querySelector<HTMLTemplateElement>('#theme-icons');
      for (const picker of document.querySelectorAll('starlight-theme-select')) {
        const select = picker.querySelector('select');
        if (select) select.value = chosen;
        const icon = icons?.content.querySelector(`.${chosen}`);
        if (icon) {
          picker.querySelector('svg.label-icon')?.replaceChildren(...icon.cloneNode(true).childNodes);
        }
      }
    },
  };
})();
