import { Duration } from '@/components/ui/duration'
import type { RestoreEstimate } from '@/lib/restores/model/restore'

/** An estimate with what it rests on: measured p50 to p90 with n, the plan's own figure, or unknown. */
export function EstimateWords({ estimate }: { estimate: RestoreEstimate }) {
  if (estimate.kind === 'unknown') return <>unknown</>
  if (estimate.kind === 'plan') {
    return (
      <>
        <Duration ms={estimate.low} /> to <Duration ms={estimate.high} />{' '}
        <span className="text-small font-normal text-t-2" title={estimate.note}>
          the plan’s figure, n 0
        </span>
      </>
    )
  }
  return (
    <>
      <Duration ms={estimate.p50} /> to <Duration ms={estimate.p90} />{' '}
      <span className="text-small font-normal text-t-2">p50 to p90, n {estimate.n}</span>
    </>
  )
}
