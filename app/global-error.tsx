'use client'

import '@/app/globals.css'

/** The last resort, when the document itself could not be made: no shell, no data, one way on. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en" data-theme="dark">
      <body>
        <main className="page page-pad">
          <h1 className="text-title font-semibold">Tidemark cannot be shown</h1>
          <p className="mt-2 text-t-2">
            The server did not answer as it should. Entries not yet sent wait in this browser.
            {error.digest ? <> In the log as {error.digest}.</> : null}
          </p>
          <p className="mt-3">
            <a className="btn" href="/">
              Open the board
            </a>
          </p>
        </main>
      </body>
    </html>
  )
}
