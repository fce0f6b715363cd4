/** The two equal themes; dark is the default. */
export type Theme = 'dark' | 'light'

const YEAR_IN_SECONDS = 365 * 24 * 3_600

/** Shows a theme at once, without keeping it. */
export function showTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
}

/** Changes to the other theme and keeps it in the cookie that the root layout reads. */
export function toggleTheme(): void {
  const theme = document.documentElement.dataset.theme === 'light' ? 'dark' : 'light'
  showTheme(theme)
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store API is not in every browser we serve
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR_IN_SECONDS}; samesite=lax`
}
