/** The body of every event that is appended past the API. */
export const eventData = {
  summary: 'A spokesman said that the talks on the centre go on and that no date was set.',
  places: ['ankara'],
} as const;
