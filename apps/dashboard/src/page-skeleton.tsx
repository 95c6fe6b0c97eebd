const LANES = [1, 2, 3, 4, 5];
const GLANCES = [1, 2, 3, 4, 5];

/** The shape of the title while the situation is not known. */
export function MastheadSkeleton() {
  return (
    <div className="bones-masthead" aria-hidden="true">
      <span className="bone bone-title" />
      <span className="bone bone-half" />
    </div>
  );
}

/** The shape of the page while its first moment loads. */
export function PageSkeleton() {
  return (
    <div className="skeleton">
      <p className="sr-only" role="status">
        Loading what is the case…
      </p>
      <div aria-hidden="true">
        <div className="lead">
          <div className="lead-words">
            <span className="bone bone-lead" />
            <span className="bone bone-lead bone-half" />
          </div>
          <div className="glance">
            <ul>
              {GLANCES.map((glance) => (
                <li key={glance} className="bone bone-glance" />
              ))}
            </ul>
          </div>
        </div>
        <div className="band">
          <span className="bone bone-lead bone-short" />
          <div className="ribbons">
            {LANES.map((lane) => (
              <span key={lane} className="bone bone-lane" />
            ))}
          </div>
        </div>
        <div className="boards">
          <span className="bone bone-board" />
          <span className="bone bone-board" />
        </div>
      </div>
    </div>
  );
}
