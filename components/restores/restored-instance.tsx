'use client'

import { CopyButton } from '@/components/ui/copy-button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Instant } from '@/components/ui/instant'
import { StateTag } from '@/components/ui/state-tag'
import type { RestoreView } from '@/lib/screens/restore/model/restore'

/** What was made: its address to copy, and that nobody has verified it. */
export function RestoredInstance({ restore }: { restore: RestoreView }) {
  const { endpoint, deletion } = restore
  const gone = deletion?.deletedAt ?? null
  const address = endpoint ? `${endpoint.address}${endpoint.port === null ? '' : `:${endpoint.port}`}` : null
  return (
    <section className="sec mb-4">
      <div className="h2row">
        <h2>Restored instance</h2>
        <span className="flex-1" />
        {gone === null && restore.state === 'AWAITING_CUTOVER' ? (
          <StateTag state="info">Available, not verified</StateTag>
        ) : null}
      </div>
      {address && gone === null ? (
        <>
          <p className="mb-2 flex items-start gap-2">
            <span className="mono min-w-0 flex-1 break-all" data-testid="endpoint">
              {address}
            </span>
            <CopyButton text={address} what="endpoint" />
          </p>
          <p className="mb-2 text-small text-t-2">
            Nothing has checked its data yet and no system uses it. Verify it before anybody relies on it.
          </p>
        </>
      ) : null}
      {gone === null ? null : (
        <p className="mb-2">
          Deleted again <Instant at={gone} zone />, as {deletion?.requestedBy} asked.
        </p>
      )}
      <DefinitionList
        items={[
          { term: 'Identifier', value: <span className="mono">{restore.target}</span> },
          {
            term: 'Database',
            value: endpoint?.database ? <span className="mono">{endpoint.database}</span> : 'not known yet',
          },
          { term: 'Data as of', value: <Instant at={restore.pointAt} zone /> },
          { term: 'At AWS', value: gone === null ? statusWords(restore) : 'deleted' },
          { term: 'Requests sent', value: String(restore.sendCount) },
          { term: 'Available', value: restore.availableAt ? <Instant at={restore.availableAt} zone /> : 'not yet' },
        ]}
      />
    </section>
  )
}

function statusWords({ awsStatus, percent }: RestoreView): string {
  if (!awsStatus) return 'not asked yet'
  return percent === null ? awsStatus : `${awsStatus}, ${Math.round(percent)} %`
}
