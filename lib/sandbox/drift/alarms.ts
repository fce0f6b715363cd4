import type { Switch } from '@/lib/sandbox/drift/ids'
import type { Account } from '@/lib/sandbox/world/types'

/** The alarm that the plan names is gone. */
export function alarmSwitch(world: Account, name: string): Switch {
  const region = world.alarms.find((a) => a.name === name)?.region ?? world.region
  return {
    id: 'alarm-absent',
    account: world.id,
    region,
    what: `The CloudWatch alarm ${name} is deleted.`,
    change: (account) => ({ ...account, alarms: account.alarms.filter((a) => a.name !== name) }),
  }
}
