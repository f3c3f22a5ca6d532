import { NotFetched } from '@anteroom/ui/not-fetched.tsx'
import { useState } from 'preact/hooks'
import { words } from '../words/words.ts'

/**
 * Says that a part of the page did not come, and offers to try again. What does not come then either may be gone since an
 * update: from then on its person can load the page anew, which brings them back to where they are. Nobody does it for
 * them, who may be in a call.
 */
export function PartMissing({ onAgain }: { onAgain: () => void }) {
  const [tried, setTried] = useState(false)
  if (tried) {
    return <NotFetched text={words.call.pluginFailed} button={words.broken.button} onAgain={() => location.reload()} />
  }
  return (
    <NotFetched
      text={words.call.pluginFailed}
      button={words.call.tryAgain}
      onAgain={() => {
        setTried(true)
        onAgain()
      }}
    />
  )
}
