'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'

type Props = {
  text: string
  /** What is copied, for the button's name: "endpoint" gives "Copy endpoint". */
  what: string
}

/** Copies a text and says so in place. */
export function CopyButton({ text, what }: Props) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('refused')
    }
    setTimeout(() => setOutcome(undefined), 2_000)
  }

  return (
    <Button size="small" onClick={copy} aria-label={`Copy ${what}`}>
      <span aria-live="polite">
        {outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'Not allowed, select it' : 'Copy'}
      </span>
    </Button>
  )
}
