// tsx packages/codegen/bin/language-table.ts: writes docs/codegen-language.md from the table of productions.
import { writeFileSync } from 'node:fs'
import { languagePage, languagePagePath } from '../test/language-page.ts'

writeFileSync(languagePagePath, languagePage())
