export type Tree = string | Tree[]

export function parse(text: string): Tree[] {
  const tokens = text.match(/[()]|\w+/g) ?? []
  let at = 0
  const items = (): Tree[] => {
    const list: Tree[] = []
    while (at < tokens.length) {
      const token = tokens[at++]!
      if (token === ')') return list
      list.push(token === '(' ? items() : token)
    }
    return list
  }
  return items()
}
