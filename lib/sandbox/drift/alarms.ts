import type { Account } from '../world/types'
import type { Switch } from './ids'

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
