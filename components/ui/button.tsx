import type { ComponentProps } from 'react'
import { type ButtonLook, type ButtonSize, buttonClass } from '@/components/ui/button-class'
import { Press } from '@/components/ui/press'

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
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      aria-busy={busy || undefined}
      className={buttonClass(look, size, className)}
    />
  )
}
