/** What is needed of a known asset to recognise it in an account. */
export type KnownAsset = { key: string; identifier: string; region: string | null; planned: boolean }

/** Finds the asset key of a thing in AWS by its identifier and region. */
export type KeyOf = (identifier: string, region: string) => string

/**
 * Recognises what AWS shows as assets the plan names: by identifier and region, then by identifier alone where the plan
 * names no region. Two vaults of one name in two regions are two assets; what nothing names gets its identifier as key,
 * with the region behind it where that key stands for something else.
 */
export function assetKeys(known: KnownAsset[]): KeyOf {
  const exact = new Map<string, string>()
  const anywhere = new Map<string, string>()
  const keys = new Map<string, KnownAsset>()
  for (const asset of [...known].sort((a, b) => Number(a.planned) - Number(b.planned))) {
    keys.set(asset.key, asset)
    if (asset.region) exact.set(`${asset.identifier}\n${asset.region}`, asset.key)
    else anywhere.set(asset.identifier, asset.key)
  }
  return (identifier, region) => {
    const found = exact.get(`${identifier}\n${region}`) ?? anywhere.get(identifier)
    if (found !== undefined) return found
    const holder = keys.get(identifier)
    return holder === undefined || holder.region === region ? identifier : `${identifier}@${region}`
  }
}
