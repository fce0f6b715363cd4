import type { Found, PlanRule } from '@/lib/findings/model/rule'
import { isScheduled } from '@/lib/findings/rules/facts/drills'
import { placesOf } from '@/lib/findings/rules/facts/words'

const ABOUT: Pick<Found, 'severity' | 'subject' | 'assetKey'> = {
  severity: 'medium',
  subject: 'Drills',
  assetKey: null,
}

/** No drill at all, or drills that nobody agreed a day for. */
export const neverScheduled: PlanRule = {
  id: 'never-scheduled',
  scope: 'plan',
  find: ({ plan }) => {
    if (plan.drills.length === 0) {
      return [
        {
          ...ABOUT,
          about: 'none',
          sentence: 'The plan asks for no drill.',
          planSays: 'Nothing.',
          found: 'No test, no rehearsal.',
          whatToDo: 'Say how the recovery is rehearsed, and how often.',
        },
      ]
    }
    const unscheduled = plan.drills.filter((drill) => !isScheduled(drill))
    if (unscheduled.length === 0) return []
    return [
      {
        ...ABOUT,
        about: 'drills',
        sentence: `${unscheduled.length === 1 ? 'A drill was' : `${unscheduled.length} drills were`} never scheduled.`,
        planSays: unscheduled.map(({ name, frequency }) => `${name}, ${frequency}`).join('; '),
        found: 'No day is agreed, and no machine holds them.',
        whatToDo: 'Agree the days and write them into the plan; they then stand in the calendar.',
        places: placesOf(unscheduled.map(({ source }) => source)),
      },
    ]
  },
}
