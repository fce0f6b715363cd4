import Link from 'next/link'
import { Instant } from '@/components/ui/instant'
import type { ReviewDto } from '@/lib/reviews/model/review'
import { formatDuration } from '@/lib/time/durations'
import { INCIDENT_ROLE_WORDS } from '@/lib/vocabulary/incident-roles'
import { incidentName, restoreName } from '@/lib/vocabulary/numbers'

/** Something the plan wants after an incident; `by` null: it is still open. Milliseconds. */
export type ReviewDeadline = {
  what: string
  by: number | null
  within: number
}

/** Beside the review: system, people, restores, plan, and the way through the page. */
export function ReviewMargin({ review, deadlines }: { review: ReviewDto; deadlines: readonly ReviewDeadline[] }) {
  const { incident, roles, restores } = review
  const name = incidentName(incident.number)
  return (
    <aside className="pt-6" aria-label="About the incident">
      <section className="border-t border-line-2 py-2">
        <div className="lb">System</div>
        {incident.systemName}
        {incident.environment ? `, ${incident.environment}` : ''}
        <div className="lb mt-1.5">Incident</div>
        <Link href={`/incidents/${name}`} prefetch={false}>
          {name}
        </Link>
      </section>
      <section className="border-t border-line-2 py-2">
        <div className="lb">Declared by</div>
        {review.declaredByName}
        {roles.map(({ role, userName }) => (
          <div key={role}>
            <div className="lb mt-1.5">{INCIDENT_ROLE_WORDS[role]}</div>
            {userName}
          </div>
        ))}
      </section>
      <section className="border-t border-line-2 py-2">
        <div className="lb">Restores</div>
        {restores.length === 0 ? 'none' : null}
        {restores.map((restore) => (
          <div key={restore.number}>
            <Link href={`/restores/${restoreName(restore.number)}`} prefetch={false} className="underline">
              {restoreName(restore.number)}
            </Link>
            , data as of <Instant at={restore.pointAt} />
          </div>
        ))}
        <div className="lb mt-1.5">Plan used</div>
        {review.planVersion === null ? (
          'none in force'
        ) : (
          <>
            version {review.planVersion}, <span className="mono text-small">{review.planHash?.slice(0, 8)}…</span>
          </>
        )}
      </section>
      {deadlines.length > 0 ? (
        <section className="border-t border-line-2 py-2">
          <div className="lb">By the plan, after resolution</div>
          <ul>
            {deadlines.map(({ what, by, within }) => (
              <li key={what} className="mt-1 leading-[18px]">
                {what}
                <span className="block text-small text-t-3">
                  {by === null ? `within ${formatDuration(within)}` : <Instant at={by} zone />}
                  {by !== null && by < review.asOf && review.status !== 'reviewed' ? (
                    <b className="text-risk"> past</b>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <nav className="border-t border-line-2 py-2" aria-label="On this page">
        <div className="lb">On this page</div>
        {[
          ['objectives', 'Objectives'],
          ['loss-window', 'Loss window'],
          ['timeline', 'Timeline'],
          ['contributing-factors', 'Contributing factors'],
          ['action-items', 'Action items'],
        ].map(([id, word]) => (
          <a key={id} href={`#${id}`} className="block leading-[22px]">
            {word}
          </a>
        ))}
      </nav>
    </aside>
  )
}
