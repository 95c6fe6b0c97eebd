import { Component, type ErrorInfo, type ReactNode } from 'react';

/** Shows that the page broke, and how to get it back, in place of an empty page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error('The page could not be drawn.', error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <main className="page broken" role="alert">
        <h1>This page broke.</h1>
        <p>
          Nothing on record is lost. Load it again; if it breaks again, the facts are at
          /api/v1/state.
        </p>
        <button
          type="button"
          onClick={() => {
            location.reload();
          }}
        >
          Load the page again
        </button>
      </main>
    );
  }
}
