'use client'

import { SHOW_KEYS } from '@/components/shell/keyboard'
import { toggleTheme } from '@/components/shell/theme'
import { Kbd } from '@/components/ui/kbd'
import { Press } from '@/components/ui/press'

/** The two keys that work everywhere, as buttons for those without a keyboard. */
export function KeysHint() {
  return (
    <>
      <Press className="keys-theme" onClick={toggleTheme}>
        <Kbd>T</Kbd> theme
      </Press>
      <Press className="keys-hint" onClick={() => document.dispatchEvent(new Event(SHOW_KEYS))}>
        <Kbd>?</Kbd> keys
      </Press>
    </>
  )
}
