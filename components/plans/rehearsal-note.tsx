import Link from 'next/link'
import { Instant } from '@/components/ui/instant'
import { StateTag } from '@/components/ui/state-tag'
import type { Rehearsal } from '@/lib/incidents/model/rehearsal'
import { incidentName } from '@/lib/vocabulary/numbers'

/** When the plan was last rehearsed, and whether it changed since. */
export function RehearsalNote({ rehearsal, contentHash }: { rehearsal: Rehearsal | null; contentHash: string }) {
  if (!rehearsal) {
    return (
      <StateTag state="missed" plain>
        Never rehearsed
      </StateTag>
    )
  }
  const name = incidentName(rehearsal.number)
  return (
    <>
      <p>
        <Link href={`/incidents/${name}`} prefetch={false}>
          {name}
        </Link>
        , <Instant at={rehearsal.at} zone />
      </p>
      {rehearsal.contentHash === contentHash ? (
        <StateTag state="within" plain>
          Unchanged since
        </StateTag>
      ) : (
        <StateTag state="at-risk" plain>
          Changed since
        </StateTag>
      )}
    </>
  )
}
