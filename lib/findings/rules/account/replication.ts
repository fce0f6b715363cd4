import type { AccountFacts, AccountRule } from '@/lib/findings/model/rule'
import { aboutAsset } from '@/lib/findings/rules/facts/about-asset'
import { isFresh } from '@/lib/findings/rules/facts/fresh'
import { readWords } from '@/lib/findings/rules/facts/words'

/** Buckets that are not replicated to where the plan says. A replication that was not read makes no claim. */
export const replication: AccountRule = {
  id: 'replication',
  scope: 'account',
  find: (facts) =>
    facts.pictures.flatMap((picture) => {
      const { asset } = picture
      const to = asset.facts.replicatesTo
      if (asset.kind !== 'bucket' || !to || !isFresh(facts, picture)) return []
      return facts.plan.assets
        .filter(
          ({ replicaOf, kind, key }) =>
            replicaOf === asset.key && kind === 'bucket' && replicates(facts, asset.key, key),
        )
        .filter(({ identifier }) => !to.includes(identifier))
        .map((target) => ({
          ...aboutAsset(picture),
          about: `${asset.key}:${target.key}`,
          severity: 'high' as const,
          mark: 'breached' as const,
          sentence: `${asset.identifier} is not replicated to ${target.identifier}.`,
          planSays: `Replicated to ${target.identifier}${target.assumed ? ', assumed, to confirm' : ''}.`,
          found: `${to.length > 0 ? `Replicated to ${to.join(', ')}` : 'No replication rule'}.${readWords(asset.confirmedAt)}`,
          whatToDo: 'Put the replication rule back; what was written since is not copied by itself.',
        }))
    }),
}

/** Whether the plan says that one bucket replicates to the other, rather than that somebody uploads to both. */
function replicates({ plan }: AccountFacts, from: string, to: string): boolean {
  return plan.backups.some(
    ({ store, asset, copies }) =>
      (asset === from || (store?.kind === 'objects' && store.bucket === from)) &&
      copies.some(
        (copy) => copy.mechanism === 'replication' && copy.store.kind === 'objects' && copy.store.bucket === to,
      ),
  )
}
