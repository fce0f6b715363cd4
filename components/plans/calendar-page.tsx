import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { RefreshOn } from '@/components/live/refresh-on'
import { EmptyState } from '@/components/ui/empty-state'
import { Instant } from '@/components/ui/instant'
import { LinkButton } from '@/components/ui/link-button'
import { Segmented } from '@/components/ui/segmented'
import { StateTag } from '@/components/ui/state-tag'
import { Table } from '@/components/ui/table'
import type { CalendarDto, CalendarItem } from '@/lib/plans/model/calendar'
import { DAY } from '@/lib/time/durations'
import { formatDay } from '@/lib/time/instants'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** A month of drills, reviews, tasks and follow-ups by day, and every schedule with its next run. */
export function CalendarPage({ calendar }: { calendar: CalendarDto }) {
  const { month, system, items, asOf, schedules } = calendar
  const href = (change: { month?: string; system?: string | null }) => {
    const chosen = change.system === undefined ? system : change.system
    const query = new URLSearchParams({ month: change.month ?? month, ...(chosen ? { system: chosen } : {}) })
    return `/calendar?${query}`
  }
  const days = [...new Set(items.map(({ day }) => day))]
  const year = Number(month.slice(0, 4))
  const index = Number(month.slice(5)) - 1
  return (
    <div className="page-pad">
      <RefreshOn topics={['plans', 'incident']} nextChangeAt={(Math.floor(asOf / DAY) + 1) * DAY} />
      <div className="ph">
        <div>
          <h1>
            {MONTHS[index]} {year}
          </h1>
          <div className="sub">Drills, reviews and tasks of the plans, and every schedule. Days are days in UTC.</div>
        </div>
        <span className="flex-1" />
        <div className="flex flex-wrap gap-2">
          <LinkButton href={href({ month: monthOf(year, index - 1) })}>Before</LinkButton>
          <LinkButton href={href({ month: new Date(asOf).toISOString().slice(0, 7) })}>This month</LinkButton>
          <LinkButton href={href({ month: monthOf(year, index + 1) })}>After</LinkButton>
          <LinkButton look="primary" download href={`/api/calendar${system ? `?system=${system}` : ''}`}>
            Save as .ics
          </LinkButton>
        </div>
      </div>
      <div className="scroll-x">
        <Segmented
          label="System"
          segments={[
            { href: href({ system: null }), label: 'All systems', active: system === null },
            ...calendar.systems.map(({ key, name }) => ({
              href: href({ system: key }),
              label: name,
              active: system === key,
            })),
          ]}
        />
      </div>
      <div className="mt-4 grid gap-7 xl:grid-cols-[minmax(0,1fr)_minmax(0,520px)]">
        <section className="sec min-w-0" aria-labelledby="days-head">
          <div className="h2row">
            <h2 id="days-head">By day</h2>
            <span className="text-small text-t-3">{items.length}</span>
          </div>
          {days.length === 0 ? (
            <EmptyState action={<LinkButton href={href({ month: monthOf(year, index + 1) })}>Next month</LinkButton>}>
              Nothing of these plans falls into this month. Drills stand here on the days their plans name.
            </EmptyState>
          ) : (
            <ul>
              {days.map((day) => (
                <li
                  key={day}
                  className="grid gap-x-4 border-b border-line-1 py-2 data-today:shadow-[-2px_0_0_var(--accent)] md:grid-cols-[92px_minmax(0,1fr)]"
                  data-today={day === Math.floor(asOf / DAY) * DAY || undefined}
                >
                  <h3 className="font-semibold">
                    <span className="text-t-3">{WEEKDAYS[new Date(day).getUTCDay()]}</span> {formatDay(day, asOf)}
                  </h3>
                  <ul>
                    {items
                      .filter((item) => item.day === day)
                      .map((item) => (
                        <Item key={item.id} item={item} />
                      ))}
                  </ul>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section className="sec min-w-0" aria-labelledby="schedules-head">
          <div className="h2row">
            <h2 id="schedules-head">What runs by itself</h2>
            <span className="text-small text-t-3">{schedules.length}, the next first</span>
          </div>
          <Table
            caption="Schedules, the next run first"
            columns={[
              { key: 'name', head: 'Schedule' },
              { key: 'when', head: 'When' },
              { key: 'next', head: 'Next, UTC', numeric: true },
            ]}
            rows={schedules.map(({ id, name, systemName, when, next, href: to }) => ({
              key: id,
              cells: {
                name: (
                  <>
                    <Link href={to as Route} prefetch={false}>
                      {name}
                    </Link>
                    {system ? null : <span className="block text-small text-t-3">{systemName}</span>}
                  </>
                ),
                when,
                next: next === null ? 'none to come' : <Instant at={next} />,
              },
            }))}
          />
        </section>
      </div>
    </div>
  )
}

function Item({ item: { title, systemName, note, kind, state, href } }: { item: CalendarItem }) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 pb-1.5">
      <div className="min-w-0">
        <Link href={href as Route} prefetch={false}>
          {title}
        </Link>
        <span className="block text-small text-t-3">
          {systemName}, {kind}; {note}
        </span>
      </div>
      {TAGS[state]}
    </li>
  )
}

const TAGS: Record<CalendarItem['state'], ReactNode> = {
  agreed: (
    <StateTag state="info" plain>
      Agreed
    </StateTag>
  ),
  machine: (
    <StateTag state="running" plain>
      By itself
    </StateTag>
  ),
  'due-by': (
    <StateTag state="missed" plain>
      Due by this day
    </StateTag>
  ),
  'no-record': (
    <StateTag state="unknown" plain>
      No record of it
    </StateTag>
  ),
  overdue: (
    <StateTag state="at-risk" plain>
      Overdue
    </StateTag>
  ),
  done: (
    <StateTag state="within" plain>
      Done
    </StateTag>
  ),
}

function monthOf(year: number, index: number): string {
  return new Date(Date.UTC(year, index, 1)).toISOString().slice(0, 7)
}
