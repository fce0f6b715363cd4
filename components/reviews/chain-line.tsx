import { Instant } from '@/components/ui/instant'
import type { ChainVerdict } from '@/lib/chains/model/verdict'

/** What the last look at a timeline's chain found. One that nobody looked at is not called whole. */
export function ChainLine({ verdict }: { verdict: ChainVerdict | null }) {
  if (!verdict) return <span className="text-unknown">chain not verified yet</span>
  const [first, ...more] = verdict.breaks
  if (!first) {
    return (
      <span>
        chain verified whole up to entry {verdict.length.toLocaleString('en-GB')}, <Instant at={verdict.at} zone />
      </span>
    )
  }
  const others = more.length > 0 ? `, and ${more.length} more` : ''
  const explained = verdict.breaks.every((each) => each.explained)
  return (
    <span className={explained ? undefined : 'text-breach'}>
      <b>
        chain broken{explained ? ' and explained' : ''}, entry {first.seq}: {first.why}
        {others}
      </b>
      , <Instant at={verdict.at} zone />
    </span>
  )
}
