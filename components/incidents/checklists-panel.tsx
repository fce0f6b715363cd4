'use client'

import { useEffect, useState } from 'react'
import { useAct } from '@/components/live/use-act'
import { Instant } from '@/components/ui/instant'
import { newUuid } from '@/components/ui/new-uuid'
import { useReady } from '@/components/ui/press'
import { recordCheckAction } from '@/lib/incidents/actions'
import type { CheckAct } from '@/lib/incidents/model/acts'
import type { PanelChecklist } from '@/lib/incidents/model/followed-plan'
import type { IncidentDto } from '@/lib/incidents/model/incident'
import { isDue, ticksOf } from '@/lib/incidents/rules/checks'

type Props = {
  checklists: readonly PanelChecklist[]
  incident: IncidentDto
  mayWrite: boolean
  onDone: () => void
}

/** The plan's checklists: those that fit how the incident stands open, the others folded. A tick is a line of the timeline. */
export function ChecklistsPanel({ checklists, incident, mayWrite, onDone }: Props) {
  const due = checklists.filter(({ kind }) => isDue(kind, incident.status, incident.mode))
  const later = checklists.filter((list) => !due.includes(list))
  const section = (list: PanelChecklist) => (
    <List key={list.id} list={list} incident={incident} mayWrite={mayWrite} onDone={onDone} />
  )
  if (checklists.length === 0) return null
  return (
    <>
      {due.map(section)}
      {later.length > 0 ? (
        <details className="sec">
          <summary>
            <b className="font-semibold">{due.length > 0 ? 'Other checklists' : 'Checklists'}</b>{' '}
            <span className="text-small text-t-2">{later.length}</span>
          </summary>
          {later.map(section)}
        </details>
      ) : null}
    </>
  )
}

function List({ list, incident, mayWrite, onDone }: Omit<Props, 'checklists'> & { list: PanelChecklist }) {
  const act = useAct()
  // What is on its way, by item: several may be ticked before the first answer comes.
  const [sent, setSent] = useState<Record<string, boolean>>({})
  const ticks = ticksOf(list.id, incident.checkActs)
  const done = list.items.filter(({ id }) => ticks.get(id)?.ticked).length

  async function tick(item: string, ticked: boolean) {
    setSent((known) => ({ ...known, [item]: ticked }))
    const input = { id: newUuid(), number: incident.number, checklist: list.id, item, ticked }
    if (await act.run(() => recordCheckAction(input))) onDone()
    else setSent(({ [item]: _, ...rest }) => rest)
  }

  // What was recorded stays drawn as sent until the record is read again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only newer facts settle it
  useEffect(() => setSent({}), [incident.checkActs])

  return (
    <section className="sec" aria-label={list.name}>
      <div className="h2row">
        <h2>
          {list.name}
          {list.hours ? <span className="text-small font-normal text-t-2">, {list.hours}</span> : null}
        </h2>
        <span className="flex-1" />
        <span className="text-small whitespace-nowrap text-t-2">
          {done} of {list.items.length}
        </span>
      </div>
      <ul>
        {list.items.map((item) => (
          <Item
            key={item.id}
            item={item}
            last={ticks.get(item.id) ?? null}
            mayWrite={mayWrite}
            sending={sent[item.id] ?? null}
            onTick={(ticked) => void tick(item.id, ticked)}
          />
        ))}
      </ul>
    </section>
  )
}

type ItemProps = {
  item: PanelChecklist['items'][number]
  last: CheckAct | null
  mayWrite: boolean
  /** what is on its way to the server; null when nothing is */
  sending: boolean | null
  onTick: (ticked: boolean) => void
}

function Item({ item, last, mayWrite, sending, onTick }: ItemProps) {
  const ready = useReady()
  const ticked = last?.ticked ?? false
  return (
    <li className="py-1">
      <label className="flex min-h-[max(24px,var(--target))] items-baseline gap-2">
        <input
          type="checkbox"
          className="mt-0.5 flex-none self-start"
          checked={sending ?? ticked}
          disabled={!mayWrite || !ready}
          aria-busy={sending !== null || undefined}
          onChange={(event) => sending === null && onTick(event.target.checked)}
        />
        <span className={ticked ? 'text-t-2' : ''}>
          {item.text}
          {item.owner && !ticked ? <span className="text-small text-t-3"> ({item.owner})</span> : null}
          {sending === null ? null : <span className="block text-small text-t-3">being recorded…</span>}
          {ticked && last && sending === null ? (
            <span className="block text-small text-t-3">
              <Instant at={last.at} /> by {last.byName}
            </span>
          ) : null}
        </span>
      </label>
    </li>
  )
}
