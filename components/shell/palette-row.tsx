'use client'

import type { Route } from 'next'
import Link from 'next/link'
import type { MouseEvent } from 'react'
import { FoundLine } from '@/components/shell/found-line'
import type { Line } from '@/components/shell/palette-list'

type Props = {
  id: string
  line: Line
  isActive: boolean
  onChoose: () => void
  onOpened: () => void
  onClose: () => void
}

/** One line of the palette. A link, so that a mouse has all its ways. */
export function PaletteRow({ id, line, isActive, onChoose, onOpened, onClose }: Props) {
  const { href, stale } = line

  function onClick(event: MouseEvent) {
    onOpened()
    if (!(event.ctrlKey || event.metaKey || event.shiftKey)) onClose()
  }

  return (
    <Link
      id={id}
      href={href as Route}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className="palette-row"
      data-stale={stale || undefined}
      prefetch={false}
      onClick={onClick}
      onAuxClick={onOpened}
      onPointerMove={isActive ? undefined : onChoose}
      // The cursor stays in the field, so that typing goes on.
      onMouseDown={(event) => event.preventDefault()}
    >
      <FoundLine {...line} />
    </Link>
  )
}
