import { statusWord } from '@/lib/incidents/rules/rules'
import type { IncidentHit } from '@/lib/incidents/store/search-incidents'
import type { AssetHit } from '@/lib/inventory/store/search-assets'
import { STATE_WORDS } from '@/lib/restores/rules/words'
import type { RestoreHit } from '@/lib/restores/store/search-restores'
import type { Candidate } from '@/lib/search/model/search'
import { numberNames } from '@/lib/search/rules/rank'
import { formatDay } from '@/lib/time/instants'
import { incidentName, restoreName } from '@/lib/vocabulary/numbers'
import { severityName } from '@/lib/vocabulary/severities'

/** The systems' names by their keys. */
export type SystemNames = ReadonlyMap<string, string>

/** An asset leads to its recovery points; without any, to where the plan speaks of it, or else to its system. */
export function assetCandidate(asset: AssetHit, systems: SystemNames): Candidate {
  const { id, system, key, kind, name, identifier, region, environment, planned, hasPoints } = asset
  const systemName = systems.get(system) ?? system
  const inPlan = systems.has(system) ? `/systems/${system}/plan#asset-${key}` : `/systems/${system}`
  const kindWord = KIND_WORDS[kind] ?? kind.replaceAll('-', ' ')
  return {
    kind: 'asset',
    title: name,
    ...(identifier === name ? {} : { identifier }),
    detail: [systemName, kindWord, ...(region ? [region] : []), ...(planned ? [] : ['not in the plan'])].join(' · '),
    href: hasPoints ? `/recovery-points/${encodeURIComponent(id)}` : planned ? inPlan : `/systems/${system}`,
    names: [identifier, key],
    words: [systemName, system, kindWord, kind, region ?? '', environment ?? ''],
    ahead: hasPoints ? 1 : 0,
  }
}

const KIND_WORDS: Record<string, string> = { 'db-instance': 'database instance', dns: 'DNS' }

/** An incident, and the review of it where one was begun. */
export function incidentCandidates(incident: IncidentHit, systems: SystemNames, hasReview: boolean): Candidate[] {
  const { number, title, system, environment, severity, mode, status } = incident
  const name = incidentName(number)
  const systemName = systems.get(system) ?? system
  const open = status !== 'resolved'
  const found = {
    names: [...numberNames('INC', number), title],
    words: [systemName, system, environment ?? '', status, open ? 'open' : '', mode, severityName(severity)],
    ahead: number + (open ? OPEN_AHEAD : 0),
  }
  const where = environment ? `${systemName}, ${environment}` : systemName
  const what = `${mode === 'drill' ? 'Drill: ' : ''}${title}`
  const review: Candidate = {
    ...found,
    kind: 'review',
    title: `${name} ${what}`,
    detail: `Review · ${where}`,
    href: `/reviews/${name}`,
    words: [...found.words, 'review'],
    ahead: number,
  }
  const itself: Candidate = {
    ...found,
    kind: 'incident',
    title: `${name} ${what}`,
    detail: `${where} · SEV\u00a0${severity}`,
    href: `/incidents/${name}`,
    state: { mark: open && mode === 'live' ? 'incident' : 'info', word: statusWord(status) },
  }
  return hasReview ? [itself, review] : [itself]
}

/** Above every number, so that open incidents stand before resolved ones. */
const OPEN_AHEAD = 1_000_000_000

/** A restore, by its number, what it restores and what it makes. */
export function restoreCandidate(restore: RestoreHit, systems: SystemNames, now: number): Candidate {
  const { number, system, source, target, state, createdAt } = restore
  const systemName = systems.get(system) ?? system
  return {
    kind: 'restore',
    title: `${restoreName(number)} ${target}`,
    detail: `${systemName} · from ${source}, ${formatDay(createdAt, now)}`,
    href: `/restores/${restoreName(number)}`,
    state: STATE_WORDS[state],
    names: [...numberNames('RST', number), target],
    words: [source, systemName, system, STATE_WORDS[state].word],
    ahead: number,
  }
}
