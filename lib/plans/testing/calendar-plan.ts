import { LATER_SECTIONS } from '@/lib/plans/document/plan-of-document'
import type { Plan } from '@/lib/plans/model/plan'

/** For tests only: a plan in whose calendar nothing stands but what is given. */
export const planWith = (change: object): Plan =>
  ({
    ...LATER_SECTIONS,
    system: { key: 'phoenix', name: 'Phoenix Platform' },
    review: { nextReview: null, lastUpdated: null, every: null, owner: null },
    backups: [],
    ...change,
  }) as unknown as Plan
