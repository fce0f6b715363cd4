import type { AccountRule } from '@/lib/findings/model/rule'
import { backupRulesOf } from '@/lib/findings/rules/facts/backup-rules'
import { isFresh } from '@/lib/findings/rules/facts/fresh'
import { readWords } from '@/lib/findings/rules/facts/words'
import { scheduleWords } from '@/lib/plans/rules/words'

/** Policies of AWS Backup that no rule carries out when the plan says. */
export const backupRule: AccountRule = {
  id: 'backup-rule',
  scope: 'account',
  find: (facts) =>
    facts.pictures.flatMap((picture) => {
      const { asset } = picture
      if (asset.kind !== 'vault' || !isFresh(facts, picture)) return []
      return backupRulesOf(facts, picture).flatMap(({ policy, rule, other }) => {
        if (rule) return []
        return {
          about: policy.id,
          severity: 'high' as const,
          mark: 'breached' as const,
          subject: policy.name,
          assetKey: policy.asset,
          sentence: other
            ? `AWS Backup makes ${policy.name} at another time than the plan says.`
            : `No rule of AWS Backup makes ${policy.name}.`,
          planSays: `${scheduleWords(policy.schedule)}, into ${asset.identifier}.`,
          found: `${other ? `Rule ${other.name}: ${other.schedule ?? 'no schedule'} ${other.zone}` : 'No rule of this schedule puts points into the vault'}.${readWords(asset.confirmedAt)}`,
          whatToDo: 'Set the rule as planned, or change the plan.',
        }
      })
    }),
}
