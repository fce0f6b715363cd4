'use client'

import type { Route } from 'next'
import Link from 'next/link'
import type { MouseEvent } from 'react'
import type { Line } from '@/components/shell/palette-list'
import { Kbd } from '@/components/ui/kbd'
import { StateTag } from '@/components/ui/state-tag'

type Props = {
  id: string
  line: Line
  isActive: boolean
  onChoose: () => void
  onOpened: () => void
  onClose: () => void
}

/** One line: what it is called, what tells it from others, its state or its keys. A link, so that a mouse has all its ways. */
export function PaletteRow({ id, line, isActive, onChoose, onOpened, onClose }: Props) {
  const { title, identifier, detail, href, state, keys, stale } = line

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
      <span className="palette-title">{title}</span>
      <span className="palette-detail">
        {identifier ? <span className="palette-identifier mono">{identifier}</span> : null}
        {detail}
      </span>
      {state ? (
        <StateTag state={state.mark} plain>
          {state.word}
        </StateTag>
      ) : null}
      {keys ? (
        <span className="palette-keys" aria-hidden="true">
          {keys.split(' ').map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      ) : null}
    </Link>
  )
}
