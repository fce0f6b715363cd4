import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'

interface Props {
  children: ReactNode
  /** `over` is filled (overdue), `risk` outlined (due soon). */
  tone?: 'neutral' | 'over' | 'risk'
  className?: string
}

/** A small fact in a frame: "due in 3 m", "Overdue 6 m". It cannot be pressed. */
export function Chip({ children, tone = 'neutral', className }: Props) {
  return <span className={classNames('chip', tone !== 'neutral' && `chip-${tone}`, className)}>{children}</span>
}
