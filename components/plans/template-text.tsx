import { Fragment, type ReactNode } from 'react'

/** A hole that is still to be filled in: dashed, and drawn through on paper. */
const OPEN = 'rounded-[3px] border border-dashed border-unknown px-0.5 text-unknown print:border-solid'
const PLACE = /(\{\{ ?[a-z][a-z0-9_]* ?\}\})/

/**
 * A template with its places set apart. A place with a value shows the value; one without shows its name, so that
 * nobody runs a command with a hole in it unawares.
 */
export function TemplateText({
  text,
  values = {},
}: {
  text: string
  values?: Record<string, string | null>
}): ReactNode {
  return text.split(PLACE).map((part, index) => {
    const name = PLACE.test(part) ? part.replace(/[{} ]/g, '') : null
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in its order
    if (name === null) return <Fragment key={index}>{part}</Fragment>
    const value = values[name]
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in its order
      <span key={index} className={value ? 'font-semibold' : OPEN} title={name.replaceAll('_', ' ')}>
        {value ?? `⟨${name.replaceAll('_', ' ')}⟩`}
      </span>
    )
  })
}
