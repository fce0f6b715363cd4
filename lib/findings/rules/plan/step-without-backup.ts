import type { PlanRule } from '@/lib/findings/model/rule'
import { backupFor, neededBackup } from '@/lib/findings/rules/facts/backup-for'
import { lowerFirst } from '@/lib/findings/rules/facts/words'

/** Steps that need a kind of backup that no policy makes; what `restores` of the asset says already is left to that. */
export const stepWithoutBackup: PlanRule = {
  id: 'restore-without-backup',
  scope: 'plan',
  find: ({ plan }) =>
    plan.runbooks.flatMap((runbook) =>
      runbook.steps.flatMap((step) => {
        const { restore } = step
        const asset = plan.assets.find(({ key }) => key === restore?.asset)
        if (!restore || !asset || asset.restores.some(({ needs }) => needs === restore.needs)) return []
        if (backupFor(plan, asset, { needs: restore.needs, atLeastEvery: null })) return []
        return {
          about: `${runbook.id}:${step.id}`,
          severity: 'high' as const,
          subject: runbook.name,
          sentence: `“${step.name}” of ${lowerFirst(runbook.name)} needs ${neededBackup(restore.needs)} of ${lowerFirst(asset.name)}, which no policy of the plan makes.`,
          planSays: step.text,
          found: 'No backup of this kind is stated.',
          whatToDo: 'State that backup with its schedule, or let the step use one that is stated.',
          places: [{ text: runbook.source.says, where: runbook.source.section }],
          assetKey: asset.key,
        }
      }),
    ),
}
