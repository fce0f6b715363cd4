import type { DriftId, Switch } from '@/lib/sandbox/drift/ids'
import { DAY } from '@/lib/sandbox/world/schedule'
import type { Account, BackupRule } from '@/lib/sandbox/world/types'

type Change = (rule: BackupRule, since: number) => BackupRule

/** Lays a change over the rules that a test picks. */
function changeRules(picks: (rule: BackupRule) => boolean, change: Change): Switch['change'] {
  return (account, since) => ({
    ...account,
    rules: account.rules.map((rule) => (picks(rule) ? change(rule, since) : rule)),
  })
}

/** What may become of the vault that production's points lie in. */
export function vaultSwitches(world: Account, name: string): Switch[] {
  const { id: account, region } = world
  const isIt = (vault: { name: string; region: string }) => vault.name === name && vault.region === region
  const stop = changeRules(
    (rule) => rule.vault === name,
    (rule, until) => ({ ...rule, until }),
  )
  return [
    {
      id: 'vault-unlocked',
      account,
      region,
      what: `The vault ${name} in ${region} is not locked: its points may be deleted before their time.`,
      change: (now) => ({
        ...now,
        vaults: now.vaults.map((v) => (isIt(v) ? { name: v.name, region: v.region } : v)),
      }),
    },
    {
      id: 'vault-absent',
      account,
      region,
      what: `The vault ${name} in ${region} is gone with all its points, and nothing new is backed up into it.`,
      change: (now, since) => ({ ...stop(now, since), vaults: now.vaults.filter((v) => !isIt(v)) }),
    },
  ]
}

/** What may become of an AWS Backup plan; one of its rules stands for all. */
export function planSwitches(world: Account, plan: string, rule: string): Switch[] {
  const { id: account, region } = world
  const ofPlan = (r: BackupRule) => r.plan === plan
  const isRule = (r: BackupRule) => r.plan === plan && r.rule === rule
  const drift = (id: DriftId, what: string, change: Switch['change']): Switch => ({ id, account, region, what, change })
  return [
    drift(
      'backup-plan-schedule',
      `The rule ${rule} of ${plan} runs at 09:30 UTC instead of 02:00.`,
      changeRules(isRule, (r, until) => ({
        ...r,
        schedule: { kind: 'daily', at: '09:30' },
        before: { schedule: r.schedule, until },
      })),
    ),
    {
      ...drift(
        'backup-plan-retention',
        `The rule ${rule} of ${plan} keeps its points and their copies 7 days instead of 35.`,
        changeRules(isRule, (r) => ({
          ...r,
          retentionDays: 7,
          ...(r.copyTo && { copyTo: { ...r.copyTo, retentionDays: 7 } }),
        })),
      ),
      standing: true,
    },
    drift(
      'backup-plan-absent',
      `The backup plan ${plan} is deleted: what it made stays, nothing new comes.`,
      changeRules(ofPlan, (r, until) => ({ ...r, unlisted: true, until })),
    ),
  ]
}

/** What may become of the copies that a plan makes in another region. */
export function copySwitches(world: Account, plan: string): Switch[] {
  const region = world.rules.find((r) => r.plan === plan && r.copyTo)?.copyTo?.region ?? world.region
  const ofPlan = (r: BackupRule) => r.plan === plan
  const where = { account: world.id, region }
  return [
    {
      id: 'copy-old',
      ...where,
      what: `No point of ${plan} has been copied to ${region} for 3 days.`,
      change: changeRules(ofPlan, (r, since) =>
        r.copyTo ? { ...r, copyTo: { ...r.copyTo, until: since - 3 * DAY } } : r,
      ),
    },
    {
      id: 'copy-absent',
      ...where,
      what: `The rules of ${plan} copy nothing to ${region}, and no copy is left there.`,
      change: changeRules(ofPlan, ({ copyTo: _, ...r }) => r),
    },
  ]
}

/** The oldest points of a ladder are gone before their time. */
export function ladderOfRule(world: Account, plan: string, rule: string, days: number): Switch {
  return {
    id: 'ladder-oldest-missing',
    account: world.id,
    region: world.region,
    what: `No point of the rule ${rule} of ${plan} is older than ${days} days, though the rule keeps them longer.`,
    change: changeRules(
      (r) => r.plan === plan && r.rule === rule,
      (r) => ({ ...r, lostAfterDays: days }),
    ),
  }
}
