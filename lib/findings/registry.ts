import type { Rule } from '@/lib/findings/model/rule'
import { alarm } from '@/lib/findings/rules/account/alarm'
import { backupRule } from '@/lib/findings/rules/account/backup-rule'
import { backupRuleRetention } from '@/lib/findings/rules/account/backup-rule-retention'
import { cannotMeet } from '@/lib/findings/rules/account/cannot-meet'
import { copy } from '@/lib/findings/rules/account/copy'
import { coveredByUnstated } from '@/lib/findings/rules/account/covered-by-unstated'
import { ladder } from '@/lib/findings/rules/account/ladder'
import { lifecycle } from '@/lib/findings/rules/account/lifecycle'
import { missed } from '@/lib/findings/rules/account/missed'
import { missing } from '@/lib/findings/rules/account/missing'
import { pitrOff } from '@/lib/findings/rules/account/pitr-off'
import { region } from '@/lib/findings/rules/account/region'
import { replicaBeyond } from '@/lib/findings/rules/account/replica-beyond'
import { replication } from '@/lib/findings/rules/account/replication'
import { retention } from '@/lib/findings/rules/account/retention'
import { setting } from '@/lib/findings/rules/account/setting'
import { silent } from '@/lib/findings/rules/account/silent'
import { unobserved } from '@/lib/findings/rules/account/unobserved'
import { vaultUnlocked } from '@/lib/findings/rules/account/vault-unlocked'
import { assumed } from '@/lib/findings/rules/plan/assumed'
import { automationByHand } from '@/lib/findings/rules/plan/automation-by-hand'
import { backupCheck } from '@/lib/findings/rules/plan/backup-check'
import { care } from '@/lib/findings/rules/plan/care'
import { collision } from '@/lib/findings/rules/plan/collision'
import { communications } from '@/lib/findings/rules/plan/communications'
import { contradiction } from '@/lib/findings/rules/plan/contradiction'
import { design } from '@/lib/findings/rules/plan/design'
import { detectionWithoutAlarm } from '@/lib/findings/rules/plan/detection-without-alarm'
import { escalation } from '@/lib/findings/rules/plan/escalation'
import { estimateOverObjective } from '@/lib/findings/rules/plan/estimate-over-objective'
import { keptTooShort } from '@/lib/findings/rules/plan/kept-too-short'
import { neverScheduled } from '@/lib/findings/rules/plan/never-scheduled'
import { neverVerified } from '@/lib/findings/rules/plan/never-verified'
import { noApproval } from '@/lib/findings/rules/plan/no-approval'
import { noAsset } from '@/lib/findings/rules/plan/no-asset'
import { noDurations } from '@/lib/findings/rules/plan/no-durations'
import { noEvidence } from '@/lib/findings/rules/plan/no-evidence'
import { noRpo } from '@/lib/findings/rules/plan/no-rpo'
import { noRunbook } from '@/lib/findings/rules/plan/no-runbook'
import { noSchedule } from '@/lib/findings/rules/plan/no-schedule'
import { restoreWithoutBackup } from '@/lib/findings/rules/plan/restore-without-backup'
import { review } from '@/lib/findings/rules/plan/review'
import { rolesWithoutContact } from '@/lib/findings/rules/plan/roles-without-contact'
import { runbookOverObjective } from '@/lib/findings/rules/plan/runbook-over-objective'
import { stepWithoutBackup } from '@/lib/findings/rules/plan/step-without-backup'
import { toFillIn } from '@/lib/findings/rules/plan/to-fill-in'
import { unreachable } from '@/lib/findings/rules/plan/unreachable'
import { unruledVerification } from '@/lib/findings/rules/plan/unruled-verification'

/**
 * Every finding there is, in the order in which they are read where none is graver. Rules in one bracket are told
 * together: all that they say of one asset, or of one objective, then of the next.
 */
export const RULES: readonly (Rule | readonly Rule[])[] = [
  [
    // An objective against what the account holds.
    coveredByUnstated,
    cannotMeet,
    replicaBeyond,
    region,
  ],
  missing,
  unobserved,
  pitrOff,
  silent,
  setting,
  missed,
  retention,
  [
    // A vault.
    vaultUnlocked,
    backupRule,
    backupRuleRetention,
  ],
  [
    // Where backups go.
    copy,
    ladder,
    replication,
    lifecycle,
  ],
  alarm,
  contradiction,
  noSchedule,
  restoreWithoutBackup,
  estimateOverObjective,
  noAsset,
  noRpo,
  design,
  noRunbook,
  runbookOverObjective,
  noApproval,
  stepWithoutBackup,
  noDurations,
  automationByHand,
  unreachable,
  rolesWithoutContact,
  escalation,
  communications,
  neverScheduled,
  keptTooShort,
  unruledVerification,
  backupCheck,
  neverVerified,
  detectionWithoutAlarm,
  collision,
  care,
  noEvidence,
  toFillIn,
  assumed,
  review,
]
