import Link from 'next/link'
import { EstimateWords } from '@/components/restores/estimate-words'
import { Duration } from '@/components/ui/duration'
import { Instant } from '@/components/ui/instant'
import type { NewRestoreView } from '@/lib/screens/restore/model/restore'

/** From where to where, what is lost, how long it takes: before anything is asked for. */
export function NewRestoreHead({ view }: { view: NewRestoreView }) {
  const { loss, estimate } = view.preflight
  return (
    <div className="ph flex-wrap items-end gap-y-3">
      <div>
        <h1>
          New restore <span className="font-normal text-t-3">preflight</span>
        </h1>
        <div className="sub">
          Creates a new instance.{' '}
          <Link href={`/recovery-points/${encodeURIComponent(view.assetId)}`} className="underline" prefetch={false}>
            {view.source}
          </Link>{' '}
          is not touched; cut over is a separate, later decision.
        </div>
      </div>
      <span className="flex-1" />
      <dl className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <Fact label="From" value={<span className="mono">{view.source}</span>}>
          {view.method} <Instant at={view.pointAt} zone />
        </Fact>
        <Fact label="To, new" value={<span className="mono">{view.target}</span>}>
          {view.region}, {view.systemName}
        </Fact>
        <Fact label="Loss" value={loss.ms === null ? 'unknown' : <Duration ms={loss.ms} />}>
          {loss.rpoMs === null ? (
            'no RPO stated'
          ) : loss.rpoMs === 0 ? (
            'RPO 0, real time'
          ) : (
            <>
              of <Duration ms={loss.rpoMs} /> RPO
            </>
          )}
        </Fact>
        <Fact label="Estimate" value={<EstimateWords estimate={estimate} />}>
          {view.rtoMs === null ? (
            'no RTO stated'
          ) : (
            <>
              RTO <Duration ms={view.rtoMs} />
            </>
          )}
        </Fact>
      </dl>
    </div>
  )
}

function Fact({ label, value, children }: { label: string; value: React.ReactNode; children: React.ReactNode }) {
  return (
    <div>
      <dt className="lb">{label}</dt>
      <dd className="m-0">
        <b className="text-read">{value}</b>
        <span className="block text-small text-t-2">{children}</span>
      </dd>
    </div>
  )
}
