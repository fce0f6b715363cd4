import Markdown from 'react-markdown'

/** Markdown as a person wrote it, rendered on the server: no raw HTML, no images from elsewhere, links without a referrer. */
export function Prose({ markdown }: { markdown: string }) {
  return (
    <div className="prose-review text-read">
      <Markdown
        skipHtml={false}
        components={{
          a: ({ href, children }) => (
            <a href={href} rel="noreferrer nofollow" target="_blank">
              {children}
            </a>
          ),
          img: ({ alt }) => <span className="text-t-3">[image: {alt || 'without description'}]</span>,
          h1: ({ children }) => <h3>{children}</h3>,
          h2: ({ children }) => <h3>{children}</h3>,
        }}
      >
        {markdown}
      </Markdown>
    </div>
  )
}
