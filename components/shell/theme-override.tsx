'use client'

import { useLayoutEffect } from 'react'
import { showTheme } from '@/components/shell/theme'

/** `?theme=light` and `?theme=dark` show a theme for one page view, for links and screenshots. */
export function ThemeOverride() {
  useLayoutEffect(() => {
    const asked = new URLSearchParams(window.location.search).get('theme')
    if (asked === 'light' || asked === 'dark') showTheme(asked)
  }, [])
  return null
}
