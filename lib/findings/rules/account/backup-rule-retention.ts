import type { AccountFacts, AccountRule, Found } from '@/lib/findings/model/rule'
import { backupRulesOf, type RuleOfPolicy } from '@/lib/findings/rules/facts/backup-rules'
import { isFresh } from '@/lib/findings/rules/facts/fresh'
import { isKeptAsLong } from '@/lib/findings/rules/facts/kept-as-long'
import { readWords } from '@/lib/findings/rules/facts/words'
import type { AssetPicture } from '@/lib/freshness/evidence'
import { DAY, formatDuration } from '@/lib/time/durations'

/** Rules of AWS Backup that keep points for another time than planned. */
export const backupRuleRetention: AccountRule = {
  id: 'backup-rule-retention',
  scope: 'account',
  find: (facts) => facts.pictures.flatMap((picture) => ofVault(facts, picture)),
}

function ofVault(facts: AccountFacts, picture: AssetPicture): Found[] {
  if (picture.asset.kind !== 'vault' || !isFresh(facts, picture)) return []
  return backupRulesOf(facts, picture).flatMap((one) => keptOtherwise(one, picture.asset.confirmedAt))
}

function keptOtherwise({ policy, rule }: RuleOfPolicy, readAt: number | null): Found[] {
  const planned = policy.retention[0]
  if (!rule || !planned) return []
  const found = rule.deleteAfterDays === null ? null : rule.deleteAfterDays * DAY
  if (isKeptAsLong(planned.keep, found)) return []
  const shorter = found !== null && (planned.keep === null || found < planned.keep)
  const words = (ms: number | null) => (ms === null ? 'without end' : formatDuration(ms))
  return [
    {
      about: policy.id,
      severity: shorter ? 'high' : 'low',
      mark: shorter ? 'breached' : 'info',
      subject: policy.name,
      assetKey: policy.asset,
      sentence: `The rule of ${policy.name} keeps its points ${words(found)} instead of ${words(planned.keep)}.`,
      planSays: `Kept ${words(planned.keep)}.`,
      found: `Rule ${rule.name} keeps them ${words(found)}.${readWords(readAt)}`,
      whatToDo: 'Set the retention of the rule as planned; what has expired is lost.',
    },
  ]
}
