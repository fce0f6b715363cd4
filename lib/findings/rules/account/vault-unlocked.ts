import type { AccountRule } from '@/lib/findings/model/rule'
import { aboutAsset } from '@/lib/findings/rules/facts/about-asset'
import { isFresh } from '@/lib/findings/rules/facts/fresh'
import { readWords } from '@/lib/findings/rules/facts/words'

/** Vaults that anybody may empty. */
export const vaultUnlocked: AccountRule = {
  id: 'vault-unlocked',
  scope: 'account',
  find: (facts) =>
    facts.pictures.flatMap((picture) => {
      const { asset } = picture
      if (asset.kind !== 'vault' || asset.facts.locked !== false || !isFresh(facts, picture)) return []
      const isProduction = facts.plan.assets.find(({ key }) => key === asset.key)?.environment === 'production'
      return {
        ...aboutAsset(picture),
        about: asset.key,
        severity: isProduction ? ('medium' as const) : ('low' as const),
        sentence: `The vault ${asset.identifier} is not locked: whoever may delete its points can.`,
        planSays: 'The plan does not state a lock.',
        found: `No vault lock.${readWords(asset.confirmedAt)}`,
        whatToDo: 'Lock the vault with the planned retention, or accept it with a reason.',
      }
    }),
}
