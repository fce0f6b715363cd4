import type { ReactNode } from 'react'
import { LiveProvider } from '@/components/live/live-provider'
import { Keyboard } from '@/components/shell/keyboard'
import { PaletteOpener } from '@/components/shell/palette-opener'
import { ShellFrame } from '@/components/shell/shell-frame'
import { TopBar } from '@/components/shell/top-bar'
import { Toasts } from '@/components/ui/toast'
import type { ShellActor, ShellStatus } from '@/lib/screens/shell/model/shell'

type Props = {
  actor: ShellActor
  status: ShellStatus
  children: ReactNode
}

/** The frame of every signed-in page. Its strip and foot stay true by themselves, over the live stream. */
export function Shell({ actor, status, children }: Props) {
  return (
    <LiveProvider>
      <a href="#main" className="skip btn">
        Skip to content
      </a>
      <TopBar actor={actor} />
      <ShellFrame initial={status}>
        <main id="main" tabIndex={-1} className="page">
          {children}
        </main>
      </ShellFrame>
      <Keyboard may={actor.may} />
      <PaletteOpener may={actor.may} />
      <Toasts />
    </LiveProvider>
  )
}
