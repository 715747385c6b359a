//! Packing for GEMM: copies of A and B in the order in which the tiles read them, and the split of rows and
//! columns into tile sizes. No arithmetic here. Why it pays: rows of a matrix are as far apart as it is
//! wide, for powers of two in the same cache sets and each on its own page.

use crate::gemm::{Block, A_AT, B_AT, MC, NT};
use crate::lanes::F32x4;

/// Rows taken at a time while all panels get their share of them: their lines stay in L1.
const CHUNK: usize = 16;

/// Height of the next tile when `left` rows remain: `most` unless that would leave a rest that 4, 5 and
/// `most` cannot make up. Only 1, 2, 3, 7 (and 6, 11 without sixes) rows end in a ragged tile.
pub fn height(most: usize, left: usize) -> usize {
    let whole = |rest: usize| match most {
        4 => rest % 4 == 0,
        5 => 5 * (rest % 4) <= rest,
        _ => rest == 0 || (rest >= 4 && rest != 7),
    };
    if left >= most && (whole(left - most) || !whole(left)) {
        most
    } else if most > 5 && left >= 5 && whole(left - 5) {
        5
    } else {
        4
    }
}

pub fn width(most: usize, left: usize) -> usize {
    if left <= 8 {
        8
    } else {
        most
    }
}

/// B(k, n) or B(n, k) to panels (k, w), the last one filled up with zeros. NN and TN go down a few rows of B
/// at a time, all panels wide: one panel after the other, short pieces of long rows would miss the cache and
/// the TLB one by one.
pub unsafe fn pack_b(x: &Block, b: *const f32, ldb: usize) {
    let chunk = if x.form == NT { x.k } else { CHUNK };
    let mut p = 0;
    while p < x.k {
        let rows = least(chunk, x.k - p);
        let mut to = x.scratch.add(B_AT);
        let mut j = 0;
        while j < x.n {
            let w = width(x.w, x.n - j);
            let cols = least(w, x.n - j);
            let into = to.add(p * w);
            let from = b.add(p * ldb + j);
            if cols < w {
                pad_panel(x, to, b, ldb, p, rows, j, w);
            } else if x.form == NT {
                pack_transposed(to, b.add(j * ldb), ldb, x.k, w);
            } else if w == 8 {
                copy_rows::<2>(into, from, ldb, rows);
            } else {
                copy_rows::<4>(into, from, ldb, rows);
            }
            to = to.add(w * x.k);
            j += cols;
        }
        p += rows;
    }
}

/// Rows from..from + rows of the last panel, with zeros for the columns that B does not have.
unsafe fn pad_panel(
    x: &Block,
    to: *mut f32,
    b: *const f32,
    ldb: usize,
    from: usize,
    rows: usize,
    j: usize,
    w: usize,
) {
    for p in from..from + rows {
        for q in 0..w {
            let at = if x.form == NT { (j + q) * ldb + p } else { p * ldb + j + q };
            *to.add(p * w + q) = if j + q < x.n { *b.add(at) } else { 0.0 };
        }
    }
}

#[inline(always)]
unsafe fn copy_rows<const V: usize>(to: *mut f32, from: *const f32, step: usize, rows: usize) {
    let (mut to, mut from) = (to, from);
    for _ in 0..rows {
        let mut row = [F32x4::splat(0.0); V];
        for v in 0..V {
            row[v] = F32x4::load(from.add(4 * v));
        }
        for v in 0..V {
            row[v].store(to.add(4 * v));
        }
        to = to.add(4 * V);
        from = from.add(step);
    }
}

/// w rows of k numbers to k rows of w numbers, in 4x4 blocks.
unsafe fn pack_transposed(to: *mut f32, from: *const f32, step: usize, k: usize, w: usize) {
    let mut q = 0;
    while q < w {
        let rows = from.add(q * step);
        let out = to.add(q);
        let mut p = 0;
        while p + 4 <= k {
            let block = F32x4::transpose([
                F32x4::load(rows.add(p)),
                F32x4::load(rows.add(step + p)),
                F32x4::load(rows.add(2 * step + p)),
                F32x4::load(rows.add(3 * step + p)),
            ]);
            block[0].store(out.add(p * w));
            block[1].store(out.add((p + 1) * w));
            block[2].store(out.add((p + 2) * w));
            block[3].store(out.add((p + 3) * w));
            p += 4;
        }
        while p < k {
            for r in 0..4 {
                *out.add(p * w + r) = *rows.add(r * step + p);
            }
            p += 1;
        }
        q += 4;
    }
}

/// Packs panels (k, h) of A(k, m) from column `from` on, about MC of them; returns the column after.
pub unsafe fn pack_a(x: &Block, from: usize) -> usize {
    let end = least(x.m, from + MC);
    let mut next = from;
    let mut p = 0;
    // k = 0 still has to find out where the panels end.
    while p < x.k || next == from {
        let rows = least(CHUNK, x.k - p);
        let mut to = x.scratch.add(A_AT);
        let mut i = from;
        while i < end {
            let h = height(x.h, x.m - i);
            let cols = least(h, x.m - i);
            let source = x.a.add(p * x.lda + i);
            if cols < h {
                pad_columns(to.add(p * h), source, x.lda, rows, cols, h);
            } else if h == 4 {
                copy_rows::<1>(to.add(4 * p), source, x.lda, rows);
            } else {
                copy_five_or_six(to.add(p * h), source, x.lda, rows, h);
            }
            to = to.add(h * x.k);
            i += cols;
        }
        next = i;
        p += rows;
    }
    next
}

/// Two overlapping copies of four per row.
#[inline(always)]
unsafe fn copy_five_or_six(to: *mut f32, from: *const f32, step: usize, rows: usize, h: usize) {
    let (mut to, mut from) = (to, from);
    for _ in 0..rows {
        F32x4::load(from).store(to);
        F32x4::load(from.add(h - 4)).store(to.add(h - 4));
        to = to.add(h);
        from = from.add(step);
    }
}

unsafe fn pad_columns(
    to: *mut f32,
    from: *const f32,
    step: usize,
    rows: usize,
    cols: usize,
    h: usize,
) {
    for p in 0..rows {
        for r in 0..h {
            *to.add(p * h + r) = if r < cols { *from.add(p * step + r) } else { 0.0 };
        }
    }
}

pub fn least(a: usize, b: usize) -> usize {
    if a < b {
        a
    } else {
        b
    }
}
