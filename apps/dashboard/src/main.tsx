import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BoardPage } from './board-page.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { fontsLoaded } from './fonts-loaded.ts';
import { Monitor } from './monitor/monitor.ts';
import { MonitorProvider } from './monitor/use-monitor.tsx';
import { applyTheme } from './situation/theme.ts';
import '@fontsource-variable/source-sans-3/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import '@fontsource-variable/source-serif-4/wght-italic.css';
import './styles/index.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root to draw the page in.');

applyTheme();
const monitor = new Monitor();
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <MonitorProvider monitor={monitor}>
        <BoardPage />
      </MonitorProvider>
    </ErrorBoundary>
  </StrictMode>,
);
void fontsLoaded().then(() => {
  monitor.start();
});
