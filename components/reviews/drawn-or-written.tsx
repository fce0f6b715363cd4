'use client'

import { Component, type ReactNode } from 'react'

type Props = { written: ReactNode; children: ReactNode }

/** Shows a section's text as it was written where drawing it fails, so that one section never takes the page with it. */
export class DrawnOrWritten extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? this.props.written : this.props.children
  }
}
