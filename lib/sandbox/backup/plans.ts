import {
  type BackupPlan,
  type GetBackupPlanInput,
  type GetBackupPlanOutput,
  type ListBackupPlansInput,
  ResourceNotFoundException$,
} from '@aws-sdk/client-backup'
import { backupPage } from '../paging'
import { fault } from '../wire/fault'
import type { Call, Handler } from '../wire/service'
import { accountOf } from '../world/accounts'
import { vaultArn } from '../world/points'
import type { Schedule } from '../world/schedule'
import type { BackupRule } from '../world/types'
import { planIdOf } from './shapes'

/** AWS Backup plans: what really runs, which is not always what the recovery plan says. */
export const planHandlers: Record<string, Handler> = {
  ListBackupPlans: (input: ListBackupPlansInput, call: Call) => {
    const plans = [...rulesByPlan(call).keys()]
    const { shown, NextToken } = backupPage(plans, input, (name) => name, call)
    return { BackupPlansList: shown.map((name) => headOf(name, call)), NextToken }
  },
  GetBackupPlan: (input: GetBackupPlanInput, call: Call): GetBackupPlanOutput => {
    const found = [...rulesByPlan(call)].find(([name]) => planIdOf(name) === input.BackupPlanId)
    if (!found) throw fault(ResourceNotFoundException$, `Cannot find Backup plan with ID ${input.BackupPlanId}`)
    const [name, rules] = found
    return { ...headOf(name, call), BackupPlan: planOf(name, rules) }
  },
}

function rulesByPlan(call: Call): Map<string, BackupRule[]> {
  const rules = accountOf(call.account).rules.filter((r) => r.region === call.region)
  return Map.groupBy(rules, (rule) => rule.plan)
}

const headOf = (name: string, { account, region }: Call) => ({
  BackupPlanId: planIdOf(name),
  BackupPlanArn: `arn:aws:backup:${region}:${account}:backup-plan:${planIdOf(name)}`,
  BackupPlanName: name,
  VersionId: 'sandbox-1',
  CreationDate: new Date('2024-11-03T09:41:00Z'),
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
