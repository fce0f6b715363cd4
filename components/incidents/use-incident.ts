'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { readAgain } from '@/components/live/read-again'
import { ReadFailed, readJson } from '@/components/live/read-json'
import { useLive } from '@/components/live/use-live'
import type { EntryDto, IncidentDto, IncidentUpdate } from '@/lib/incidents/model/incident'
import { incidentName, restoreName } from '@/lib/vocabulary/numbers'

/** An incident that stays true in this browser. */
export type LiveIncident = {
  incident: IncidentDto
  /** every entry read so far, by order of recording */
  entries: readonly EntryDto[]
  /** older entries exist that were not read yet */
  more: boolean
  /** epoch ms of the last answer */
  asOf: number
  /** since when it cannot be read, on this browser's clock; null while it can */
  failedSince: number | null
  failure: string | null
  refresh: () => void
  readOlder: () => Promise<void>
}

/** Facts may turn stale without any event, so they are read once a minute in any case. */
const FACTS_EVERY = 60_000

/** Reads what is new: entries after the newest known one, and the facts, upon each event that concerns the incident. */
export function useIncident(initial: IncidentUpdate): LiveIncident {
  const [update, setUpdate] = useState(initial)
  const [failed, setFailed] = useState<{ since: number; why: string } | null>(null)
  const newest = useRef(initial.entries.at(-1)?.seq ?? 0)
  const url = `/api/incidents/${incidentName(initial.incident.number)}`

  const read = useCallback(async () => {
    try {
      const next = await readJson<IncidentUpdate>(`${url}?after=${newest.current}`)
      newest.current = Math.max(newest.current, next.entries.at(-1)?.seq ?? 0)
      setUpdate((known) => merge(known, next))
      setFailed(null)
    } catch (error) {
      const why = error instanceof ReadFailed ? error.message : 'The server cannot be reached.'
      setFailed((known) => ({ since: known?.since ?? Date.now(), why }))
    }
  }, [url])
  const again = useMemo(() => readAgain(read), [read])
  const refresh = useCallback(() => again('act'), [again])

  const { incident } = update
  const restores = incident.restores.map(({ number }) => `restore:${restoreName(number)}`)
  useLive([`incident:${incident.number}`, `system:${incident.system}`, ...restores], () => again())
  useEffect(() => {
    const timer = setInterval(again, failed ? 4_000 : FACTS_EVERY)
    return () => clearInterval(timer)
  }, [again, failed])
  useEffect(() => {
    window.addEventListener('online', refresh)
    return () => window.removeEventListener('online', refresh)
  }, [refresh])

  async function readOlder(): Promise<void> {
    const oldest = update.entries[0]?.seq ?? 1
    try {
      const page = await readJson<IncidentUpdate>(`${url}?before=${oldest}`)
      setUpdate((known) => ({ ...known, entries: [...page.entries, ...known.entries], more: page.more }))
    } catch (error) {
      setFailed({ since: Date.now(), why: error instanceof Error ? error.message : 'The server cannot be reached.' })
    }
  }

  return {
    incident,
    entries: update.entries,
    more: update.more,
    asOf: update.serverNow,
    failedSince: failed?.since ?? null,
    failure: failed?.why ?? null,
    refresh,
    readOlder,
  }
}

function merge(known: IncidentUpdate, next: IncidentUpdate): IncidentUpdate {
  const last = known.entries.at(-1)?.seq ?? 0
  const added = next.entries.filter(({ seq }) => seq > last)
  // Answers may overtake each other: an older state never replaces a newer one.
  const incident = next.serverNow >= known.serverNow ? next.incident : known.incident
  return {
    incident,
    entries: added.length > 0 ? [...known.entries, ...added] : known.entries,
    more: known.more,
    serverNow: Math.max(known.serverNow, next.serverNow),
  }
}
