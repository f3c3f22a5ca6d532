import type { VisitView } from '@anteroom/contract/realtime'
import { ButtonLink } from '@anteroom/ui/button.tsx'
import { letterIcon, receiverIcon } from '@anteroom/ui/later-icons.ts'
import type { ComponentChildren } from 'preact'
import { laterWords } from '../words/words.ts'
import styles from './contact-ways.module.css'

/** How one reaches the practice, beside words that ask for it; nothing where it has not said. */
export function ContactWays({ of, main }: { of: VisitView['session']; main?: boolean }) {
  const { phone, email } = of.contact ?? {}
  if (!phone && !email) return null
  const text = laterWords.contact
  const tone = main ? 'primary' : 'secondary'
  return (
    <div className={styles.ways}>
      {phone && (
        <ButtonLink tone={tone} icon={receiverIcon} href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
          <span>
            {text.call} <bdi dir="ltr">{phone}</bdi>
          </span>
        </ButtonLink>
      )}
      {email && (
        <ButtonLink
          tone={phone ? 'secondary' : tone}
          icon={letterIcon}
          href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`}
        >
          <span>
            {text.write} <bdi dir="ltr">{breakable(email)}</bdi>
          </span>
        </ButtonLink>
      )}
    </div>
  )
}

/** An address that is longer than a line goes on in the next one before its @ or a dot. */
const breakable = (email: string) =>
  email.split(/(?=[@.])/).reduce<ComponentChildren>(
    (before, part) => (
      <>
        {before}
        <wbr />
        {part}
      </>
    ),
    null,
  )
