import type { ComponentProps } from 'react'
import { classNames } from '@/components/ui/class-names'

type Props = ComponentProps<'input'> & {
  /** Identifiers, SQL and hashes are set in mono; prose never is. */
  mono?: boolean
}

/** A one-line input. Put it in a Field: it has no label of its own. */
export function TextInput({ mono, className, ...rest }: Props) {
  return <input {...rest} className={classNames('input', mono && 'mono', className)} />
}
