// A thread that reads one Markdown text after the other and answers with what it is made of. It is ended from outside where
// a text takes too long; a text that it chokes on never reaches the process that serves pages.
import { parentPort, workerData } from 'node:worker_threads'
import { fromMarkdown } from 'mdast-util-from-markdown'

const { deepest, most } = workerData

parentPort.on('message', (markdown) => {
  try {
    const root = fromMarkdown(markdown)
    const why = tooMuch(root)
    parentPort.postMessage(why ? { kids: null, why } : { kids: drawAll(root, definitionsOf(root)), why: null })
  } catch {
    parentPort.postMessage({ kids: null, why: 'it cannot be read as Markdown' })
  }
})

parentPort.postMessage('ready')

/** Walks without calling itself: a text may nest deeper than any stack. */
function tooMuch(root) {
  let [count, level] = [0, [root]]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return `it nests deeper than ${deepest} levels`
    count += level.length
    if (count > most) return `it has more than ${most.toLocaleString('en-GB')} parts`
    level = level.flatMap((node) => node.children ?? [])
  }
  return null
}

/** Where links by name lead; of two of one name the first counts. */
function definitionsOf(root) {
  const all = new Map()
  const look = (node) => {
    if (node.type === 'definition' && !all.has(node.identifier)) all.set(node.identifier, node.url)
    for (const child of node.children ?? []) look(child)
  }
  look(root)
  return all
}

function drawAll(parent, links, isTight = false) {
  return parent.children.flatMap((node) => draw(node, links, isTight))
}

/** @param isTight in a list without empty lines, whose items' paragraphs are their own words */
function draw(node, links, isTight) {
  switch (node.type) {
    case 'text':
    case 'html':
      return node.value
    case 'definition':
      return []
    case 'paragraph':
      return isTight ? drawAll(node, links) : { tag: 'p', kids: drawAll(node, links) }
    case 'heading':
      return { tag: `h${Math.max(3, node.depth)}`, kids: drawAll(node, links) }
    case 'list': {
      const kids = drawAll(node, links, !node.spread && node.children.every((item) => !item.spread))
      return { tag: node.ordered ? 'ol' : 'ul', ...(node.start > 1 ? { start: node.start } : {}), kids }
    }
    case 'listItem':
      return { tag: 'li', kids: drawAll(node, links, isTight) }
    case 'blockquote':
      return { tag: 'blockquote', kids: drawAll(node, links) }
    case 'emphasis':
      return { tag: 'em', kids: drawAll(node, links) }
    case 'strong':
      return { tag: 'strong', kids: drawAll(node, links) }
    case 'inlineCode':
      return { tag: 'code', kids: [node.value] }
    case 'code':
      return { tag: 'pre', kids: [node.value] }
    case 'break':
      return { tag: 'br', kids: [] }
    case 'thematicBreak':
      return { tag: 'hr', kids: [] }
    case 'link':
      return { tag: 'a', href: node.url, kids: drawAll(node, links) }
    case 'linkReference':
      return { tag: 'a', href: links.get(node.identifier) ?? '', kids: drawAll(node, links) }
    case 'image':
    case 'imageReference':
      return { tag: 'image', kids: [node.alt || 'without description'] }
    default:
      return []
  }
}
