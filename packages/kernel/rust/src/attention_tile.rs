//! What attention does with one tile: packing keys, the small matrix products between scores and heads,
//! masks and rescaling. Sizes are those of attention.rs; nothing here knows about softmax.

use crate::attention::{HEAD, KEYS};
use crate::edges::dot;
use crate::lanes::F32x4;

#[inline(always)]
pub fn least(a: usize, b: usize) -> usize {
    if a < b {
        a
    } else {
        b
    }
}

/// Scores of keys `from..wide` become -infinity.
#[inline(always)]
pub unsafe fn hide_from(row: *mut f32, from: usize, wide: usize) {
    for j in from..wide {
        *row.add(j) = f32::NEG_INFINITY;
    }
}

/// 0 for a key that may be seen, -infinity for masked keys and for the padding up to `wide`.
#[inline(always)]
pub unsafe fn fill_bias(bias: *mut f32, mask: *const u32, at: usize, columns: usize, wide: usize) {
    for j in 0..wide {
        let seen = j < columns && (mask.is_null() || *mask.add(at + j) != 0);
        *bias.add(j) = if seen { 0.0 } else { f32::NEG_INFINITY };
    }
}

/// Multiplies one head (32 floats) by `factor`; `fresh` memory is set to 0 without being read.
#[inline(always)]
pub unsafe fn scale_head(x: *mut f32, factor: f32, fresh: bool) {
    let factor = F32x4::splat(factor);
    let mut i = 0;
    while i < HEAD {
        let scaled = if fresh {
            F32x4::splat(0.0)
        } else {
            F32x4::load(x.add(i)).mul(factor)
        };
        scaled.store(x.add(i));
        i += 4;
    }
}

#[inline(always)]
pub unsafe fn head_dot(a: *const f32, b: *const f32) -> f32 {
    dot(a, b, HEAD)
}

/// panel[d][j] = x[j][d] for `columns` rows of 32; columns up to `wide` are 0.
#[inline(always)]
pub unsafe fn pack(panel: *mut f32, x: *const f32, stride: usize, columns: usize, wide: usize) {
    let whole = columns & !3;
    let mut j = 0;
    while j < whole {
        let x = x.add(j * stride);
        let mut d = 0;
        while d < HEAD {
            let t = F32x4::transpose([
                F32x4::load(x.add(d)),
                F32x4::load(x.add(stride + d)),
                F32x4::load(x.add(2 * stride + d)),
                F32x4::load(x.add(3 * stride + d)),
            ]);
            for (i, column) in t.iter().enumerate() {
                column.store(panel.add((d + i) * KEYS + j));
            }
            d += 4;
        }
        j += 4;
    }
    for j in whole..wide {
        for d in 0..HEAD {
            *panel.add(d * KEYS + j) = if j < columns {
                *x.add(j * stride + d)
            } else {
                0.0
            };
        }
    }
}

/// c[i][j] = (add ? c[i][j] : 0) + sum_l a[i * a_row + l * a_step] * b[l * b_row + j] for i < rows,
/// j < columns (a multiple of 8), l < depth. Four rows by eight columns stay in registers.
pub unsafe fn product(
    rows: usize,
    columns: usize,
    depth: usize,
    a: *const f32,
    a_row: usize,
    a_step: usize,
    b: *const f32,
    b_row: usize,
    c: *mut f32,
    c_row: usize,
    add: bool,
) {
    let mut i = 0;
    while i < rows {
        let four = i + 4 <= rows;
        let (a, c) = (a.add(i * a_row), c.add(i * c_row));
        let mut j = 0;
        while j < columns {
            if four {
                block::<4>(
                    depth,
                    a,
                    a_row,
                    a_step,
                    b.add(j),
                    b_row,
                    c.add(j),
                    c_row,
                    add,
                );
            } else {
                block::<1>(
                    depth,
                    a,
                    a_row,
                    a_step,
                    b.add(j),
                    b_row,
                    c.add(j),
                    c_row,
                    add,
                );
            }
            j += 8;
        }
        i += if four { 4 } else { 1 };
    }
}

#[inline(always)]
unsafe fn block<const ROWS: usize>(
    depth: usize,
    a: *const f32,
    a_row: usize,
    a_step: usize,
    b: *const f32,
    b_row: usize,
    c: *mut f32,
    c_row: usize,
    add: bool,
) {
    let mut sums = [[F32x4::splat(0.0); 2]; ROWS];
    if add {
        for (i, sum) in sums.iter_mut().enumerate() {
            *sum = [
                F32x4::load(c.add(i * c_row)),
                F32x4::load(c.add(i * c_row + 4)),
            ];
        }
    }
    let (mut a, mut b) = (a, b);
    for _ in 0..depth {
        let (low, high) = (F32x4::load(b), F32x4::load(b.add(4)));
        for (i, sum) in sums.iter_mut().enumerate() {
            let x = F32x4::load_splat(a.add(i * a_row));
            *sum = [low.madd(x, sum[0]), high.madd(x, sum[1])];
        }
        a = a.add(a_step);
        b = b.add(b_row);
    }
    for (i, sum) in sums.iter().enumerate() {
        sum[0].store(c.add(i * c_row));
        sum[1].store(c.add(i * c_row + 4));
    }
}
