// A cartridge's page: page.html, page.css and page.js lie beside index.ts as the files they are, and
// become one constant `page` at the end of index.ts when the cartridge is read for publication. What is
// judged, stored and shipped stays one file. Pure text: reading the files is the caller's business.
import { ZooidError } from '@zooid/base'

/** The page files a folder may hold; without page.html there is no page. */
export const pageFiles = ['page.html', 'page.css', 'page.js'] as const
export type PageFiles = { readonly [name in (typeof pageFiles)[number]]?: string }

const styleLink = '<link rel="stylesheet" href="page.css">'
const scriptTag = '<script src="page.js"></script>'

/**
 * index.ts with its page as `const page: string` at the end; as it was when there is no page.
 * @throws PageError when a file has no place in page.html or would end its own element
 */
export function withPage(index: string, files: PageFiles): string {
  const { 'page.html': html, 'page.css': css, 'page.js': js } = files
  if (html === undefined) {
    const orphan = css === undefined ? js && 'page.js' : 'page.css'
    if (orphan) throw new PageError(orphan, 'has no page.html to stand in')
    return index
  }
  const styled = inline(html, 'page.css', styleLink, css, 'style')
  const whole = inline(styled, 'page.js', scriptTag, js, 'script')
  const lines = whole.trimEnd().split('\n')
  return `${index.trimEnd()}

const page = [
${lines.map((line) => `  ${JSON.stringify(line)},`).join('\n')}
].join('\\n')
`
}

function inline(
  html: string,
  file: (typeof pageFiles)[number],
  place: string,
  text: string | undefined,
  element: 'style' | 'script',
): string {
  const parts = html.split(place)
  if (text === undefined) {
    if (parts.length > 1) throw new PageError('page.html', `wants ${file}, which is not there`)
    return html
  }
  if (parts.length !== 2) throw new PageError('page.html', `must hold ${place} exactly once`)
  if (new RegExp(`</${element}|<!--`, 'i').test(text))
    throw new PageError(file, `must not contain "</${element}" or "<!--": write it in two parts`)
  return parts.join(`<${element}>\n${text.trimEnd()}\n</${element}>`)
}

export class PageError extends ZooidError {
  override readonly name = 'PageError'
  constructor(file: string, reason: string) {
    super('cartridge.page', `${file} ${reason}`, {
      hint: `page.html holds ${styleLink} and ${scriptTag} where page.css and page.js belong`,
      status: 400,
    })
  }
}
