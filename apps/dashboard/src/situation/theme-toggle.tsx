import { useSyncExternalStore } from 'react';
import { chooseTheme, currentTheme, subscribeToTheme } from './theme.ts';

/** Switches between the light and the dark page; the choice is kept. */
export function ThemeToggle() {
  const theme = useSyncExternalStore(subscribeToTheme, currentTheme);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      className="quiet theme-toggle"
      aria-label={other === 'dark' ? 'Dark page' : 'Light page'}
      onClick={() => {
        chooseTheme(other);
      }}
    >
      {other === 'dark' ? 'Dark' : 'Light'}
      <span className="where-wide">&nbsp;page</span>
    </button>
  );
}
