/** The shape of the page while its first moment loads. */
export function PageSkeleton() {
  return (
    <div className="skeleton">
      <p className="sr-only" role="status">
        Loading what is the case…
      </p>
      <div aria-hidden="true">
        <span className="bone bone-lead" />
        <span className="bone bone-lead bone-half" />
        <span className="bone bone-chart" />
        <div className="boards">
          <span className="bone bone-board" />
          <span className="bone bone-board" />
        </div>
      </div>
    </div>
  );
}
