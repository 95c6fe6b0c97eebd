/** A page without its letters is better than no page: waiting for them ends after this many milliseconds. */
const PATIENCE_MS = 1_000;

const FACES = [
  '400 1em "Source Sans 3 Variable"',
  '400 1em "Source Serif 4 Variable"',
  'italic 400 1em "Source Serif 4 Variable"',
];

/** Resolves when the letters are there or no longer waited for, so that the page is drawn once and does not move when they come. */
export async function fontsLoaded(): Promise<void> {
  const loaded = Promise.allSettled(FACES.map((face) => document.fonts.load(face)));
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
