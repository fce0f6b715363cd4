import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { ThemeOverride } from '@/components/shell/theme-override'
import { GlyphSheet } from '@/components/ui/glyph-sheet'
import { NowProvider } from '@/components/ui/now'
import '@/app/globals.css'

export const metadata: Metadata = {
  title: { default: 'Tidemark', template: '%s · Tidemark' },
  description: 'How fresh every backup is against its objective, and the way back when it matters.',
  icons: { icon: '/mark.svg' },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

/** The document: theme from the cookie (so nothing flashes), the glyph sheet, and the server's time for all clocks. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get('theme')?.value === 'light' ? 'light' : 'dark'
  return (
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <body>
        <GlyphSheet />
        <ThemeOverride />
        <NowProvider serverNow={Date.now()}>{children}</NowProvider>
      </body>
    </html>
  )
}
