'use client'

import type { MouseEvent } from 'react'
import styles from '@/components/board/board.module.css'
import { Glyph } from '@/components/ui/glyph'
import { MARK_LOOK } from '@/components/ui/mark'
import type { BoardRow } from '@/lib/screens/board/model/board'
import { countMarks } from '@/lib/screens/board/rules/filter'

type Props = {
  rows: readonly BoardRow[]
  chosen: string | null
  onChoose: (mark: string | null) => void
}

/** Filters by state, with counts. They are links, so that a filtered board can be sent; here they act at once. */
export function BoardChips({ rows, chosen, onChoose }: Props) {
  const act = (mark: string | null) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    onChoose(mark)
  }
  return (
    <nav aria-label="Filter by state" className={styles.chips}>
      <a className="chip" href="/" aria-current={chosen === null ? 'true' : undefined} onClick={act(null)}>
        All
      </a>
      {countMarks(rows).map(({ mark, count }) => (
        <a
          key={mark}
          className="chip"
          href={`/?state=${mark}`}
          aria-current={chosen === mark ? 'true' : undefined}
          onClick={act(chosen === mark ? null : mark)}
        >
          <Glyph name={MARK_LOOK[mark].glyph} />
          {MARK_LOOK[mark].word} <b>{count}</b>
        </a>
      ))}
    </nav>
  )
}
