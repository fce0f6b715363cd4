'use client'

import { type ReactNode, useEffect, useRef } from 'react'

type Props = {
  title: string
  onClose: () => void
  children: ReactNode
}

/** A dialog over the page; open while it is rendered. Esc and a click beside it close it. */
export function Modal({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 className="mb-3 text-lead">{title}</h2>
      {children}
    </dialog>
  )
}
