import { type PointsAddress, pointsHref, RANGES } from '@/components/recovery-points/points-address'
import { Age } from '@/components/ui/age'
import { Segmented } from '@/components/ui/segmented'
import { StaleNote } from '@/components/ui/stale-note'
import type { RecoveryPointsView } from '@/lib/screens/restore/model/restore'
import { formatInstant } from '@/lib/time/instants'

/** The asset, the range switch, and how old the facts are where they are too old. */
export function PointsHead({ view, address }: { view: RecoveryPointsView; address: PointsAddress }) {
  const { asset, asOf } = view
  return (
    <>
      <div className="ph flex-wrap gap-y-2">
        <div className="min-w-0 wrap-anywhere">
          <h1>
            Recovery points <span className="font-normal text-t-3">{asset.identifier}</span>
          </h1>
          <div className="sub">
            {asset.systemName}
            {asset.region ? `, ${asset.region}` : ''}
            {asset.confirmedAt === null ? (
              ', never observed'
            ) : (
              <>
                , confirmed <Age at={asset.confirmedAt} />
              </>
            )}
          </div>
        </div>
        <span className="flex-1" />
        <Segmented
          label="Range of the drawing"
          segments={RANGES.map(({ key, label }) => ({
            href: pointsHref(address, { range: key, from: null, to: null }),
            label,
            active: address.range === key,
          }))}
        />
      </div>
      {asset.goneAt !== null ? (
        <StaleNote value={formatInstant(asset.goneAt, asOf)}>
          UTC the asset was found gone. Its points may still be restored.
        </StaleNote>
      ) : asset.stale && asset.confirmedAt !== null ? (
        <StaleNote value={formatInstant(asset.confirmedAt, asOf)}>
          UTC it was last seen. What follows is the last that is known; newer points may exist, older ones may be gone.
        </StaleNote>
      ) : null}
    </>
  )
}
