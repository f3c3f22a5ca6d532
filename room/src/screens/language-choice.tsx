import { languages, languageTags } from '@anteroom/contract/languages'
import { Icon } from '@anteroom/ui/icon.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { spoken } from '@anteroom/ui/words/spoken.ts'
import { useId, useState } from 'preact/hooks'
import { switchLanguage } from '../words/languages.ts'
import { words } from '../words/words.ts'
import styles from './language-choice.module.css'

/** Which language the page speaks, each by its own name. */
export function LanguageChoice() {
  const language = useStore(spoken)
  const [failed, setFailed] = useState(false)
  const id = useId()
  return (
    <div className={styles.choice}>
      <Icon name="globe" size={20} />
      <label htmlFor={id}>{words.language}</label>
      <select
        id={id}
        value={language}
        onChange={({ currentTarget: target }) => {
          const wanted = languageTags.find((tag) => tag === target.value)
          setFailed(false)
          if (wanted) switchLanguage(wanted).catch(() => setFailed(true))
        }}
      >
        {languageTags.map((tag) => (
          <option key={tag} value={tag} lang={tag} dir={languages[tag].dir}>
            {languages[tag].name}
          </option>
        ))}
      </select>
      {failed && <p role="alert">{words.problems.unavailable}</p>}
    </div>
  )
}
