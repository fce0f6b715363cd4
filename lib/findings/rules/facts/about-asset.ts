import type { Found } from '@/lib/findings/model/rule'
import type { AssetPicture } from '@/lib/freshness/evidence'

/** What every finding about one asset has in common. */
export function aboutAsset({ asset }: AssetPicture): Pick<Found, 'subject' | 'assetKey'> {
  return { subject: asset.name, assetKey: asset.key }
}
