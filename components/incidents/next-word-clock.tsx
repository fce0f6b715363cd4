'use client'

import { Button } from '@/components/ui/button'
import { Clock } from '@/components/ui/clock'
import { Instant } from '@/components/ui/instant'
import { Kbd } from '@/components/ui/kbd'
import { useNow } from '@/components/ui/now'
import { StateTag } from '@/components/ui/state-tag'
import type { IncidentDto } from '@/lib/incidents/model/incident'
import { nextWord, type TellingRules } from '@/lib/incidents/rules/next-word'
import { formatDuration, MINUTE } from '@/lib/time/durations'

type Props = {
  incident: IncidentDto
  /** null when no plan is in force */
  rules: TellingRules | null
  /** begins a message in the entry line; null for those who may not write */
  onWrite: (() => void) | null
}

/** When the plan wants somebody to be told next; overdue is loud. Nothing once the incident is resolved. */
export function NextWordClock({ incident, rules, onWrite }: Props) {
  const now = useNow(10_000)
  if (incident.status === 'resolved') return null
  const { lastMessageAt } = incident
  const declaredAt = incident.milestones.declared ?? now
  const due = rules ? nextWord(rules, { ...incident, declaredAt }) : null
  const left = due ? due.dueAt - now : 0
  return (
    <div className="order-2 md:order-none md:col-span-2 md:border-t md:border-line-2 md:pt-2.5">
      <h2 className="text-small font-normal text-t-2">
        <span className="max-md:hidden">Next update</span>
        <span className="md:hidden">Update</span> due in
      </h2>
      {due ? (
        <>
          <Clock
            until={due.dueAt}
            size="fact"
            units={2}
            className={left > 0 && left < 5 * MINUTE ? 'text-risk' : undefined}
          />
          {left < 0 ? (
            <span role="alert">
              <StateTag state="breached" className="ml-2">
                Overdue
              </StateTag>
            </span>
          ) : null}
        </>
      ) : (
        <p className="text-t-2">not stated</p>
      )}
      <div className="flex flex-wrap items-center gap-2 text-small text-t-2">
        <p className="min-w-0 flex-1">
          {due?.every ? `every ${formatDuration(due.every)}, ` : ''}
          {lastMessageAt === null ? (
            'nobody told yet'
          ) : (
            <>
              last <Instant at={lastMessageAt} />
            </>
          )}
          {due ? <span className="block text-t-3 max-md:hidden">{due.says}</span> : null}
        </p>
        {onWrite ? (
          <Button
            size="small"
            className="max-md:hidden"
            data-key="u"
            data-key-label="write an update"
            onClick={onWrite}
          >
            Write update <Kbd>U</Kbd>
          </Button>
        ) : null}
      </div>
    </div>
  )
}
