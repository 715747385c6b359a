/** A flat table from full paths to contents; folders have the content `null`, the root is the empty path. */
const normal = (path: string): string => {
  const short = path.replace(/\/+/g, '/').replace(/(\/\.)+(?=\/|$)/g, '')
  const parent = short.replace(/^\/\.\.(?=\/|$)/, '').replace(/\/[a-z]+\/\.\.(?=\/|$)/, '')
  const end = parent.replace(/\/$/, '')
  return end === path ? end : normal(end)
}

const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'))

export class Files {
  private readonly table = new Map<string, string | null>([['', null]])

  write(path: string, text: string): boolean {
    const own = normal(path)
    if (this.table.get(own) === null) return false
    const folders: string[] = []
    for (let up = parentOf(own); up !== ''; up = parentOf(up)) folders.push(up)
    if (folders.some((folder) => typeof this.table.get(folder) === 'string')) return false
    for (const folder of folders) this.table.set(folder, null)
    this.table.set(own, text)
    return true
  }

  read(path: string): string | null {
    return this.table.get(normal(path)) ?? null
  }

  list(path: string): string[] | null {
    const own = normal(path)
    if (this.table.get(own) !== null) return null
    const inside = [...this.table].filter(([other]) => other !== '' && parentOf(other) === own)
    return inside
      .map(([other, text]) => ({
        name: other.slice(own.length + 1),
        end: text === null ? '/' : '',
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, end }) => name + end)
  }

  remove(path: string): boolean {
    const own = normal(path)
    if (own === '' || !this.table.has(own)) return false
    for (const other of this.below(own)) this.table.delete(other)
    return true
  }

  move(from: string, to: string): boolean {
    const [source, target] = [normal(from), normal(to)]
    if (source === '' || !this.table.has(source) || this.table.has(target)) return false
    if (this.table.get(parentOf(target)) !== null || `${target}/`.startsWith(`${source}/`))
      return false
    for (const other of this.below(source)) {
      const text = this.table.get(other) ?? null
      this.table.delete(other)
      this.table.set(target + other.slice(source.length), text)
    }
    return true
  }

  private below(path: string): string[] {
    return [...this.table.keys()].filter((other) => `${other}/`.startsWith(`${path}/`))
  }
}
