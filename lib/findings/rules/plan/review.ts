import type { Found, PlanRule } from '@/lib/findings/model/rule'
import { formatDuration } from '@/lib/time/durations'
import { formatDay, parseDay } from '@/lib/time/instants'

const ABOUT: Pick<Found, 'severity' | 'subject' | 'assetKey'> = {
  severity: 'low',
  subject: 'Plan review',
  assetKey: null,
}

/** A review that nobody agreed a day for, or whose day has passed. */
export const review: PlanRule = {
  id: 'review',
  scope: 'plan',
  find: ({ plan, now }) => {
    const { nextReview, lastUpdated, every, frequency } = plan.review
    const last = lastUpdated ? parseDay(lastUpdated) : null
    const due = nextReview ? parseDay(nextReview) : last !== null && every !== null ? last + every : null
    if (due === null) {
      const rhythm = frequency ? ` It asks for a ${frequency} review.` : ''
      return [
        {
          ...ABOUT,
          about: 'date',
          sentence: 'The plan does not say when it is reviewed next.',
          planSays: frequency ? `Review ${frequency}.` : 'Nothing.',
          found:
            last === null
              ? 'No day of a last update, none of a next review.'
              : `Last updated ${formatDay(last, now)}; no next review.`,
          whatToDo: `Agree the day of the next review.${rhythm}`,
        },
      ]
    }
    if (due >= now) return []
    const overdue = formatDuration(now - due, 1)
    return [
      {
        ...ABOUT,
        about: 'overdue',
        sentence: `The review of the plan is overdue by ${overdue}.`,
        planSays: nextReview
          ? `Review by ${formatDay(due, now)}.`
          : `Review ${frequency}; last updated ${last === null ? 'unknown' : formatDay(last, now)}.`,
        found: `Overdue ${overdue}.`,
        whatToDo: 'Review the plan and write down the day of the next one.',
      },
    ]
  },
}
