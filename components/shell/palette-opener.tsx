'use client'

import '@/components/shell/palette.css'
import '@/components/shell/palette.widths.css'
import { usePathname } from 'next/navigation'
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { Palette as PaletteType } from '@/components/shell/palette'
import { PaletteHead } from '@/components/shell/palette-head'
import { isPaletteKey, SHOW_PALETTE } from '@/components/shell/palette-key'
import { Button } from '@/components/ui/button'
import type { ShellActor } from '@/lib/screens/shell/model/shell'

/** Loads the rest of the palette. A load that failed may be tried again. */
let loading: Promise<typeof PaletteType> | null = null
function load(): Promise<typeof PaletteType> {
  loading ??= import('@/components/shell/palette').then(
    ({ Palette }) => Palette,
    (error) => {
      loading = null
      throw error
    },
  )
  return loading
}

/**
 * Opens the palette upon Ctrl-K, ⌘-K or the control in the top bar, over whatever is there. Its rest is loaded while the
 * browser idles; until then one can already type.
 */
export function PaletteOpener({ may }: Pick<ShellActor, 'may'>) {
  const pathname = usePathname()
  const dialog = useRef<HTMLDialogElement>(null)
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [Palette, setPalette] = useState<typeof PaletteType | null>(null)
  const [failed, setFailed] = useState(false)

  const close = () => dialog.current?.close()
  const take = () =>
    load().then(
      (part) => {
        setPalette(() => part)
        setFailed(false)
      },
      () => setFailed(true),
    )

  function show() {
    setText('')
    setOpen(true)
    dialog.current?.showModal()
    void take()
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isPaletteKey(event)) return
    event.preventDefault()
    event.stopPropagation()
    if (event.repeat) return
    if (dialog.current?.open) close()
    else show()
  })
  const onShow = useEffectEvent(() => show())

  useEffect(() => {
    const key = (event: KeyboardEvent) => onKey(event)
    const listener = () => onShow()
    // Before any field that keeps its keys to itself.
    document.addEventListener('keydown', key, { capture: true })
    document.addEventListener(SHOW_PALETTE, listener)
    return () => {
      document.removeEventListener('keydown', key, { capture: true })
      document.removeEventListener(SHOW_PALETTE, listener)
    }
  }, [])

  useEffect(() => whenIdle(() => void load().catch(() => undefined)), [])

  // In the very commit that changes the address: later, it would close a palette that was opened on the new page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes it, also by the browser's own way back
  useLayoutEffect(() => close(), [pathname])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc does the same
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Find"
      onClose={() => setOpen(false)}
      onClick={(event) => event.target === event.currentTarget && close()}
    >
      {open && Palette ? <Palette may={may} text={text} onText={setText} onClose={close} /> : null}
      {open && !Palette ? (
        <>
          <PaletteHead text={text} onText={setText} onClose={close} />
          <div className="palette-body" />
          <div className="palette-foot" role="status">
            {failed ? 'The search could not be loaded: the server cannot be reached.' : 'Loading the search…'}
            {failed ? (
              <Button size="small" onClick={take}>
                Try again
              </Button>
            ) : null}
          </div>
        </>
      ) : null}
    </dialog>
  )
}

function whenIdle(work: () => void): () => void {
  if (typeof window.requestIdleCallback !== 'function') {
    const timer = setTimeout(work, 2_000)
    return () => clearTimeout(timer)
  }
  const handle = window.requestIdleCallback(work, { timeout: 5_000 })
  return () => window.cancelIdleCallback(handle)
}
