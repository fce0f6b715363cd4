import type { MethodRules } from '@/lib/restores/methods/model/method'
import { restoreTags } from '@/lib/restores/methods/rules/marks'
import { typedCommand } from '@/lib/restores/methods/rules/typed'
import { instanceRules } from '@/lib/restores/methods/targets/instance/rules/instance'
import { instanceFlags, tagFlag } from '@/lib/restores/methods/targets/instance/rules/parameters'
import { pointTimeKey } from '@/lib/restores/rules/point-time'
import { chooseSecond, windowCheck } from '@/lib/restores/rules/window-stands'

/** A new instance with the source's data as of a second inside its restore window; RDS refuses a second of its name. */
export const pointInTimeRules: MethodRules = {
  ...instanceRules,
  key: 'point-in-time',
  words: { one: 'point in time', from: () => 'point in time', offers: 'to a time', suffix: 'pitr' },
  repeat: { by: 'name' },
  choose: chooseSecond('rds-automated'),
  stands: (facts) => [windowCheck(facts)],
  command: (order) =>
    typedCommand('rds restore-db-instance-to-point-in-time', order.place.region, [
      ['--source-db-instance-identifier', order.source],
      ['--target-db-instance-identifier', order.target],
      ['--restore-time', pointTimeKey(order.pointAt)],
      ...instanceFlags(order.options),
      tagFlag(restoreTags(order)),
    ]),
}
