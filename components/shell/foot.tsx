'use client'

import { useLiveState } from '@/components/live/use-live-state'
import { KeysHint } from '@/components/shell/keys-hint'
import { Glyph } from '@/components/ui/glyph'
import { Instant } from '@/components/ui/instant'
import type { ShellHealth } from '@/lib/screens/shell/model/shell'

/** The tool's own health, always in sight. What is not known is said to be not known. */
export function Foot({ health, stale }: { health: ShellHealth; stale?: boolean }) {
  return (
    <footer className="foot">
      <Collectors collectors={stale ? null : health.collectors} worker={stale ? null : health.worker} />
      <Record record={stale ? null : health.record} />
      <Disk disk={stale ? null : health.disk} />
      <Stream />
      <KeysHint />
    </footer>
  )
}

/** Who reads the accounts. A worker that stopped comes first: what its collectors last said is no news. */
function Collectors({ collectors, worker }: Pick<ShellHealth, 'collectors' | 'worker'>) {
  if (worker?.state === 'silent') {
    return (
      <span role="status">
        <Glyph name="risk" />
        <b>Worker silent</b> since <Instant at={worker.since} /> UTC
      </span>
    )
  }
  if (worker?.state === 'never-seen') {
    return (
      <span>
        <Glyph name="unknown" />
        <b>Worker</b> not seen yet
      </span>
    )
  }
  if (!collectors) {
    return (
      <span>
        <Glyph name="unknown" />
        <b>Collectors</b> not known
      </span>
    )
  }
  const { reporting, total } = collectors
  if (total === 0) {
    return (
      <span>
        <Glyph name="info" />
        <b>Collectors</b> none yet
      </span>
    )
  }
  return (
    <span>
      <Glyph name={reporting === total ? 'ok' : 'risk'} />
      <b>
        Collectors {reporting} of {total}
      </b>{' '}
      reporting
    </span>
  )
}

function Record({ record }: Pick<ShellHealth, 'record'>) {
  if (!record || record.verifiedAt === null) {
    return (
      <span>
        <Glyph name="unknown" />
        <b>Record</b> not verified yet
      </span>
    )
  }
  return (
    <span>
      <Glyph name={record.broken ? 'breach' : 'ok'} />
      <b>Record</b> {record.entries.toLocaleString('en-GB')} entries, {record.broken ? 'broken' : 'whole'}, verified{' '}
      <Instant at={record.verifiedAt} /> UTC
    </span>
  )
}

/** A disk with room enough is no news; one that fills, or that nobody can tell of, is. */
function Disk({ disk }: Pick<ShellHealth, 'disk'>) {
  if (disk && !disk.tight) return null
  return (
    <span role="status">
      <Glyph name={disk ? 'risk' : 'unknown'} />
      <b>Disk</b> {disk ? disk.words.replace(/^disk /, '') : 'not known'}
    </span>
  )
}

const ASKS = 'This account is open in many browsers; this one reads again every ten seconds.'

function Stream() {
  const state = useLiveState()
  if (!state) {
    return (
      <span>
        <Glyph name="info" />
        <b>Stream</b> connecting
      </span>
    )
  }
  return (
    <span role="status">
      <Glyph name={state.connected ? 'ok' : 'unknown'} />
      {state.connected ? (
        state.asks ? (
          <b title={ASKS}>Every 10 s</b>
        ) : (
          <b>Live</b>
        )
      ) : (
        <>
          <b>Not live</b>, reconnecting since <Instant at={state.since} as="time" /> UTC
        </>
      )}
    </span>
  )
}
