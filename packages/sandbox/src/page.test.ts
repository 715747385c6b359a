import { expect, test } from 'vitest'
import { withPage } from './page.ts'

const index = 'export const handle = (): Response => ({ body: page })\n'
const html = `<!doctype html>
<link rel="stylesheet" href="page.css">
<p>\`$x\` \\ "quoted"</p>
<script src="page.js"></script>
`

const evaluate = (source: string): string =>
  new Function(`${source.slice(source.indexOf('const page'))}; return page`)() as string

test('a cartridge without page files stays as it was', () => {
  expect(withPage(index, {})).toBe(index)
})

test('css and js take the places that page.html keeps for them', () => {
  const source = withPage(index, {
    'page.html': html,
    'page.css': 'p { color: red }\n',
    'page.js': 'const a = "$&"\n',
  })
  expect(source.startsWith(index.trimEnd())).toBe(true)
  expect(evaluate(source)).toBe(
    '<!doctype html>\n<style>\np { color: red }\n</style>\n<p>`$x` \\ "quoted"</p>\n<script>\nconst a = "$&"\n</script>',
  )
})

test('lines of index.ts keep their numbers', () => {
  const source = withPage(index, { 'page.html': '<p>hi</p>' })
  expect(source.split('\n')[0]).toBe(index.trimEnd())
})

test.each([
  [{ 'page.js': 'a()' }, /page\.js has no page\.html/],
  [{ 'page.css': 'p {}' }, /page\.css has no page\.html/],
  [{ 'page.html': html, 'page.css': 'p {}' }, /page\.html wants page\.js/],
  [{ 'page.html': '<p>', 'page.js': 'a()' }, /exactly once/],
  [{ 'page.html': html + html, 'page.css': 'p {}', 'page.js': 'a()' }, /exactly once/],
  [{ 'page.html': html, 'page.css': '</STYLE>', 'page.js': '' }, /page\.css must not contain/],
  [{ 'page.html': html, 'page.css': '', 'page.js': '"</script>"' }, /page\.js must not contain/],
  [{ 'page.html': html, 'page.css': '', 'page.js': '"<!--"' }, /page\.js must not contain/],
])('refuses page files that do not fit together: %#', (files, reason) => {
  expect(() => withPage(index, files)).toThrow(reason)
})
