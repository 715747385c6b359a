import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { languagePage, languagePagePath } from './language-page.ts'

test('docs/codegen-language.md says what the table says', () => {
  const hint = 'run npx tsx packages/codegen/bin/language-table.ts'
  expect(readFileSync(languagePagePath, 'utf8') === languagePage(), hint).toBe(true)
})
