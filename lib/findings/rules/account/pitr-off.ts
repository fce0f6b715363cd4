import type { AccountRule } from '@/lib/findings/model/rule'
import { aboutAsset } from '@/lib/findings/rules/facts/about-asset'
import { isFresh } from '@/lib/findings/rules/facts/fresh'
import { readWords } from '@/lib/findings/rules/facts/words'

/**
 * Point-in-time recovery that the plan requires and the account does not have. Windows that could not be read are no
 * sign: only an instance that was just read whole can have none.
 */
export const pitrOff: AccountRule = {
  id: 'pitr-off',
  scope: 'account',
  find: (facts) =>
    facts.pictures.flatMap((picture) => {
      const { asset } = picture
      const policy = picture.policies.find(({ pointInTime }) => pointInTime)
      const retention = asset.facts.backupRetentionDays
      const off = retention === 0 || !picture.sources.some((source) => source.window)
      if (!policy || !off || !isFresh(facts, picture)) return []
      return {
        ...aboutAsset(picture),
        about: asset.key,
        severity: 'high' as const,
        mark: 'breached' as const,
        sentence: `Point-in-time recovery of ${asset.identifier} is off though the plan requires it.`,
        planSays: policy.source.says,
        found: `${retention === 0 ? 'Automated backups are off (retention 0 d).' : 'No restore window in the account.'}${readWords(asset.confirmedAt)}`,
        whatToDo: 'Turn automated backups on with the planned retention.',
      }
    }),
}
