import type { PlanAsset } from '@/lib/plans/model/assets'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { PlanEnvironment, PlanReview, PlanSystem } from '@/lib/plans/model/base'
import type {
  AuditRules,
  Drill,
  MaintenanceTask,
  RequiredDocument,
  Requirement,
  Resource,
  ReviewRules,
} from '@/lib/plans/model/care'
import type { Communications } from '@/lib/plans/model/messages'
import type { PlanObjective } from '@/lib/plans/model/objectives'
import type { Automation, Checklist, Detection, RecoveryCheck, Runbook, Scenario } from '@/lib/plans/model/recovery'
import type { EscalationStep, PlanContact, PlanRole, PlanSeverity } from '@/lib/plans/model/response'

/** A disaster recovery plan as validated: durations are milliseconds, days are `YYYY-MM-DD`, lists are never missing. */
export type Plan = {
  system: PlanSystem
  review: PlanReview
  environments: PlanEnvironment[]
  objectives: PlanObjective[]
  assets: PlanAsset[]
  backups: BackupPolicy[]
  detection: Detection[]
  scenarios: Scenario[]
  runbooks: Runbook[]
  checklists: Checklist[]
  /** How a restored system is verified. */
  verifications: RecoveryCheck[]
  roles: PlanRole[]
  contacts: PlanContact[]
  severities: PlanSeverity[]
  escalation: EscalationStep[]
  communications: Communications
  drills: Drill[]
  reviews: ReviewRules | null
  compliance: Requirement[]
  automation: Automation | null
  audit: AuditRules | null
  documents: RequiredDocument[]
  maintenance: MaintenanceTask[]
  resources: Resource[]
}
