import type { Values } from '@/components/plans/runbook-step'
import { TemplateText } from '@/components/plans/template-text'
import { CopyButton } from '@/components/ui/copy-button'
import type { RunbookStep } from '@/lib/plans/model/recovery'
import { fillTemplate } from '@/lib/plans/rules/fill-template'

const LANGUAGE_WORDS = { bash: 'Shell', sql: 'SQL', conf: 'Configuration' }

/** A command with its places filled in, to copy once nothing is open. */
export function Command({
  text,
  values,
  name,
  language = null,
}: {
  text: string
  values: Values
  name: string
  language?: RunbookStep['language']
}) {
  const { filled, open } = fillTemplate(text, values)
  return (
    <>
      <pre className="plan-command">
        <TemplateText text={text} values={values} />
      </pre>
      <div className="print:hidden mt-1 flex items-center gap-2 text-small text-t-3">
        {language ? <span>{LANGUAGE_WORDS[language]}</span> : null}
        {open.length === 0 ? (
          <CopyButton text={filled} what={`the command of ${name}`} />
        ) : (
          <span>
            To be filled in before it can be copied: {open.map((place) => place.replaceAll('_', ' ')).join(', ')}
          </span>
        )}
      </div>
    </>
  )
}
