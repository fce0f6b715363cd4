import type { Metadata } from 'next'
import { AssetChooser } from '@/components/recovery-points/asset-chooser'
import { requireActor } from '@/lib/auth/session'
import { protectedAssets } from '@/lib/screens/recovery-points/protected-assets'

export const metadata: Metadata = { title: 'Recovery points' }

export default async function RecoveryPointsPage() {
  const actor = await requireActor()
  const now = Date.now()
  return (
    <div className="page-pad">
      <div className="ph">
        <div>
          <h1>Recovery points</h1>
          <div className="sub">Choose what is to be restored. The newest point of each asset, times UTC.</div>
        </div>
      </div>
      <AssetChooser assets={await protectedAssets(actor, now)} now={now} />
    </div>
  )
}
