import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CalendarPage } from '@/components/plans/calendar-page'
import { ErrorNote } from '@/components/ui/error-note'
import { LinkButton } from '@/components/ui/link-button'
import { type Query, queryOf } from '@/lib/auth/read-address'
import { requireActor } from '@/lib/auth/session'
import { InvalidInput, NotFound } from '@/lib/errors'
import { followUps } from '@/lib/incidents/store/follow-ups'
import { calendarView } from '@/lib/screens/calendar/calendar'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Calendar' }

type Props = {
  searchParams: Query
}

/** Drills, reviews, tasks, what follows incidents, and every schedule. */
export default async function Calendar({ searchParams }: Props) {
  const actor = await requireActor()
  const { month, system } = await queryOf(searchParams)
  const asked = {
    month: month ?? null,
    system: system || null,
  }
  try {
    const calendar = await calendarView(actor, asked, Date.now())
    const follow = await followUps(actor, calendar)
    const items = [...calendar.items, ...follow].sort((a, b) => a.day - b.day)
    return <CalendarPage calendar={{ ...calendar, items }} />
  } catch (error) {
    if (error instanceof NotFound) notFound()
    if (!(error instanceof InvalidInput)) throw error
    return (
      <div className="page-pad">
        <h1>Calendar</h1>
        <ErrorNote retry={<LinkButton href="/calendar">This month</LinkButton>}>{error.message}</ErrorNote>
      </div>
    )
  }
}
