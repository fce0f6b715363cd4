import type { ReactNode } from 'react'

type Props = {
  /** The sentence that says what is drawn; without it the drawing is decoration beside the same figures in words. */
  label?: string
  width?: number | string
  height?: number
  viewBox?: string
  className?: string
  children: ReactNode
}

/** An SVG that is either an image with a sentence or silent. */
export function Drawing({ label, children, ...rest }: Props) {
  if (label) {
    return (
      <svg {...rest} role="img" aria-label={label}>
        {children}
      </svg>
    )
  }
  return (
    <svg {...rest} aria-hidden="true">
      {children}
    </svg>
  )
}
