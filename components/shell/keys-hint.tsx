'use client'

import { SHOW_KEYS } from '@/components/shell/keyboard'
import { toggleTheme } from '@/components/shell/theme'
import { Kbd } from '@/components/ui/kbd'

/** The two keys that work everywhere, as buttons for those without a keyboard. */
export function KeysHint() {
  return (
    <>
      <button type="button" className="keys-theme" onClick={toggleTheme}>
        <Kbd>T</Kbd> theme
      </button>
      <button type="button" className="keys-hint" onClick={() => document.dispatchEvent(new Event(SHOW_KEYS))}>
        <Kbd>?</Kbd> keys
      </button>
    </>
  )
}
