'use client'

import { useDeferredValue, useMemo, useState } from 'react'
import styles from '@/components/board/board.module.css'
import { BoardChips } from '@/components/board/board-chips'
import { BoardTable } from '@/components/board/board-table'
import { FindingsLine } from '@/components/board/findings-line'
import { useLiveQuery } from '@/components/live/use-live-query'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNote } from '@/components/ui/error-note'
import { Instant } from '@/components/ui/instant'
import { LinkButton } from '@/components/ui/link-button'
import { StaleNote } from '@/components/ui/stale-note'
import { useEarlyText } from '@/components/ui/use-early-text'
import { filterRows } from '@/lib/screens/board/rules/filter'
import { type PackedBoard, unpackBoard } from '@/lib/screens/board/rules/pack'
import { formatDuration } from '@/lib/time/durations'

const TOPICS = ['board', 'plans', 'collectors', 'asset', 'system', 'restore'] as const
const KEY = ['board'] as const

type Props = {
  initial: PackedBoard
  /** the state filter of the address */
  state: string | null
  /** the text filter of the address */
  text: string
}

/** The board: every objective, worst first, true by itself over the live stream. */
export function Board({ initial, state: chosen, text: typed }: Props) {
  const { data, failedSince, failure, refetch } = useLiveQuery<PackedBoard>({
    key: KEY,
    url: '/api/board',
    topics: TOPICS,
    initial,
  })
  const [state, setState] = useState(chosen)
  const [text, setText] = useState(typed)
  const board = useMemo(() => unpackBoard(data), [data])
  const words = useDeferredValue(text)
  const rows = useMemo(() => filterRows(board.rows, state, words), [board, state, words])

  function choose(next: { state?: string | null; text?: string }) {
    const now = { state, text, ...next }
    setState(now.state)
    setText(now.text)
    const query = new URLSearchParams()
    if (now.state) query.set('state', now.state)
    if (now.text) query.set('q', now.text)
    window.history.replaceState(null, '', query.size > 0 ? `/?${query}` : '/')
  }

  const filter = useEarlyText(text, (early) => choose({ text: early }))
  if (board.systems === 0) return <NoPlans />
  const silent = board.collectors.total > 0 && board.collectors.reporting === 0
  return (
    <>
      <div className={styles.sum}>
        <h1>{board.objectives} objectives</h1>
        <BoardChips rows={board.rows} chosen={state} onChoose={(mark) => choose({ state: mark })} />
        <span className="flex-1" />
        <span className="text-small text-t-3">
          Worst first. Times UTC, as of <Instant at={board.asOf} as="time" />
        </span>
        <form method="get" action="/" className="contents" onSubmit={(event) => event.preventDefault()}>
          {state === null ? null : <input type="hidden" name="state" value={state} />}
          <input
            ref={filter}
            type="search"
            name="q"
            data-filter
            className="input h-6 max-md:w-full md:w-45"
            placeholder="Filter"
            aria-label="Filter objectives by system, tier, asset or words"
            value={text}
            onChange={(event) => choose({ text: event.target.value })}
          />
        </form>
      </div>
      <FindingsLine systems={board.findings} />
      {failedSince === null ? null : (
        <div className="px-(--gutter) pb-2">
          <ErrorNote
            stillWorks="What is shown is what was known last."
            retry={
              <Button size="small" onClick={refetch}>
                Try again
              </Button>
            }
          >
            The board cannot be read since <Instant at={failedSince} as="time" zone />. {failure}
          </ErrorNote>
        </div>
      )}
      {silent ? (
        <div className="px-(--gutter) pb-2">
          <StaleNote value="No account answers">
            None of {board.collectors.total} collectors has reported lately; all facts below are what was known last.
          </StaleNote>
        </div>
      ) : null}
      {board.planTroubles.map((trouble) => (
        <div key={trouble.system} className="px-(--gutter) pb-2">
          <ErrorNote
            stillWorks={
              trouble.lastGood
                ? 'The last good revision stays in force.'
                : 'No earlier text was sound: nothing of it is watched.'
            }
          >
            <b className="font-semibold">{trouble.systemName}</b>: {trouble.file} has{' '}
            {trouble.faults === 1 ? 'a fault' : `${trouble.faults} faults`}
            {trouble.since === null ? '' : ` since ${formatDuration(Math.max(0, board.asOf - trouble.since))}`}.{' '}
            {trouble.first}
          </ErrorNote>
        </div>
      ))}
      <div className="px-(--gutter) pb-5">
        {rows.length === 0 ? (
          <EmptyState action={<Button onClick={() => choose({ state: null, text: '' })}>Show all</Button>}>
            No objective matches this filter.
          </EmptyState>
        ) : (
          <BoardTable rows={rows} filtered={state !== null || words !== ''} />
        )}
      </div>
    </>
  )
}

function NoPlans() {
  return (
    <div className="page-pad">
      <h1>Board</h1>
      <EmptyState action={<LinkButton href="/systems">Systems</LinkButton>}>
        Here every objective of every plan stands against what the accounts really hold. No plan is in force yet: put
        one into the folder of plans, and it appears by itself.
      </EmptyState>
    </div>
  )
}
