import { TemplateText } from '@/components/plans/template-text'

type Props = {
  subject: string | null
  body: string
  values?: Record<string, string | null>
}

/** Subject and body of a message, its places filled in or set apart. */
export function MessageText({ subject, body, values }: Props) {
  return (
    <>
      {subject ? (
        <p className="font-semibold">
          <TemplateText text={subject} values={values} />
        </p>
      ) : null}
      <p className="whitespace-pre-line">
        <TemplateText text={body} values={values} />
      </p>
    </>
  )
}
