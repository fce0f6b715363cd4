'use client'

import { type ComponentProps, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { LONGEST_QUERY } from '@/lib/search/model/search'

type Props = Omit<ComponentProps<'input'>, 'onChange' | 'value'> & {
  text: string
  onText: (text: string) => void
  onClose: () => void
}

/** The line that is typed into. It takes the focus when it appears, with the cursor behind what was typed before. */
export function PaletteHead({ text, onText, onClose, ...rest }: Props) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const element = input.current
    element?.focus()
    element?.setSelectionRange(element.value.length, element.value.length)
  }, [])
  return (
    <div className="palette-head">
      <input
        {...rest}
        ref={input}
        className="palette-input"
        aria-label="Find"
        placeholder="System, asset, runbook, INC-0001…"
        value={text}
        onChange={(event) => onText(event.target.value)}
        maxLength={LONGEST_QUERY}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
      />
      <Button size="small" onClick={onClose}>
        Close
      </Button>
    </div>
  )
}
