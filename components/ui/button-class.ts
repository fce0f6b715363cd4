import { classNames } from '@/components/ui/class-names'

/** Looks a button or a link drawn as one can have. */
export type ButtonLook = 'plain' | 'primary' | 'danger' | 'quiet'

/** Sizes: 24, 30 and 38 px high; 44 px and more on touch. */
export type ButtonSize = 'small' | 'normal' | 'large'

/** The class list of a button, or of a link that looks like one. */
export function buttonClass(look: ButtonLook = 'plain', size: ButtonSize = 'normal', className?: string): string {
  return classNames('btn', look !== 'plain' && `btn-${look}`, size !== 'normal' && `btn-${size}`, className)
}
