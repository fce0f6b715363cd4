import { Fragment } from 'react'
import { classNames } from '@/components/ui/class-names'
import { clockFace } from '@/components/ui/clock-face'

/** Sizes of a large figure: 68, 48, 34, 24 and 22 px, and `inline` which takes the size of its text. */
export type FigureSize = 'large' | 'hero' | 'middle' | 'fact' | 'small' | 'inline'

const SIZES: Record<FigureSize, string> = {
  large: 'text-[48px] md:text-[68px] leading-[1] tracking-[-.022em]',
  hero: 'text-[48px] leading-[52px] tracking-[-.025em]',
  middle: 'text-[34px] leading-[38px] tracking-[-.015em]',
  fact: 'text-[26px] leading-8 tracking-[-.012em]',
  small: 'text-[22px] leading-6 tracking-[-.012em]',
  inline: '',
}

/** Classes of a figure, for values that are no duration (98.9 %). */
export function figureClass(size: FigureSize, className?: string): string {
  return classNames('whitespace-nowrap', size !== 'inline' && 'font-medium', SIZES[size], className)
}

type Props = {
  ms: number
  size?: FigureSize
  units?: number
  className?: string
}

/** A duration as a figure that stands still, its units set small: 2h 35m. Inline it is set as text: 2 h 35 m. */
export function Figure({ ms, size = 'fact', units = 2, className }: Props) {
  const parts = clockFace(ms, units)
  if (size === 'inline') {
    return (
      <span className={figureClass(size, className)}>
        {parts.map(({ value, unit }) => `${value}\u00a0${unit}`).join('\u00a0')}
      </span>
    )
  }
  return (
    <span className={figureClass(size, className)}>
      {parts.map(({ value, unit }, index) => (
        <Fragment key={unit}>
          {index === 0 ? null : ' '}
          {value}
          <span className={size === 'large' || size === 'hero' ? 'u text-[.36em]' : 'u'}>{unit}</span>
        </Fragment>
      ))}
    </span>
  )
}
