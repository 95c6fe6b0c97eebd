import { between, day, development } from '../../testing/developments.ts';

/** It is proposed on 1 March. */
export const proposed = development('P', 'CeasefireProposed', {
  process: 'new-truce',
  occurred: day('2021-03-01'),
});

/** It is agreed on 3 March, to begin on the morning of 5 March. */
export const agreed = development('A', 'CeasefireAgreed', {
  process: 'new-truce',
  occurred: day('2021-03-03'),
  details: {
    effectiveAt: '2021-03-05T08:00Z',
    parties: ['borduria', 'syldavia'],
    mediators: ['atlantis'],
  },
});

/** It is violated on 7 March. */
export const violated = development('V', 'CeasefireViolated', {
  process: 'new-truce',
  occurred: day('2021-03-07'),
});

/** It is restored on 9 March. */
export const restored = development('R', 'CeasefireRestored', {
  process: 'new-truce',
  occurred: day('2021-03-09'),
});

/** It collapses on some day from 8 to 12 March. */
export const collapsed = development('C', 'CeasefireCollapsed', {
  process: 'new-truce',
  occurred: between('2021-03-08', '2021-03-12'),
});
