//! Choosing the next token: arg max, top-k and top-p sampling, and a mask for what the grammar
//! allows. Legend: V classes of one row of logits. Deterministic: the only chance is `u`, a uniform
//! number in 0..1 from the caller.
//!
//! Order is by falling logit, then by rising index, so ties never depend on the machine. NaN is never
//! chosen. NOTHING comes back when no logit is a number above -infinity.

use crate::exp::exp_one;

/// What the samplers return when nothing can be chosen.
pub const NOTHING: u32 = u32::MAX;

/// Sets to -infinity every logit whose bit is 0: bit v % 32 of allowed[v / 32].
#[no_mangle]
pub unsafe extern "C" fn sample_mask(
    logits: *mut f32,    // (V), changed
    allowed: *const u32, // (ceil(V / 32))
    classes: usize,
) {
    for v in 0..classes {
        if *allowed.add(v / 32) >> (v % 32) & 1 == 0 {
            *logits.add(v) = f32::NEG_INFINITY;
        }
    }
}

/// Index of the largest logit, the first of equals.
#[no_mangle]
pub unsafe extern "C" fn sample_largest(logits: *const f32, classes: usize) -> u32 {
    let (mut best, mut top) = (NOTHING, f32::NEG_INFINITY);
    for v in 0..classes {
        if *logits.add(v) > top {
            top = *logits.add(v);
            best = v as u32;
        }
    }
    best
}

/// Samples from softmax(logits * sharpness) cut to the `most` likeliest classes and, of these, to the
/// shortest head whose probability reaches `share` (of the whole softmax); what is left is scaled to
/// sum to 1. sharpness = 1 / temperature. most = V and share = 1 cut nothing; at least one class
/// stays. `order` is scratch of V u32.
#[no_mangle]
pub unsafe extern "C" fn sample_top(
    logits: *const f32, // (V)
    order: *mut u32,    // (V), scratch
    classes: usize,
    sharpness: f32,
    most: usize,
    share: f32,
    u: f32,
) -> u32 {
    let mut count = 0;
    for v in 0..classes {
        // NaN fails the comparison too.
        if *logits.add(v) > f32::NEG_INFINITY {
            *order.add(count) = v as u32;
            count += 1;
        }
    }
    let largest = sample_largest(logits, classes);
    if largest == NOTHING || *logits.add(largest as usize) == f32::INFINITY {
        return largest;
    }
    let top = *logits.add(largest as usize);
    let weight = |v: u32| exp_one((*logits.add(v as usize) - top) * sharpness) as f64;
    let mut whole = 0.0;
    for i in 0..count {
        whole += weight(*order.add(i));
    }
    // A heap instead of a sort: it costs V steps, and log V for each class that is really taken.
    for i in (0..count / 2).rev() {
        sink(logits, order, i, count);
    }
    let (mut left, mut head) = (count, 0.0);
    while left > 0 && count - left < most.max(1) {
        head += weight(*order);
        left -= 1;
        swap(order, 0, left);
        sink(logits, order, 0, left);
        if head >= share as f64 * whole {
            break;
        }
    }
    // Taken classes lie at the end, likeliest last.
    let (mut i, mut reach) = (count, u as f64 * head);
    while i > left + 1 {
        reach -= weight(*order.add(i - 1));
        if reach < 0.0 {
            break;
        }
        i -= 1;
    }
    *order.add(i - 1)
}

/// Does class a come before class b?
#[inline(always)]
unsafe fn before(logits: *const f32, a: u32, b: u32) -> bool {
    let (x, y) = (*logits.add(a as usize), *logits.add(b as usize));
    x > y || x == y && a < b
}

unsafe fn sink(logits: *const f32, order: *mut u32, from: usize, count: usize) {
    let mut i = from;
    loop {
        let (left, right) = (2 * i + 1, 2 * i + 2);
        let mut first = i;
        if left < count && before(logits, *order.add(left), *order.add(first)) {
            first = left;
        }
        if right < count && before(logits, *order.add(right), *order.add(first)) {
            first = right;
        }
        if first == i {
            return;
        }
        swap(order, i, first);
        i = first;
    }
}

