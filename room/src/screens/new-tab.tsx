import { ButtonLink } from '@anteroom/ui/button.tsx'
import { useState } from 'preact/hooks'
import { laterWords } from '../words/words.ts'
import { CopyLink } from './share-link.tsx'

/** Leads out of a frame; where its sandbox keeps tabs from opening, the link can be copied. */
export function NewTab() {
  const [isBlocked, setBlocked] = useState(false)
  function openTab(event: MouseEvent) {
    event.preventDefault()
    const tab = open(location.href, '_blank')
    if (tab) tab.opener = null
    else setBlocked(true)
  }
  if (!isBlocked) {
    return (
      <ButtonLink size="small" href={location.href} target="_blank" rel="noopener" onClick={openTab}>
        {laterWords.devices.newTab}
      </ButtonLink>
    )
  }
  return (
    <>
      <p role="status">{laterWords.devices.noTab}</p>
      <CopyLink url={location.href} size="small" />
    </>
  )
}
