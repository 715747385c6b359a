//! What attention does with one tile of scores beside multiplying: masks, padding and rescaling. Sizes are
//! those of attention.rs; nothing here knows about softmax.

use crate::attention::{HEAD, KEYS};
use crate::edges::{dot, largest_but_nan, map_lanes, side_by_side};
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

/// 0 for a key that may be seen, -infinity for masked keys and for the padding up to `wide`. Is there
/// any that may not be seen?
#[inline(always)]
pub unsafe fn fill_bias(
    bias: *mut f32,
    mask: *const u32,
    at: usize,
    columns: usize,
    wide: usize,
) -> bool {
    let mut hidden = false;
    for j in 0..wide {
        let seen = j < columns && (mask.is_null() || *mask.add(at + j) != 0);
        *bias.add(j) = if seen { 0.0 } else { f32::NEG_INFINITY };
        hidden |= !seen;
    }
    hidden
}

/// row += bias over `wide` numbers, a multiple of 8.
#[inline(always)]
pub unsafe fn add_row(row: *mut f32, bias: *const f32, wide: usize) {
    map_lanes(wide, [row as *const f32, bias], [row], |[x, y]| [x.add(y)]);
}

/// The largest of `wide` numbers, a multiple of 8. NaN may be dropped.
#[inline(always)]
pub unsafe fn largest_of_tile(row: *const f32, wide: usize) -> f32 {
    let (mut low, mut high) = (
        F32x4::splat(f32::NEG_INFINITY),
        F32x4::splat(f32::NEG_INFINITY),
    );
    let mut at = row;
    for _ in 0..wide / 8 {
        low = low.pmax(F32x4::load(at));
        high = high.pmax(F32x4::load(at.add(4)));
        at = at.add(8);
    }
    let [low, high] = side_by_side([low, high]);
    largest_but_nan(low.pmax(high))
}

/// Multiplies one head (32 floats) by `factor`.
#[inline(always)]
pub unsafe fn scale_head(x: *mut f32, factor: f32) {
    let factor = F32x4::splat(factor);
    map_lanes(HEAD, [x as *const f32], [x], |[x]| [x.mul(factor)]);
}

/// Heads from..to of those that lie `stride` floats apart become 0.
#[inline(always)]
pub unsafe fn clear_heads(x: *mut f32, stride: usize, from: usize, to: usize) {
    for i in from..to {
        map_lanes(HEAD, [], [x.add(i * stride)], |[]| [F32x4::splat(0.0)]);
    }
}

/// Columns columns..wide of each row become 0, as a key of zeros would make them.
#[inline(always)]
pub unsafe fn clear_beyond(tile: *mut f32, rows: usize, columns: usize, wide: usize) {
    for i in 0..rows {
        for j in columns..wide {
            *tile.add(i * KEYS + j) = 0.0;
        }
    }
}

#[inline(always)]
pub unsafe fn head_dot(a: *const f32, b: *const f32) -> f32 {
    dot(a, b, HEAD)
}
