/** A development that the admin API accepts with the situation of the seed. `change` overrides fields. */
export function statement(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    kind: 'StatementMade',
    summary: 'A spokesman said that the talks go on.',
    occurred: { from: '2020-11-26', to: '2020-11-26', precision: 'day', certainty: 'text' },
    modality: 'actual',
    process: null,
    actors: [{ id: 'russia', role: 'speaker' }],
    places: [],
    sources: [
      {
        outlet: 'Test Agency',
        title: 'Talks go on',
        publishedAt: '2020-11-26T10:00:00Z',
        attributionChain: ['spokesman', 'Test Agency'],
        anonymous: false,
      },
    ],
    codes: {},
    details: {},
    ...change,
  };
}
