//! The colony's arithmetic: one `no_std` crate without dependencies, compiled to WebAssembly.
//! It owns no memory: every export gets raw pointers into the imported linear memory, dimensions and
//! scalars, and trusts them. Bounds are the TypeScript side's job (src/ops). Nothing here allocates.
#![cfg_attr(target_arch = "wasm32", no_std)]
#![allow(clippy::missing_safety_doc, clippy::too_many_arguments)]

pub mod lanes;
pub mod scale;

/// Never reached on purpose: no export indexes a slice or unwraps. A trap is the honest outcome.
#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
