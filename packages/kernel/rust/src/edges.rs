//! Row edges: loads and stores of fewer than four floats, and the loop that uses them.
//! Every op runs its tail through the same vector arithmetic as its body, so an element's result
//! does not depend on where in a row it stands.

use crate::lanes::F32x4;

/// The first `n` of four floats (0 < n < 4); the other lanes are `fill`.
#[inline(always)]
pub unsafe fn load_part(p: *const f32, n: usize, fill: f32) -> F32x4 {
    let mut lanes = [*p, fill, fill, fill];
    if n > 1 {
        lanes[1] = *p.add(1);
    }
    if n > 2 {
        lanes[2] = *p.add(2);
    }
    F32x4::new(lanes)
}

/// Writes the first `n` lanes (0 < n < 4), touching nothing behind them.
#[inline(always)]
pub unsafe fn store_part(v: F32x4, p: *mut f32, n: usize) {
    let lanes = v.to_array();
    *p = lanes[0];
    if n > 1 {
        *p.add(1) = lanes[1];
    }
    if n > 2 {
        *p.add(2) = lanes[2];
    }
}

/// The largest lane; a NaN lane may be dropped. One instruction a step, where `largest` needs
/// many: callers find NaN by the sums that they form anyway.
#[inline(always)]
pub fn largest_but_nan(v: F32x4) -> f32 {
    let [a, b, c, d] = v.to_array();
    let max = |x: f32, y: f32| if x < y { y } else { x };
    max(max(a, c), max(b, d))
}

/// Where a row's floats are: `Lanes::Four` is a whole vector, `Lanes::Some(n)` the last 1 to 3.
/// Matching on it inside an `inline(always)` body costs nothing, since each call knows its case.
#[derive(Clone, Copy)]
pub enum Lanes {
    Four,
    Some(usize),
}

impl Lanes {
    /// Missing lanes read as `fill`.
    #[inline(always)]
    pub unsafe fn load(self, p: *const f32, fill: f32) -> F32x4 {
        match self {
            Lanes::Four => F32x4::load(p),
            Lanes::Some(n) => load_part(p, n, fill),
        }
    }

    #[inline(always)]
    pub unsafe fn store(self, v: F32x4, p: *mut f32) {
        match self {
            Lanes::Four => v.store(p),
            Lanes::Some(n) => store_part(v, p, n),
        }
    }
}

/// Calls `body(offset, lanes)` for the whole vectors of `n` floats, then once for what is left.
#[inline(always)]
pub fn for_lanes(n: usize, mut body: impl FnMut(usize, Lanes)) {
    let whole = n & !3;
    let mut i = 0;
    while i < whole {
        body(i, Lanes::Four);
        i += 4;
    }
    if whole < n {
        body(whole, Lanes::Some(n - whole));
    }
}

/// outs = f(ins) for `n` floats of each array, eight at a time: all loads, then all stores in neighbouring
/// pairs from running pointers. That is the shape from which V8's revectoriser makes 256-bit code, and
/// the calls of `f` share nothing, so one hides the latency of the other. Arrays may be the same.
#[inline(always)]
pub unsafe fn map_lanes<const I: usize, const O: usize>(
    n: usize,
    ins: [*const f32; I],
    outs: [*mut f32; O],
    f: impl Fn([F32x4; I]) -> [F32x4; O],
) {
    let (mut ins, mut outs) = (ins, outs);
    for _ in 0..n / 8 {
        let low = f(ins.map(|x| F32x4::load(x)));
        let high = f(ins.map(|x| F32x4::load(x.add(4))));
        for (o, out) in outs.iter().enumerate() {
            low[o].store(*out);
            high[o].store(out.add(4));
        }
        ins = ins.map(|x| x.add(8));
        outs = outs.map(|x| x.add(8));
    }
    if n & 4 > 0 {
        let values = f(ins.map(|x| F32x4::load(x)));
        for (o, out) in outs.iter().enumerate() {
            values[o].store(*out);
        }
        ins = ins.map(|x| x.add(4));
        outs = outs.map(|x| x.add(4));
    }
    if n & 3 > 0 {
        let values = f(ins.map(|x| load_part(x, n & 3, 0.0)));
        for (o, out) in outs.iter().enumerate() {
            store_part(values[o], *out, n & 3);
        }
    }
}

