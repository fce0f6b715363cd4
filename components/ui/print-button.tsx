'use client'

import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'

/** Prints the page, or saves it as PDF; the key P does the same. */
export function PrintButton() {
  return (
    <Button look="primary" data-key="p" data-key-label="print" onClick={() => window.print()}>
      Print or PDF <Kbd>P</Kbd>
    </Button>
  )
}
