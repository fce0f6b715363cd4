import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { MARK_LOOK, type Mark } from '@/components/ui/mark'

type Props = {
  state: Mark
  /** Another word than the state's own, e.g. "Met", "Differs", "Pass". */
  children?: ReactNode
  /** Drawn without fill and outline, for dense cells where the row already carries the rank. */
  plain?: boolean
  title?: string
  className?: string
}

/** A state: glyph and word. The weight of the fill (filled, outlined, plain) carries the rank. */
export function StateTag({ state, children, plain, title, className }: Props) {
  const { word, glyph, tone, weight } = MARK_LOOK[state]
  const shown = plain ? 'plain' : weight
  return (
    <span className={classNames('tag', `tag-${tone}`, shown !== 'plain' && `tag-${shown}`, className)} title={title}>
      <Glyph name={glyph} />
      {children ?? word}
    </span>
  )
}
