import type { MethodRules } from '@/lib/restores/methods/model/method'
import { restoreTags } from '@/lib/restores/methods/rules/marks'
import { typedCommand } from '@/lib/restores/methods/rules/typed'
import { instanceRules } from '@/lib/restores/methods/targets/instance/rules/instance'
import { instanceFlags, tagFlag } from '@/lib/restores/methods/targets/instance/rules/parameters'
import { chooseA, pointCheck } from '@/lib/restores/rules/point-stands'

/** A new instance from a DB snapshot; RDS refuses a second one of its name. */
export const snapshotRules: MethodRules = {
  ...instanceRules,
  key: 'snapshot',
  words: { one: 'snapshot', from: (key) => `snapshot ${key}`, offers: 'RDS snapshots', suffix: 'restored' },
  repeat: { by: 'name' },
  choose: chooseA(['rds-snapshot-automated', 'rds-snapshot-manual', 'rds-snapshot-copy']),
  stands: (facts) => [pointCheck(facts)],
  command: (order) =>
    typedCommand('rds restore-db-instance-from-db-snapshot', order.place.region, [
      ['--db-instance-identifier', order.target],
      ['--db-snapshot-identifier', order.pointKey],
      ...instanceFlags(order.options),
      tagFlag(restoreTags(order)),
    ]),
}
