const ROWS = [1, 2, 3, 4, 5, 6];

/** The shape of the feed while it loads. */
export function FeedSkeleton() {
  return (
    <div className="skeleton-feed" aria-hidden="true">
      {ROWS.map((row) => (
        <div key={row} className="development">
          <span className="bone bone-short" />
          <div>
            <span className="bone bone-short" />
            <span className="bone" />
            <span className="bone bone-half" />
          </div>
        </div>
      ))}
    </div>
  );
}
