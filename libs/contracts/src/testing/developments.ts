/** A whole body of `POST developments`; `change` overrides fields. */
export const body = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  id: 'T-01',
  kind: 'DeploymentStrengthReported',
  summary: 'About 1,960 peacekeepers are there.',
  occurred: { from: '2020-11-12', to: '2020-11-12', precision: 'day', certainty: 'text' },
  modality: 'actual',
  process: 'peacekeepers',
  actors: [{ id: 'ministry', role: 'speaker' }],
  places: ['corridor'],
  sources: [
    {
      outlet: 'Agency',
      title: 'Figures',
      url: 'https://news.example/figures?id=1',
      publishedAt: '2020-11-12T10:00:00Z',
      attributionChain: ['ministry', 'Agency'],
      anonymous: false,
    },
  ],
  codes: {},
  details: { strength: { value: 1960, qualifier: 'exact' } },
  ...change,
});
