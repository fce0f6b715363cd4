import type { PlanRule } from '@/lib/findings/model/rule'
import { unverifiedBackups } from '@/lib/findings/rules/facts/unverified-backups'
import { lowerFirst, placesOf } from '@/lib/findings/rules/facts/words'

/** Backups that nothing verifies. */
export const neverVerified: PlanRule = {
  id: 'no-rule',
  scope: 'plan',
  find: ({ plan }) => {
    const never = unverifiedBackups(plan)
    if (never.length === 0) return []
    return [
      {
        about: 'never-verified',
        severity: 'medium',
        subject: 'Verification',
        sentence: `Nothing ever verifies ${never.length === 1 ? lowerFirst(never[0]?.name ?? '') : `${never.length} backups`}.`,
        planSays: never.map(({ name }) => name).join('; '),
        found: 'No verification of theirs, and no drill that restores from them.',
        whatToDo: 'Say how they are verified; a backup that was never restored is a hope.',
        places: placesOf(never.map(({ source }) => source)),
        assetKey: never.length === 1 ? (never[0]?.asset ?? null) : null,
      },
    ]
  },
}
