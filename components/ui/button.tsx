import type { ComponentProps } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Press } from '@/components/ui/press'

/** Looks a button or a link drawn as one can have. */
export type ButtonLook = 'plain' | 'primary' | 'danger' | 'quiet'

/** Sizes: 24, 30 and 38 px high; 44 px and more on touch. */
export type ButtonSize = 'small' | 'normal' | 'large'

/** The class list of a button, for elements that are neither Button nor LinkButton (e.g. `summary`). */
export function buttonClass(look: ButtonLook = 'plain', size: ButtonSize = 'normal', className?: string): string {
  return classNames('btn', look !== 'plain' && `btn-${look}`, size !== 'normal' && `btn-${size}`, className)
}

type Props = ComponentProps<'button'> & {
  look?: ButtonLook
  size?: ButtonSize
  /** While its action runs: the button stays in place and in focus, and does nothing. */
  busy?: boolean
}

/** A button. `type` is "button" unless it submits a form. */
export function Button({ look, size, busy, className, type = 'button', onClick, ...rest }: Props) {
  return (
    <Press
      {...rest}
      type={busy ? 'button' : type}
      onClick={busy ? undefined : onClick}
      aria-disabled={busy || rest['aria-disabled']}
      aria-busy={busy || undefined}
      className={buttonClass(look, size, className)}
    />
  )
}
