'use client'

import { useLiveState } from '@/components/live/use-live-state'
import { KeysHint } from '@/components/shell/keys-hint'
import { Glyph } from '@/components/ui/glyph'
import { Instant } from '@/components/ui/instant'
import type { FootLine } from '@/lib/screens/shell/model/shell'

/** The tool's own health, always in sight; nothing of it is known while it cannot be read. */
export function Foot({ lines, stale }: { lines: readonly FootLine[]; stale: boolean }) {
  return (
    <footer className="foot">
      {lines.map(({ mark, name, says, at }) => (
        <span key={name} role={mark === 'ok' ? undefined : 'status'}>
          <Glyph name={stale ? 'unknown' : mark} />
          <b>{name}</b> {stale ? 'not known' : says}
          {at && !stale ? (
            <>
              {' '}
              <Instant at={at} /> UTC
            </>
          ) : null}
        </span>
      ))}
      <Stream />
      <KeysHint />
    </footer>
  )
}

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
        <b>{state.asks ? 'Every 10 s' : 'Live'}</b>
      ) : (
        <>
          <b>Not live</b>, reconnecting since <Instant at={state.since} as="time" /> UTC
        </>
      )}
    </span>
  )
}
