import { placesFor } from '@/components/shell/places'
import type { ShellActor, ShellStatus, StripIncident } from '@/lib/screens/shell/model/shell'
import type { Candidate } from '@/lib/search/model/search'

/** A group of the palette's list. */
export type PaletteGroup<T> = {
  name: string
  results: T[]
}

/** What the frame of the page knows by itself, with or without the server: pages, acts, systems, open incidents. */
export function knownPlaces(may: ShellActor['may'], status: ShellStatus | undefined) {
  return {
    incidents: (status?.incidents ?? []).map(incident),
    acts: acts(may),
    systems: (status?.systems ?? []).map(system),
    pages: placesFor(may).map(
      ({ name, href, key }): Candidate => ({
        kind: 'page',
        title: name,
        detail: '',
        href,
        keys: `G ${key.toUpperCase()}`,
        names: [],
        words: ['page'],
      }),
    ),
  }
}

function incident({ number, title, systemName, severity, drill }: StripIncident): Candidate {
  return {
    kind: 'incident',
    title: `${number} ${drill ? 'Drill: ' : ''}${title}`,
    detail: `${systemName} · SEV\u00a0${severity}`,
    href: `/incidents/${number}`,
    state: { mark: drill ? 'info' : 'incident', word: 'Open' },
    names: [number, title],
    words: [systemName, 'open', `sev${severity}`],
    ahead: Number.MAX_SAFE_INTEGER,
  }
}

function acts(may: ShellActor['may']): Candidate[] {
  const act = (title: string, detail: string, href: string, words: string[]): Candidate => ({
    ...{ kind: 'act', title, detail, href, words },
    names: [],
  })
  return [
    ...(may.declare
      ? [act('Declare an incident', 'Opens the form', '/incidents/new', ['new incident', 'start', 'drill'])]
      : []),
    ...(may.restore
      ? [act('Restore…', 'Choose what, then the recovery point', '/recovery-points', ['new restore', 'recover'])]
      : []),
  ]
}

function system({ key, name }: { key: string; name: string }): Candidate {
  return { kind: 'system', title: name, detail: '', href: `/systems/${key}`, names: [key], words: ['system'] }
}
