/** How the page looks. */
export type Theme = 'light' | 'dark';

const KEY = 'theme';
const listeners = new Set<() => void>();
const system = () => matchMedia('(prefers-color-scheme: dark)');

function storedTheme(): Theme | null {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'light' || stored === 'dark' ? stored : null;
  } catch {
    // Storage may be forbidden; the page then follows the system.
    return null;
  }
}

/** The theme in use: the reader's choice, or else the system's. */
export function currentTheme(): Theme {
  return storedTheme() ?? (system().matches ? 'dark' : 'light');
}

/** Puts the theme in use on the document. */
export function applyTheme(): void {
  document.documentElement.dataset['theme'] = currentTheme();
}

/** Keeps the reader's choice and puts it on the document. */
export function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Where storage is forbidden the choice lasts as long as the page.
  }
  document.documentElement.dataset['theme'] = theme;
  for (const listener of listeners) listener();
}

/** Calls the listener when the theme may have changed, by choice or by the system. Returns how to stop that. */
export function subscribeToTheme(listener: () => void): () => void {
  const query = system();
  const follow = () => {
    applyTheme();
    listener();
  };
  listeners.add(listener);
  query.addEventListener('change', follow);
  return () => {
    listeners.delete(listener);
    query.removeEventListener('change', follow);
  };
}
