'use client'

import type { ComponentProps } from 'react'

type Props = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  /** epoch milliseconds, or null while empty */
  value: number | null
  onChange: (at: number | null) => void
}

/** A date and time to the second, always in UTC whatever the browser's zone; its label must name the zone. */
export function UtcInput({ value, onChange, ...rest }: Props) {
  return (
    <input
      {...rest}
      type="datetime-local"
      step={1}
      className="input"
      value={value === null ? '' : new Date(value).toISOString().slice(0, 19)}
      onChange={(event) => {
        const at = Date.parse(`${event.target.value}Z`)
        onChange(Number.isFinite(at) ? at : null)
      }}
    />
  )
}
