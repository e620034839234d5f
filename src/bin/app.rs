//! The page: sets the panic hook and mounts the root component.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    squall::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This part of Squall runs in a browser: cargo xtask serve");
}
