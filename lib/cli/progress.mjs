/**
 * Runs one step of a start and shows it: its name at once, how long it has taken while a person watches, and at the end
 * what came of it. `work` may return a short text to show. What it throws is passed on, after the step was marked.
 */
export async function step(label, work) {
  const since = Date.now()
  const seconds = () => `${((Date.now() - since) / 1000).toFixed(1)} s`
  const { isTTY } = process.stdout
  const show = (mark, text = '') => {
    const line = `  ${mark} ${label.padEnd(22)} ${text.padEnd(44)} ${seconds().padStart(8)}`
    process.stdout.write(isTTY ? `\r\x1b[K${line}` : `${line}\n`)
  }
  if (isTTY) show('·')
  const timer = setInterval(() => show('·'), isTTY ? 200 : 10_000)
  try {
    const result = await work()
    clearInterval(timer)
    show('✓', typeof result === 'string' ? result : '')
    return result
  } catch (error) {
    clearInterval(timer)
    show('✗', 'failed')
    throw error
  } finally {
    if (isTTY) process.stdout.write('\n')
  }
}
