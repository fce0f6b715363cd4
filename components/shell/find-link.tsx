'use client'

import type { MouseEvent } from 'react'
import { commandKey, SHOW_PALETTE } from '@/components/shell/palette-key'
import { Kbd } from '@/components/ui/kbd'
import { useReady } from '@/components/ui/press'

/** Opens the palette; for those without its key, and to say that there is one. Before the script, the page that does its work. */
export function FindLink() {
  const isApple = useReady() && commandKey() === '⌘'

  function open(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    document.dispatchEvent(new Event(SHOW_PALETTE))
  }

  return (
    <a href="/search" className="find" aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K" onClick={open}>
      <span>Find…</span> <Kbd>{isApple ? '⌘K' : 'Ctrl K'}</Kbd>
    </a>
  )
}
