'use client'

import { commandKey } from '@/components/shell/palette-key'
import { resultsSaid } from '@/components/shell/palette-list'
import type { PaletteSearch } from '@/components/shell/palette-search'
import { Button } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import { Kbd } from '@/components/ui/kbd'
import { LinkButton } from '@/components/ui/link-button'

type Props = {
  /** nothing is typed */
  isStart: boolean
  /** lines that fit what is typed */
  count: number
  more: boolean
  search: PaletteSearch
  incidentsKnown: boolean
}

/** How many were found, or why not all could be looked at; and what the keys do. Always of the same height. */
export function PaletteFoot({ isStart, count, more, search, incidentsKnown }: Props) {
  const { failure, pending, retry } = search
  return (
    <div className="palette-foot">
      <span role="status" className="palette-said">
        {failure ? <Glyph name="unknown" className="mr-1.5" /> : null}
        {failure ? failure.sentence : said()}
      </span>
      {failure?.ended ? (
        <LinkButton href="/sign-in" size="small">
          Sign in
        </LinkButton>
      ) : failure ? (
        <Button size="small" onClick={retry} busy={pending}>
          Try again
        </Button>
      ) : (
        <Keys />
      )}
    </div>
  )

  function said(): string {
    if (isStart) return incidentsKnown ? 'Type to search everything.' : 'Open incidents are not known just now.'
    if (pending) return search.answer ? '' : 'Searching…'
    return resultsSaid(count, more)
  }
}

function Keys() {
  return (
    <span className="palette-help" aria-hidden="true">
      <span>
        <Kbd>↑</Kbd> <Kbd>↓</Kbd> choose
      </span>
      <span>
        <Kbd>Enter</Kbd> open
      </span>
      <span>
        <Kbd>{commandKey()}</Kbd> <Kbd>Enter</Kbd> in a new tab
      </span>
      <span>
        <Kbd>Esc</Kbd> close
      </span>
    </span>
  )
}