/// Eight neighbouring floats on a 16-byte border. Volatile like `store_pair`, so that no load slips behind
/// a store to the other half, which the compiler sees to be harmless and the revectoriser does not.
#[inline(always)]
pub unsafe fn load_pair(p: *const f32) -> [F32x4; 2] {
    let p = p as *const F32x4;
    [
        core::ptr::read_volatile(p),
        core::ptr::read_volatile(p.add(1)),
    ]
}

#[inline(always)]
pub unsafe fn store_pair(pair: [F32x4; 2], p: *mut f32) {
    let p = p as *mut F32x4;
    core::ptr::write_volatile(p, pair[0]);
    core::ptr::write_volatile(p.add(1), pair[1]);
}

/// The same two vectors, by way of neighbouring stores: the end of a loop that keeps two running values,
/// from which the revectoriser makes one of 256 bits.
#[inline(always)]
pub fn side_by_side(pair: [F32x4; 2]) -> [F32x4; 2] {
    let mut room = [F32x4::splat(0.0); 2];
    let at = room.as_mut_ptr() as *mut f32;
    unsafe {
        store_pair(pair, at);
        load_pair(at)
    }
}

/// Folds `n` floats with four running values, so that the latency of one addition (or maximum) is
/// hidden behind three others. `step(offset, lanes, value)` takes one vector in, `join` two values.
#[inline(always)]
pub fn fold_lanes<A: Copy>(
    n: usize,
    start: A,
    step: impl Fn(usize, Lanes, A) -> A,
    join: impl Fn(A, A) -> A,
) -> A {
    let (mut a, mut b, mut c, mut d) = (start, start, start, start);
    let mut i = 0;
    while i + 16 <= n {
        a = step(i, Lanes::Four, a);
        b = step(i + 4, Lanes::Four, b);
        c = step(i + 8, Lanes::Four, c);
        d = step(i + 12, Lanes::Four, d);
        i += 16;
    }
    while i + 4 <= n {
        a = step(i, Lanes::Four, a);
        i += 4;
    }
    if i < n {
        b = step(i, Lanes::Some(n - i), b);
    }
    join(join(a, b), join(c, d))
}

/// Sum of a[i] * b[i].
#[inline(always)]
pub unsafe fn dot(a: *const f32, b: *const f32, n: usize) -> f32 {
    let step = |i: usize, lanes: Lanes, sum: F32x4| {
        lanes
            .load(a.add(i), 0.0)
            .madd(lanes.load(b.add(i), 0.0), sum)
    };
    fold_lanes(n, F32x4::splat(0.0), step, F32x4::add).sum()
}

/// The largest of n floats, -infinity for none. NaN may be dropped.
#[inline(always)]
pub unsafe fn largest(x: *const f32, n: usize) -> f32 {
    let low = f32::NEG_INFINITY;
    let step = |i: usize, lanes: Lanes, top: F32x4| top.pmax(lanes.load(x.add(i), low));
    largest_but_nan(fold_lanes(n, F32x4::splat(low), step, F32x4::pmax))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_is_visited_once_and_nothing_behind_it_is_written() {
        for n in 0..10 {
            let x: Vec<f32> = (0..n).map(|i| i as f32 + 1.0).collect();
            let mut out = vec![-1.0f32; n + 4];
            for_lanes(n, |i, lanes| unsafe {
                lanes.store(lanes.load(x.as_ptr().add(i), 9.0), out.as_mut_ptr().add(i))
            });
            assert_eq!(out[..n], x[..]);
            assert_eq!(out[n..], [-1.0; 4]);
        }
    }
}
