import '../../src/words/en/en.ts'
import { enLater } from '../../src/words/en/later/later.ts'
import { speakLater } from '../../src/words/words.ts'

// A page brings its words along, and its later parts theirs; where there is no page, English does.
speakLater('en', enLater)
