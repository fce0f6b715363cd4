import type { ComponentProps } from 'react'
import { classNames } from '@/components/ui/class-names'

/** A multi-line input. Put it in a Field: it has no label of its own. */
export function TextArea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} rows={rows} className={classNames('input', className)} />
}
