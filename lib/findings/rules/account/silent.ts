import type { AccountRule } from '@/lib/findings/model/rule'
import { dayWords } from '@/lib/findings/rules/facts/words'
import { troubleOf } from '@/lib/inventory/rules/trust'

/** Regions in which the account gives no usable answer. */
export const silent: AccountRule = {
  id: 'silent',
  scope: 'account',
  find: ({ plan, context }) => {
    const failing = [...context.collectors.values()].filter((collector) => collector.failingSince !== null)
    return [...Map.groupBy(failing, ({ region }) => region)].map(([region, collectors]) => {
      const since = Math.min(...collectors.map((collector) => collector.failingSince ?? Number.POSITIVE_INFINITY))
      const first = collectors[0]
      const trouble = troubleOf(first)
      const words = `${collectors.map(({ service }) => service).join(', ')} since ${dayWords(since)} UTC`
      return {
        about: region,
        severity: 'high',
        mark: 'unknown',
        subject: `Account in ${region}`,
        assetKey: null,
        sentence: `The account gives no usable answer in ${region}: its facts there are unknown.`,
        planSays: `Account ${plan.system.account.id}, ${region}.`,
        found: `${words}${trouble ? `, ${trouble}` : ''}. ${first?.errorText ?? ''}`.trim(),
        whatToDo: 'Check the role Tidemark assumes and whether the service answers there.',
      }
    })
  },
}
