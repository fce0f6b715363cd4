'use client'

import Link from 'next/link'
import { useLiveQuery } from '@/components/live/use-live-query'
import { ApprovalPanel } from '@/components/restores/approval-panel'
import { CheckList } from '@/components/restores/check-list'
import { ConfigurationTable } from '@/components/restores/configuration-table'
import { RestoreActs } from '@/components/restores/restore-acts'
import { RestoreHead } from '@/components/restores/restore-head'
import { RestorePhases } from '@/components/restores/restore-phases'
import { RestoredInstance } from '@/components/restores/restored-instance'
import { SameByHand, WhatMayBeLeft } from '@/components/restores/same-by-hand'
import { StepLog } from '@/components/restores/step-log'
import { Button } from '@/components/ui/button'
import { ErrorNote } from '@/components/ui/error-note'
import { Instant } from '@/components/ui/instant'
import type { RestoreView } from '@/lib/screens/restore/model/restore'

/** A restore as it runs: every step appears without a reload. */
export function RestoreLive({ initial, existing }: { initial: RestoreView; existing: boolean }) {
  const { number } = initial
  const live = useLiveQuery<RestoreView>({
    key: ['restore', number],
    url: `/api/restores/${number}`,
    topics: [`restore:${number}`],
    initial,
  })
  const restore = live.data
  return (
    <>
      <RestoreHead restore={restore} />
      {existing ? (
        <p className="box mb-3" role="status">
          This restore was there already: the same request, or another person’s for the same point. Nothing was started
          twice.
        </p>
      ) : null}
      {live.failedSince === null ? null : (
        <ErrorNote
          stillWorks="What is shown is the last that was read; the worker goes on."
          retry={
            <Button size="small" onClick={live.refetch}>
              Read again
            </Button>
          }
        >
          {live.failure} Not read since <Instant at={live.failedSince} as="time" zone />.
        </ErrorNote>
      )}
      {restore.failure ? (
        <div className="mb-3">
          <ErrorNote alert>{restore.failure.text}</ErrorNote>
        </div>
      ) : null}
      <RestorePhases restore={restore} />
      <div className="mt-4 grid gap-x-7 gap-y-4 lg:grid-cols-2 xl:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)_330px]">
        <StepLog restore={restore} />
        <div className="min-w-0">
          <CheckList checks={restore.preflight.checks} heading="Checks when it was asked for" />
        </div>
        <div className="min-w-0">
          <RestoredInstance restore={restore} />
          <ApprovalPanel restore={restore} />
          <RestoreActs restore={restore} />
        </div>
      </div>
      <div className="mt-4">
        <ConfigurationTable lines={restore.preflight.configuration} />
      </div>
      {restore.leftovers.length > 0 ? <WhatMayBeLeft leftovers={restore.leftovers} /> : null}
      {restore.command ? (
        <SameByHand command={restore.command.text}>
          {restore.command.is === 'ready'
            ? `What the worker will send, with the mark of ${restore.number}. Type it only while the worker is not there to do it: it finds what was made, and goes on from there.`
            : 'A record of what AWS was asked for. Do not type it again: that could restore a second time.'}
        </SameByHand>
      ) : null}
      <p className="mt-4 text-small text-t-2">
        All restores are in the{' '}
        <Link href="/restores" className="underline">
          list
        </Link>
        .
      </p>
    </>
  )
}
