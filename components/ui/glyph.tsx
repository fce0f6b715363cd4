import { classNames } from '@/components/ui/class-names'
import type { GlyphName } from '@/components/ui/mark'

type Props = {
  name: GlyphName
  /** Say it in words only where no word stands beside it; otherwise the glyph is decoration. */
  label?: string
  className?: string
}

/** One 14 px shape of the glyph sheet, in its own state colour. */
export function Glyph({ name, label, className }: Props) {
  const classes = classNames('glyph', `glyph-${name}`, className)
  if (label) {
    return (
      <svg width="14" height="14" className={classes} role="img" aria-label={label}>
        <use href={`#glyph-${name}`} />
      </svg>
    )
  }
  return (
    <svg width="14" height="14" className={classes} aria-hidden="true">
      <use href={`#glyph-${name}`} />
    </svg>
  )
}
