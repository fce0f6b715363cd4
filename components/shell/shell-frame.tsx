'use client'

import type { ReactNode } from 'react'
import { useLiveQuery } from '@/components/live/use-live-query'
import { Foot } from '@/components/shell/foot'
import { IncidentStrip } from '@/components/shell/incident-strip'
import type { ShellStatus } from '@/lib/screens/shell/model/shell'

/** Strip above, foot below, both read again when an incident or a collector changes. */
export function ShellFrame({ initial, children }: { initial: ShellStatus; children: ReactNode }) {
  const { data, failedSince } = useLiveQuery<ShellStatus>({
    key: ['shell'],
    url: '/api/shell',
    topics: ['incident', 'collectors'],
    initial,
  })
  return (
    <>
      <IncidentStrip incidents={data.incidents} />
      {children}
      <Foot lines={data.foot} stale={failedSince !== null} />
    </>
  )
}
