import type { AccountRule } from '@/lib/findings/model/rule'
import { aboutAsset } from '@/lib/findings/rules/facts/about-asset'
import { isNamedForData } from '@/lib/plans/rules/governing'

/** Assets whose protection, or part of it, no source of facts can show. */
export const unobserved: AccountRule = {
  id: 'unobserved',
  scope: 'account',
  find: ({ plan, pictures }) =>
    pictures.flatMap((picture) => {
      const { asset, policies, sources } = picture
      const guarded = isNamedForData(plan, asset.key)
      const blind = sources.filter((source) => source.trouble === 'unobserved')
      if (blind.length === 0 || !(guarded || policies.length > 0)) return []
      const all = blind.length === sources.length
      const names = policies.filter((policy) => blind.some((source) => source.mechanism === policy.mechanism))
      return {
        ...aboutAsset(picture),
        about: asset.key,
        severity: guarded && all ? ('high' as const) : guarded ? ('medium' as const) : ('low' as const),
        mark: 'unknown' as const,
        sentence: all ? `Nothing observes ${asset.name}.` : `Nothing observes part of what protects ${asset.name}.`,
        planSays: `${names.map((policy) => policy.name).join(', ')}.`,
        found: 'No source of facts can show it.',
        whatToDo: 'Give Tidemark a place to read it from, or check it by hand.',
      }
    }),
}
