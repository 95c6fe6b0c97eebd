import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BoardPage } from './board-page.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Monitor } from './monitor/monitor.ts';
import { MonitorProvider } from './monitor/use-monitor.tsx';
import { applyTheme } from './situation/theme.ts';
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
monitor.start();
