'use client'

import Link from 'next/link'
import { Clock } from '@/components/ui/clock'
import { Duration } from '@/components/ui/duration'
import { Figure } from '@/components/ui/figure'
import { Instant } from '@/components/ui/instant'
import { StateTag } from '@/components/ui/state-tag'
import { STATE_WORDS } from '@/lib/restores/rules/words'
import type { RestoreView } from '@/lib/screens/restore/model/restore'

/** The restore's name and state, from where to where, and how long it has been going on. */
export function RestoreHead({ restore }: { restore: RestoreView }) {
  const { mark, word } = STATE_WORDS[restore.state]
  const begun = restore.firstSentAt ?? restore.createdAt
  const ended = restore.availableAt ?? restore.finishedAt
  const { loss } = restore.preflight
  return (
    <div className="ph flex-wrap items-end gap-y-3">
      <div>
        <h1 className="flex flex-wrap items-center gap-x-3">
          Restore {restore.number}
          <span role="status">
            {restore.deletion?.deletedAt ? (
              <StateTag state="info">Deleted again</StateTag>
            ) : (
              <StateTag state={mark}>{word}</StateTag>
            )}
          </span>
        </h1>
        <div className="sub">
          <Link
            href={`/recovery-points/${encodeURIComponent(restore.assetId)}`}
            className="mono underline"
            prefetch={false}
          >
            {restore.source}
          </Link>{' '}
          at <Instant at={restore.pointAt} zone /> ({restore.method}) into{' '}
          <span className="mono">{restore.target}</span>, {restore.region}. Asked for{' '}
          <Instant at={restore.createdAt} zone /> by {restore.requester}
          {restore.incident ? (
            <>
              , linked to{' '}
              <Link href={`/incidents/${restore.incident.number}`} className="underline" prefetch={false}>
                {restore.incident.number}
              </Link>
            </>
          ) : (
            ', no incident'
          )}
        </div>
      </div>
      <span className="flex-1" />
      <dl className="flex flex-wrap gap-x-7 gap-y-2">
        <div>
          <dt className="lb">{ended === null ? 'Elapsed' : 'Took'}</dt>
          <dd className="m-0">
            {ended === null ? <Clock since={begun} size="fact" /> : <Figure ms={ended - begun} size="fact" />}
          </dd>
        </div>
        <div>
          <dt className="lb">Loss when asked</dt>
          <dd className="m-0">
            {loss.ms === null ? 'unknown' : <Figure ms={loss.ms} size="fact" />}
            {loss.rpoMs === null ? null : (
              <span className="ml-1 text-small text-t-2">
                {loss.rpoMs === 0 ? (
                  'RPO 0, real time'
                ) : (
                  <>
                    of <Duration ms={loss.rpoMs} />
                  </>
                )}
              </span>
            )}
          </dd>
        </div>
      </dl>
    </div>
  )
}
