import type { AccountRule } from '@/lib/findings/model/rule'
import { dayWords } from '@/lib/findings/rules/facts/words'
import { distrustOfCollector, troubleOf } from '@/lib/inventory/rules/trust'

/** Regions in which the account gives no usable answer, so that facts are not believed. A slow round is none yet. */
export const silent: AccountRule = {
  id: 'silent',
  scope: 'account',
  find: ({ plan, context, now }) => {
    const failing = [...context.collectors.values()].filter(
      (collector) => collector.failingSince !== null && distrustOfCollector(collector, now) !== null,
    )
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
