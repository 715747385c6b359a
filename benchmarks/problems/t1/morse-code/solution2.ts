export function fromMorse(code: string): string {
  // The codes as a binary tree: a dot goes to 2i + 1, a dash to 2i + 2.
  const tree = '#ETIANMSURWDKGOHVF#L#PJBXCYZQ##'
  const decodeLetter = (signs: string) => {
    let at = 0
    for (const sign of signs) at = 2 * at + (sign === '.' ? 1 : sign === '-' ? 2 : 1000)
    const found = tree[at]
    return found === undefined || found === '#' ? '?' : found
  }
  return code
    .split(' / ')
    .map((word) => (word === '' ? '' : word.split(' ').map(decodeLetter).join('')))
    .join(' ')
}
