import { type PointsAddress, pointsHref } from '@/components/recovery-points/points-address'
import { FilterChip } from '@/components/ui/filter-chip'
import { MECHANISM_WORDS } from '@/lib/inventory/model/mechanism-words'
import { locationWords } from '@/lib/inventory/places/location'
import type { RecoveryPointsView } from '@/lib/screens/restore/model/restore'

/** Mechanism and location, in the address. */
export function PointFilters({ view, address }: { view: RecoveryPointsView; address: PointsAddress }) {
  const { mechanism, location } = address.asked
  const href = (changes: Record<string, string | null>) => pointsHref(address, { before: null, ...changes })
  return (
    <div className="h2row mb-2 flex-wrap gap-y-2">
      <h2>All points</h2>
      <span className="text-small text-t-2">newest first, times UTC</span>
      <span className="flex-1" />
      <nav aria-label="Filters" className="flex flex-wrap gap-2">
        <FilterChip href={href({ mechanism: null, location: null })} active={!address.filtered}>
          All
        </FilterChip>
        {view.mechanisms.map((one) => (
          <FilterChip key={one} href={href({ mechanism: mechanism === one ? null : one })} active={mechanism === one}>
            {MECHANISM_WORDS[one]}
          </FilterChip>
        ))}
        {view.locations.length > 1
          ? view.locations.map((one) => (
              <FilterChip key={one} href={href({ location: location === one ? null : one })} active={location === one}>
                {locationWords(one)}
              </FilterChip>
            ))
          : null}
      </nav>
    </div>
  )
}
