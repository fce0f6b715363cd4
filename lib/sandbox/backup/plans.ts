import {
  type BackupPlan,
  type GetBackupPlanInput,
  type GetBackupPlanOutput,
  type GetBackupSelectionInput,
  type GetBackupSelectionOutput,
  type ListBackupPlansInput,
  type ListBackupSelectionsInput,
  ResourceNotFoundException$,
} from '@aws-sdk/client-backup'
import { planIdOf, roleArn } from '@/lib/sandbox/backup/shapes'
import { backupPage } from '@/lib/sandbox/paging'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { fault } from '@/lib/sandbox/wire/fault'
import type { Call, Handler } from '@/lib/sandbox/wire/service'
import { arnOf } from '@/lib/sandbox/world/instances'
import { worldOf } from '@/lib/sandbox/world/now'
import { vaultArn } from '@/lib/sandbox/world/points'
import type { Schedule } from '@/lib/sandbox/world/schedule'
import type { BackupRule } from '@/lib/sandbox/world/types'

/** AWS Backup plans: what really runs, which is not always what the recovery plan says. */
export function planHandlers(sandbox: Sandbox): Record<string, Handler> {
  return {
    ListBackupPlans: (input: ListBackupPlansInput, call: Call) => {
      const { shown, NextToken } = backupPage([...rulesByPlan(sandbox, call).keys()], input, (name) => name, call)
      return { BackupPlansList: shown.map((name) => headOf(name, call)), NextToken }
    },
    GetBackupPlan: (input: GetBackupPlanInput, call: Call): GetBackupPlanOutput => {
      const [name, rules] = planFor(sandbox, input.BackupPlanId, call)
      return { ...headOf(name, call), BackupPlan: planOf(name, rules) }
    },
    ListBackupSelections: (input: ListBackupSelectionsInput, call: Call) => {
      const [name] = planFor(sandbox, input.BackupPlanId, call)
      const { shown, NextToken } = backupPage([selectionOf(name, call)], input, (s) => s.SelectionId, call)
      return { BackupSelectionsList: shown, NextToken }
    },
    GetBackupSelection: (input: GetBackupSelectionInput, call: Call): GetBackupSelectionOutput => {
      const [name, rules] = planFor(sandbox, input.BackupPlanId, call)
      const { SelectionName, IamRoleArn, ...head } = selectionOf(name, call)
      if (head.SelectionId !== input.SelectionId)
        throw fault(ResourceNotFoundException$, `Cannot find selection ${input.SelectionId}`)
      const instances = [...new Set(rules.map((rule) => rule.instance))]
      const Resources = instances.map((id) => arnOf('db', call, id))
      return { ...head, BackupSelection: { SelectionName, IamRoleArn, Resources } }
    },
  }
}

/** @throws AwsFault ResourceNotFoundException */
function planFor(sandbox: Sandbox, id: string | undefined, call: Call): [string, BackupRule[]] {
  const found = [...rulesByPlan(sandbox, call)].find(([name]) => planIdOf(name) === id)
  if (!found) throw fault(ResourceNotFoundException$, `Cannot find Backup plan with ID ${id}`)
  return found
}

function rulesByPlan(sandbox: Sandbox, call: Call): Map<string, BackupRule[]> {
  const rules = worldOf(sandbox, call.account).rules.filter((r) => r.region === call.region && !r.unlisted)
  return Map.groupBy(rules, (rule) => rule.plan)
}

/** Each plan has one selection: the instances its rules name. */
const selectionOf = (plan: string, { account }: Call) => ({
  SelectionId: `${plan}-selection`,
  SelectionName: plan.replace(/-backup-plan$/, '-databases'),
  BackupPlanId: planIdOf(plan),
  CreationDate: CREATED,
  IamRoleArn: roleArn(account),
})

const CREATED = new Date('2024-11-03T09:41:00Z')

const headOf = (name: string, { account, region }: Call) => ({
  BackupPlanId: planIdOf(name),
  BackupPlanArn: `arn:aws:backup:${region}:${account}:backup-plan:${planIdOf(name)}`,
  BackupPlanName: name,
  VersionId: 'sandbox-1',
  CreationDate: CREATED,
})

function planOf(name: string, rules: BackupRule[]): BackupPlan {
  return {
    BackupPlanName: name,
    Rules: rules.map((rule) => ({
      RuleId: `${rule.plan}-${rule.rule}`,
      RuleName: rule.rule,
      TargetBackupVaultName: rule.vault,
      ScheduleExpression: cronOf(rule.schedule),
      ScheduleExpressionTimezone: 'Etc/UTC',
      StartWindowMinutes: 60,
      CompletionWindowMinutes: 480,
      EnableContinuousBackup: false,
      Lifecycle: { DeleteAfterDays: rule.retentionDays },
      CopyActions: rule.copyTo && [
        {
          DestinationBackupVaultArn: vaultArn({ account: rule.account, region: rule.copyTo.region }, rule.copyTo.vault),
          Lifecycle: { DeleteAfterDays: rule.copyTo.retentionDays },
        },
      ],
    })),
  }
}

/** AWS's cron has six fields and counts weekdays from Sunday 1. */
function cronOf(schedule: Schedule): string {
  if (schedule.kind === 'every') return `rate(${schedule.minutes} minutes)`
  const [hour, minute] = schedule.at.split(':').map(Number)
  if (schedule.kind === 'daily') return `cron(${minute} ${hour} * * ? *)`
  if (schedule.kind === 'weekly') return `cron(${minute} ${hour} ? * ${schedule.weekday + 1} *)`
  return `cron(${minute} ${hour} ${schedule.day} * ? *)`
}
