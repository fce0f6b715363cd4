'use client'

import { useSyncExternalStore } from 'react'
import { commandKey, SHOW_PALETTE } from '@/components/shell/palette-key'
import { Kbd } from '@/components/ui/kbd'

const never = () => () => undefined

/** Opens the palette; for those without its key, and to say that there is one. */
export function FindButton() {
  const key = useSyncExternalStore(never, commandKey, () => 'Ctrl' as const)
  return (
    <button
      type="button"
      className="find"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => document.dispatchEvent(new Event(SHOW_PALETTE))}
    >
      <span>Find…</span> <Kbd>{key === '⌘' ? '⌘K' : 'Ctrl K'}</Kbd>
    </button>
  )
}
