import type { ComponentProps } from 'react'
import { classNames } from '@/components/ui/class-names'

/** The browser's own select, so that it works everywhere a keyboard or a phone does. Put it in a Field. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select {...rest} className={classNames('input', className)} />
}