#[inline(always)]
unsafe fn swap(order: *mut u32, i: usize, j: usize) {
    let x = *order.add(i);
    *order.add(i) = *order.add(j);
    *order.add(j) = x;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::Random;

    fn top(logits: &[f32], sharpness: f32, most: usize, share: f32, u: f32) -> u32 {
        let mut order = vec![0u32; logits.len()];
        unsafe {
            sample_top(
                logits.as_ptr(),
                order.as_mut_ptr(),
                logits.len(),
                sharpness,
                most,
                share,
                u,
            )
        }
    }

    /// Sort, cut, walk: the same rule written plainly.
    fn naive(logits: &[f32], sharpness: f32, most: usize, share: f32, u: f32) -> u32 {
        let mut order: Vec<usize> = (0..logits.len()).collect();
        order.sort_by(|&a, &b| logits[b].partial_cmp(&logits[a]).unwrap().then(a.cmp(&b)));
        let best = logits[order[0]];
        let weight = |v: usize| (((logits[v] - best) * sharpness) as f64).exp();
        let whole: f64 = order.iter().map(|&v| weight(v)).sum();
        let (mut kept, mut head) = (Vec::new(), 0.0);
        for &v in order.iter().take(most.max(1)) {
            kept.push(v);
            head += weight(v);
            if head >= share as f64 * whole {
                break;
            }
        }
        let mut reach = u as f64 * head;
        for &v in &kept {
            reach -= weight(v);
            if reach < 0.0 {
                return v as u32;
            }
        }
        kept[kept.len() - 1] as u32
    }

    #[test]
    fn top_agrees_with_sorting_for_every_cut() {
        let mut random = Random::new(60);
        for classes in [1usize, 2, 3, 10, 100] {
            for _ in 0..200 {
                let mut logits = random.floats(classes, 3.0);
                let twin = random.below(classes);
                logits[0] = logits[twin];
                let most = [1, 3, classes][random.below(3)];
                let share = [0.0, 0.3, 0.9, 1.0][random.below(4)];
                let (sharpness, u) = (0.2 + 3.0 * random.unit(), random.unit());
                assert_eq!(
                    top(&logits, sharpness, most, share, u),
                    naive(&logits, sharpness, most, share, u)
                );
            }
        }
    }

    #[test]
    fn frequencies_follow_the_softmax() {
        let logits = [0.0, 1.0, 2.0];
        let mut counts = [0.0f64; 3];
        for i in 0..3000 {
            counts[top(&logits, 1.0, 3, 1.0, i as f32 / 3000.0) as usize] += 1.0 / 3000.0;
        }
        let whole: f64 = logits.iter().map(|x| (*x as f64).exp()).sum();
        for i in 0..3 {
            assert!((counts[i] - (logits[i] as f64).exp() / whole).abs() < 1e-3);
        }
    }

    #[test]
    fn nan_and_masked_classes_are_never_chosen() {
        let low = f32::NEG_INFINITY;
        for u in [0.0, 0.5, 0.999_999_9] {
            assert_eq!(top(&[f32::NAN, 1.0, low], 1.0, 3, 1.0, u), 1);
            assert_eq!(top(&[low, f32::NAN], 1.0, 2, 1.0, u), NOTHING);
            assert_eq!(top(&[1.0, f32::INFINITY], 1.0, 2, 1.0, u), 1);
        }
        assert_eq!(top(&[], 1.0, 1, 1.0, 0.5), NOTHING);
        let mut logits = vec![1.0f32; 40];
        unsafe { sample_mask(logits.as_mut_ptr(), [1u32 << 7, 1 << 3].as_ptr(), 40) };
        assert_eq!(logits.iter().filter(|&&x| x == 1.0).count(), 2);
        assert_eq!(unsafe { sample_largest(logits.as_ptr(), 40) }, 7);
        assert_eq!(top(&logits, 1.0, 40, 1.0, 0.9), 35);
    }
}
